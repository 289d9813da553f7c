// The native program from a terminal.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../tools/project.mjs';
import { badInput, title } from './support/bad-input.mjs';
import { builtProgram, output, secondLaw } from './support/native.mjs';

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
    assert.match(
      await readFile(file, 'utf8'),
      /^ratio,program,scenario,reference\n[\d.]+,Second Law Lab [\d.]+,[^,]+,doi:[^,]+\n[\d.]+,,,\n/,
    );
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
  const { code, stdout, stderr } = await secondLaw(['run', Array.from({ length: 1000 }, (_, n) => `k${n}=1`).join('&')]);
  assert.notEqual(code, 0);
  assert.equal(stdout, '');
  const lines = stderr.trimEnd().split('\n');
  assert.equal(lines.length, 12);
  assert.match(lines[10], /and 990 more/);
  assert.match(lines[11], /^The parameters are: v, preset, bath/);
  assert.ok(stderr.length < 5000, `${stderr.length} characters`);
});

test('text that is not UTF-8 is refused by name', async () => {
  // No program of Node can be given such an argument; a shell can.
  const argument = await output('sh', ['-c', `exec "$0" run "$(printf 'bosons=\\377')"`, await builtProgram()]);
  assert.equal(argument.code, 2);
  assert.match(argument.stderr, /argument 2 is not UTF-8 text: bosons=/);
  const input = await secondLaw(['run', '-'], Buffer.from([0x61, 0x3d, 0xff]));
  assert.equal(input.code, 3);
  assert.match(input.stderr, /standard input: not UTF-8 text from byte 3 on/);
});

test('too much on standard input is not counted as if it were all there is', async () => {
  const { code, stderr } = await secondLaw(['run', '-'], 'x'.repeat(50_000_000));
  assert.equal(code, 3);
  assert.match(stderr, /standard input: more than 32768 bytes; allowed: at most 8192 characters/);
});

test('a set-up is read as a link, in lines, as Windows writes it, and out of a record', async () => {
  const { stdout: record } = await secondLaw(['run', small]);
  const lines = small.replaceAll('&', '\r\n');
  for (const text of [`https://example.org/lab/#${small}`, `\ufeff${lines}\r\n`, record, `\ufeff${record}`]) {
    const { code, stdout, stderr } = await secondLaw(['run', '-'], text);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    assert.equal(stdout, record, text.slice(0, 40));
  }
  const older = await secondLaw(['run', '-'], JSON.stringify({ scenario: small, version: '0.0.1' }));
  assert.equal(older.stdout, record);
  assert.match(older.stderr, /version 0\.0\.1/);
  const none = await secondLaw(['run', '-'], '{"scenario":');
  assert.equal(none.code, 3);
  assert.match(none.stderr, /not a record/);
});

