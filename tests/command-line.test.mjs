// The native program from a terminal.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { badInput, title } from './support/bad-input.mjs';
import { output, secondLaw } from './support/native.mjs';

const small = 'bath=square-2x3&bosons=2&times=log:0.1:10:5';

test('run prints one record as JSON and nothing else', async () => {
  const { code, stdout, stderr } = await secondLaw(['run', small]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '', 'no progress where there is no terminal');
  const { scenario, bath, runs } = JSON.parse(stdout);
  assert.equal(scenario, small);
  assert.equal(bath.sites, 6);
  assert.equal(bath.dimension, 15);
  assert.deepEqual(
    runs.map(({ coupling }) => coupling),
    [0.1, 0.5, 1, 2],
  );
  for (const run of runs) {
    assert.equal(run.time.length, 5);
    assert.equal(run.entropy_production.length, 5);
    assert.equal(run.exponential_average, null);
    assert.ok(run.norm_error < 1e-9 && run.energy_drift < 1e-9);
  }
});

test('- reads the scenario from standard input', async () => {
  const [argument, piped] = await Promise.all([secondLaw(['run', small]), secondLaw(['run', '-'], `${small}\n`)]);
  assert.equal(piped.stdout, argument.stdout);
});

test('presets lists the presets', async () => {
  const { code, stdout } = await secondLaw(['presets']);
  assert.equal(code, 0);
  for (const id of ['second-law', 'long-times', 'disorder', 'integrable-chain', 'wrong-chemical-potential']) {
    assert.match(stdout, new RegExp(`\\b${id}\\b`));
  }
});

test('plot writes a picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const file = join(folder, 'plot.svg');
    const { code, stderr } = await secondLaw(['plot', small, '--svg', file]);
    assert.equal(code, 0, stderr);
    const svg = await readFile(file, 'utf8');
    assert.match(svg, /^<svg[\s\S]*<\/svg>\s*$/);
    assert.ok((svg.match(/<(polyline|path)/g) ?? []).length >= 4, 'one curve a coupling at least');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('plot writes any format, and says where a plot makes none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const file = join(folder, 'file');
    const csv = await secondLaw(['plot', `panel=eth&${small}`, '--csv', file, '--plot', 'gaps']);
    assert.equal(csv.code, 0, csv.stderr);
    assert.match(await readFile(file, 'utf8'), /^# second-law [\s\S]*\n[\w,]+\n[\d.,-]+\n/);
    const json = await secondLaw(['plot', small, '--json', file]);
    assert.equal(json.code, 0, json.stderr);
    assert.equal(`${await readFile(file, 'utf8')}\n`, (await secondLaw(['run', small])).stdout);
    const none = await secondLaw(['plot', `panel=sizes&family=none&${small}`, '--csv', file, '--plot', 'sizes']);
    assert.notEqual(none.code, 0);
    assert.match(none.stderr, /--csv: plot sizes of panel sizes/);
    const unknown = await secondLaw(['plot', small, '--fax', file]);
    assert.notEqual(unknown.code, 0);
    assert.match(unknown.stderr, /--fax/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('help names the commands', async () => {
  const { code, stdout } = await secondLaw(['--help']);
  assert.equal(code, 0);
  for (const command of ['run', 'eth', 'all-eigenstates', 'presets', 'plot']) assert.match(stdout, new RegExp(`second-law ${command}`));
});

test('eth and all-eigenstates print every level of the bath', async () => {
  const bath = 'bath=square-2x3&bosons=2';
  const eth = await secondLaw(['eth', `${bath}&observable=hopping`]);
  assert.equal(eth.code, 0, eth.stderr);
  const levels = JSON.parse(eth.stdout);
  assert.equal(levels.scenario, `${bath}&panel=eth&observable=hopping`);
  assert.equal(levels.observable, 'hopping');
  assert.equal(levels.levels.length, 15);
  for (const { energy, sector, value, canonical, beta } of levels.levels.slice(1, -1)) {
    for (const number of [energy, value, canonical, beta]) assert.equal(typeof number, 'number');
    assert.match(sector, /^[+-]{2}$/);
  }
  assert.equal(levels.levels[0].beta, null);
  assert.ok(levels.statistics.levels > 0);
  const all = await secondLaw(['all-eigenstates', `${bath}&coupling=0.5`]);
  assert.equal(all.code, 0, all.stderr);
  const points = JSON.parse(all.stdout);
  assert.equal(points.levels.length, 15);
  assert.equal(points.statistics.levels + points.statistics.without_beta.length, 15);
  assert.equal(typeof points.levels[7].entropy_production, 'number');
});

test('an unknown command fails and is named', async () => {
  const { code, stdout, stderr } = await secondLaw(['fly']);
  assert.notEqual(code, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /fly/);
});

for (const { scenario, names } of badInput) {
  test(`run refuses ${title(scenario)}`, async () => {
    const { code, stdout, stderr } = await secondLaw(['run', '-'], scenario);
    assert.notEqual(code, 0);
    assert.equal(stdout, '');
    for (const name of names) assert.ok(stderr.includes(name), `'${name}' is missing in: ${stderr}`);
    assert.ok(stderr.length < 2000, 'a message stays readable');
    assert.doesNotMatch(stderr, /panicked/);
  });
}

test('of many errors the first ten are said, and how many more there are', async () => {
  const { code, stdout, stderr } = await secondLaw(['run', '=&'.repeat(4096)]);
  assert.notEqual(code, 0);
  assert.equal(stdout, '');
  const lines = stderr.trimEnd().split('\n');
  assert.equal(lines.length, 11);
  assert.match(lines[10], /and 4086 more/);
  assert.ok(stderr.length < 5000, `${stderr.length} characters`);
});

test('text that is not UTF-8 is refused by name', async () => {
  // No program of Node can be given such an argument; a shell can.
  const argument = await output('sh', ['-c', `exec cargo run --quiet --locked --bin second-law -- run "$(printf 'bosons=\\377')"`]);
  assert.equal(argument.code, 1);
  assert.match(argument.stderr, /argument 2 is not UTF-8 text: bosons=/);
  const input = await secondLaw(['run', '-'], Buffer.from([0x61, 0x3d, 0xff]));
  assert.equal(input.code, 1);
  assert.match(input.stderr, /standard input: not UTF-8 text from byte 3 on/);
});

test('too much on standard input is not counted as if it were all there is', async () => {
  const { code, stderr } = await secondLaw(['run', '-'], 'x'.repeat(50_000_000));
  assert.equal(code, 1);
  assert.match(stderr, /standard input: more than 32768 bytes; allowed: at most 8192 characters/);
});
