// The native program from a terminal.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { badInput, title } from './support/bad-input.mjs';
import { secondLaw } from './support/native.mjs';

const small = 'bath=square-2x3&bosons=2&times=log:0.1:10:5';

test('run prints one record as JSON and nothing else', async () => {
  const { code, stdout, stderr } = await secondLaw(['run', small]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '', 'no progress where there is no terminal');
  const { scenario, bath, runs } = JSON.parse(stdout);
  assert.equal(scenario, small);
  assert.equal(bath.sites, 6);
  assert.equal(bath.dimension, 15);
  assert.deepEqual(runs.map(({ coupling }) => coupling), [0.1, 0.5, 1, 2]);
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

test('help names the commands', async () => {
  const { code, stdout } = await secondLaw(['--help']);
  assert.equal(code, 0);
  for (const command of ['run', 'presets', 'plot']) assert.match(stdout, new RegExp(`second-law ${command}`));
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
