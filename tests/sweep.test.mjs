// Sweeps of the native program: many set-ups, stopped and gone on with, on one core or all.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { builtProgram, output, secondLaw } from './support/native.mjs';

const GRID =
  '# a grid and a line of its own\nbath=square-2x3&bosons=2&times=lin:0:9:40&coupling={0.1..1:10}&seed={1..3}&disorder=1\n\npreset=disorder&bath=square-2x3&bosons=2\n';
const COUNT = 31;

let folder;
let program;
let plain;
const file = (name) => join(folder, name);
const lines = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-law-sweep-'));
  program = await builtProgram();
  await writeFile(file('grid'), GRID);
  const { code, stdout, stderr } = await secondLaw(['sweep', file('grid')]);
  assert.equal(code, 0, stderr);
  plain = stdout;
});
after(() => rm(folder, { recursive: true }));

test('a sweep is a line for each set-up, in their order, with the record that run prints', async () => {
  const found = lines(plain);
  assert.equal(found.length, COUNT);
  assert.deepEqual([found[0].line, found[29].line, found[30].line], [2, 2, 4]);
  assert.ok(found[4].given.includes('coupling=0.2&seed=2'));
  const { stdout } = await secondLaw(['run', found[4].given]);
  assert.ok(plain.split('\n')[4].endsWith(`"record":${stdout.trimEnd()}}`));
});

test('however many threads there are, the bytes are the same; as they are done, the lines are', async () => {
  const one = await secondLaw(['sweep', '-', '--threads', '1'], GRID);
  assert.equal(one.stdout, plain);
  const unordered = await secondLaw(['sweep', '-', '--as-done', '--threads', '3'], GRID);
  assert.deepEqual(unordered.stdout.split('\n').toSorted(), plain.split('\n').toSorted());
});

/** Starts a sweep, and kills it when its file has some bytes more. */
async function killed(args, name) {
  const size = () =>
    stat(name).then(
      ({ size }) => size,
      () => 0,
    );
  const wanted = (await size()) + 9000;
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const watch = setInterval(async () => (await size()) >= wanted && child.kill('SIGKILL'), 1);
  const signal = await ended;
  clearInterval(watch);
  return signal;
}

for (const [said, more] of [
  ['in order', []],
  ['as done', ['--as-done']],
]) {
  test(`a sweep that is killed goes on where it was, ${said}: no line is lost and none comes twice`, async () => {
    const name = file(`killed ${said}.jsonl`);
    const args = ['sweep', file('grid'), '--output', name, ...more];
    const kills = [];
    for (let k = 0; k < 2; k++) kills.push(await killed(args, name));
    assert.ok(kills.includes('SIGKILL'), 'one of them was in time');
    // The end of a line that a kill cut off.
    await appendFile(name, '{"line":2,"giv');
    assert.equal((await output(program, args)).code, 0);
    const text = await readFile(name, 'utf8');
    if (more.length === 0) assert.equal(text, plain);
    assert.deepEqual(text.split('\n').toSorted(), plain.split('\n').toSorted());
    // Once more: nothing is left to do.
    assert.equal((await output(program, args)).code, 0);
    assert.equal(await readFile(name, 'utf8'), text);
  });
}

test('a file of another sweep is refused and stays as it is', async () => {
  const name = file('other.jsonl');
  await writeFile(name, plain.slice(0, plain.length / 2));
  const { code, stderr } = await secondLaw(['sweep', '-', '--output', name], 'bath=square-2x3&bosons=2\n');
  assert.equal(code, 2);
  assert.match(stderr, /line 1 is not of this sweep/);
  assert.equal(await readFile(name, 'utf8'), plain.slice(0, plain.length / 2));
  await writeFile(name, plain.replaceAll('"version":"', '"version":"9'));
  assert.equal((await secondLaw(['sweep', file('grid'), '--output', name])).code, 2);
});

test('wrong lines are named, at most ten of them, and nothing runs; --skip runs the others', async () => {
  const name = file('wrong.jsonl');
  const text = `bath=square-2x3&bosons=2\r\nbosons=99\r\ncoupling={1..}\r\nbath=square-2x3&bosons=3\r\n${'x=1\n'.repeat(12)}`;
  const stopped = await secondLaw(['sweep', '-', '--output', name], text);
  assert.equal(stopped.code, 3);
  assert.match(stopped.stderr, /^line 2: bosons=99 [\s\S]*\nline 3: \{1\.\.\} is not possible/);
  assert.match(stopped.stderr, /and 4 more\s*$/);
  await assert.rejects(readFile(name));
  const skipped = await secondLaw(['sweep', '-', '--output', name, '--skip'], text);
  assert.equal(skipped.code, 0);
  assert.match(skipped.stderr, /line 2: /);
  const found = lines(await readFile(name, 'utf8'));
  assert.equal(found.length, 16);
  assert.equal(found[3].record.bath.dimension, 20);
  assert.deepEqual([found[1].errors[0].code, found[1].errors[0].parameter, found[1].errors[0].given], ['bad-value', 'bosons', '99']);
});

test('a disk that is full keeps the last complete line', async () => {
  const name = file('full.jsonl');
  // Room for a few lines: the limit is in blocks of 1,024 bytes.
  const command = `trap '' XFSZ; ulimit -f 32; exec '${program}' sweep '${file('grid')}' --output '${name}'`;
  const { code, stderr } = await output('bash', ['-c', command]);
  assert.equal(code, 1);
  assert.ok(stderr.includes(name), stderr);
  const text = await readFile(name, 'utf8');
  assert.ok(text.length > 0 && text.endsWith('\n') && plain.startsWith(text));
  assert.equal((await output(program, ['sweep', file('grid'), '--output', name])).code, 0);
  assert.equal(await readFile(name, 'utf8'), plain);
});

test('at the end the lines are a table of Parquet too', async () => {
  const [name, table] = [file('table.jsonl'), file('table.parquet')];
  const { code, stderr } = await secondLaw(['sweep', file('grid'), '--output', name, '--parquet', table]);
  assert.equal(code, 0, stderr);
  const bytes = await readFile(table);
  assert.equal(bytes.toString('latin1', 0, 4), 'PAR1');
  assert.equal(bytes.toString('latin1', bytes.length - 4), 'PAR1');
  assert.ok(bytes.includes('run.entropy_production'));
});