test('plot refuses what is no plot of the panel, and names those that are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const file = join(folder, 'plot.svg');
    const { code, stderr } = await secondLaw(['plot', small, '--svg', file, '--plot', 'distribution']);
    assert.equal(code, 2);
    assert.match(stderr, /--plot distribution: panel entropy has main/);
    await assert.rejects(readFile(file), 'nothing is written');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('options stand before or after the text, - is standard output, and language and colours are those of the set-up', async () => {
  const [before, after] = await Promise.all([secondLaw(['plot', '--svg', '-', small]), secondLaw(['plot', small, '--svg', '-'])]);
  assert.equal(before.stdout, after.stdout);
  assert.match(before.stdout, /^<svg/);
  const { stdout: dark } = await secondLaw(['plot', `${small}&theme=dark&lang=ja`, '--svg', '-']);
  assert.match(dark, /[\u3040-\u30ff]/);
  assert.notEqual(dark.match(/fill="(#\w+)"/)[1], before.stdout.match(/fill="(#\w+)"/)[1], 'other paper');
});

/** The chunks of a PNG: type and text. */
function* chunks(png) {
  for (let place = 8; place < png.length; ) {
    const length = png.readUInt32BE(place);
    yield [png.toString('latin1', place + 4, place + 8), png.subarray(place + 8, place + 8 + length)];
    place += 12 + length;
  }
}

test('plot writes pixels that say what they are, several files at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const [png, csv] = ['plot.png', 'plot.csv'].map((name) => join(folder, name));
    const { code, stderr } = await secondLaw(['plot', `${small}&lang=ja`, '--png', png, '--csv', csv]);
    assert.equal(code, 0, stderr);
    const found = [...chunks(await readFile(png))];
    const [, size] = found[0];
    assert.deepEqual([size.readUInt32BE(0), size.readUInt32BE(4)], [1440, 880]);
    const said = found.filter(([type]) => type === 'iTXt').map(([, text]) => text.toString('utf8').replaceAll('\0', ' '));
    for (const words of ['Software', 'Second Law Lab', 'Phys. Rev. Lett. 119, 100601', 'bath=square-2x3'])
      assert.ok(said.join('\n').includes(words), words);
    assert.ok((await readFile(csv, 'utf8')).includes('entropy_production'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('film writes six seconds that move', async () => {
  for (const setup of [small, 'panel=eth&bath=square-2x3&bosons=3']) {
    const args = ['film', setup, '--gif', '-'];
    const { stdout: gif } = await promisify(execFile)(await builtProgram(), args, { cwd: root, encoding: 'buffer', maxBuffer: 1 << 26 });
    assert.equal(gif.toString('latin1', 0, 6), 'GIF89a');
    assert.deepEqual([gif.readUInt16LE(6), gif.readUInt16LE(8)], [720, 405]);
    // The graphic control of each picture: its delay in hundredths of a second.
    const delays = [];
    for (let place = gif.indexOf(Buffer.from([0x21, 0xf9, 4])); place >= 0; place = gif.indexOf(Buffer.from([0x21, 0xf9, 4]), place + 1)) {
      if (gif[place + 7] === 0) delays.push(gif.readUInt16LE(place + 4));
    }
    assert.equal(delays.length, 75);
    assert.ok(Math.abs(delays.reduce((sum, delay) => sum + delay) - 600) <= 7);
  }
});

test('every command has its help', async () => {
  for (const command of ['run', 'plot', 'film', 'presets', 'eth', 'sweep', 'completions', 'man']) {
    const { code, stdout, stderr } = await secondLaw([command, '--help']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`usage: second-law ${command}`));
    assert.equal((await secondLaw(['help', command])).stdout, stdout);
  }
  const [all, unknown] = await Promise.all([secondLaw(['help']), secondLaw(['help', 'fly'])]);
  assert.match(all.stdout, /second-law run 'SETUP'/);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /fly is not understood[\s\S]*second-law --help says/);
});

test('exit codes tell a command that is none from a set-up that is none and from a fault', async () => {
  const [command, option, setup, missing, fault] = await Promise.all([
    secondLaw(['fly']),
    secondLaw(['run', small, '--fax']),
    secondLaw(['run', 'bosons=99']),
    secondLaw(['run']),
    secondLaw(['plot', small, '--svg', '/dev/full']),
  ]);
  assert.deepEqual([command.code, option.code, missing.code, setup.code, fault.code], [2, 2, 2, 3, 1]);
  assert.match(missing.stderr, /<SETUP> is missing/);
  const { stderr } = await secondLaw(['plot', small]);
  assert.match(stderr, /^one of --\w+(, --\w+)+ FILE is missing in: /);
  assert.match(fault.stderr, /\/dev\/full: /);
});

test('presets --json is read by programs', async () => {
  const { code, stdout } = await secondLaw(['presets', '--json']);
  assert.equal(code, 0);
  const presets = JSON.parse(stdout);
  const { id, title, blurb, scenario, panel } = presets.find(({ id }) => id === 'disorder');
  assert.deepEqual([id, scenario, panel], ['disorder', 'preset=disorder', 'entropy']);
  assert.ok(title.length > 5 && blurb.length > 20);
  assert.equal(presets.length, (await secondLaw(['presets'])).stdout.trimEnd().split('\n').length);
});

test('shells complete, and man shows, what the schema knows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const { stdout: script } = await secondLaw(['completions', 'bash']);
    const file = join(folder, 'second-law.bash');
    await writeFile(file, script);
    const complete = (words) =>
      `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _second__law second-law "\${COMP_WORDS[-1]}" x; echo "\${COMPREPLY[@]}"`;
    const ask = async (...words) => (await output('bash', ['-c', `source ${file}; ${complete(words)}`])).stdout;
    assert.match(await ask('second-law', 'pl'), /plot/);
    assert.match(await ask('second-law', 'plot', '--p'), /--png --plot/);
    assert.match(await ask('second-law', 'run', 'preset=dis'), /preset=disorder/);
    for (const shell of ['zsh', 'fish', 'powershell']) assert.match((await secondLaw(['completions', shell])).stdout, /all-eigenstates/);
    const { stdout: page } = await secondLaw(['man']);
    assert.match(page, /^\.ie[\s\S]*\.TH second\\?-law 1/);
    assert.match((await secondLaw(['man', 'plot'])).stdout, /\.TH second\\?-law\\?-plot 1/);
    for (const words of ['sweep', 'coupling', 'bosons']) assert.ok(page.includes(words), words);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the font of the pictures is the one of the package', async () => {
  const name = 'MPLUS1p_400Regular.ttf';
  const [own, packed] = await Promise.all(
    ['crate/cli/fonts', 'node_modules/@expo-google-fonts/m-plus-1p/400Regular'].map((folder) => readFile(join(root, folder, name))),
  );
  assert.ok(own.equals(packed));
});
