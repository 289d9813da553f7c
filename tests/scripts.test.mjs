// Set-ups as programs for other engines: they are run, and their numbers are ours. Where Python or MPI is not there the tests say so and
// are skipped; under CI the packages are installed, and what is missing is a failure.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mpiPython, venv } from '../tools/python.mjs';
import { nativeRecord, secondLaw } from './support/native.mjs';

let folder;
let mpi;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-law-scripts-'));
  mpi = await mpiPython();
});
after(() => rm(folder, { recursive: true }));

/** Runs a program; its exit code and both outputs. `stop` may end it. */
function execute([command, ...args], env, stop) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, timeout: 180_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      stop?.(child, stderr);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

async function script(engine, setup) {
  const { code, stdout, stderr } = await secondLaw(['script', engine, setup]);
  assert.equal(code, 0, stderr);
  // Not the name of the package, which Python would find first.
  const file = join(folder, `run-${engine}.py`);
  await writeFile(file, stdout);
  return file;
}

/** The largest difference between the numbers of two records; what else differs in their form fails. */
function difference(ours, theirs, path = '') {
  // What was lost to rounding is the run's own.
  if (/\.(norm_error|energy_drift|residual)$/.test(path)) return 0;
  if (typeof ours === 'number') return Math.abs(ours - theirs);
  if (ours === null || typeof ours !== 'object') {
    assert.deepEqual(theirs, ours, path);
    return 0;
  }
  const parts = Object.keys(ours).map((key) => difference(ours[key], theirs[key], `${path}.${key}`));
  assert.ok(
    parts.every((part) => !Number.isNaN(part)),
    path,
  );
  return Math.max(0, ...parts);
}

const disordered = 'bath=square-3x4&bosons=4&disorder=0.5&coupling=0.5,1&times=lin:0:4:5';

test('the script for QuSpin finds our numbers to 1e-8', async (t) => {
  const python = await venv('quspin');
  if (typeof python === 'string') return t.skip(python);
  for (const setup of [
    disordered,
    'bath=square-3x3&bosons=3&state=canonical&samples=3&seed=5&occupation=0.3&coupling=1&times=log:0.1:3:4',
  ]) {
    const file = await script('quspin', setup);
    const { code, stdout, stderr } = await execute([...python.command, file], python.env);
    assert.equal(code, 0, stderr);
    const found = difference(await nativeRecord(setup), JSON.parse(stdout));
    assert.ok(found < 1e-8, `${setup}: ${found}`);
  }
});

test('the script for SLEPc finds our numbers to 1e-10 with one rank and with two', async (t) => {
  if (typeof mpi === 'string') return t.skip(mpi);
  const level = 'bath=square-4x4&coupling=1&times=lin:0:2:3';
  for (const [setup, ranks] of [
    [disordered, [1, 2]],
    [level, [2]],
    ['state=typical&occupation=0.3&potential=0.2&coupling=1&times=log:0.1:2:3', [2]],
    ['state=canonical&samples=3&seed=2&coupling=1&times=lin:0:2:3', [1]],
  ]) {
    const ours = await nativeRecord(setup);
    const file = await script('slepc', setup);
    for (const count of ranks) {
      const { code, stdout, stderr } = await execute(mpi.command(count, file), mpi.env);
      assert.equal(code, 0, stderr);
      const found = difference(ours, JSON.parse(stdout));
      assert.ok(found < 1e-10, `${setup}, ${count} ranks: ${found}`);
    }
  }
  // A comparison that cannot fail would prove nothing.
  const [one, other] = await Promise.all(['', '&seed=2'].map((seed) => nativeRecord(`${disordered}${seed}`)));
  assert.ok(difference(one.runs, other.runs) > 1e-6);
});

test('a run under MPI that is killed goes on from its checkpoint, with another number of ranks too', async (t) => {
  if (typeof mpi === 'string') return t.skip(mpi);
  const file = await script('slepc', disordered);
  const args = ['--checkpoint', join(folder, 'kept'), '--every', '0'];
  const killed = await execute([...mpi.command(1, file), ...args], mpi.env, (child, said) => {
    if (said.includes('checkpoint at t = 3')) child.kill('SIGKILL');
  });
  assert.notEqual(killed.code, 0);
  const resumed = await execute([...mpi.command(2, file), ...args], mpi.env);
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stderr, /going on at/);
  assert.ok(difference(await nativeRecord(disordered), JSON.parse(resumed.stdout)) < 1e-10);
  const other = await script('slepc', `${disordered}&seed=2`);
  const refused = await execute([...mpi.command(1, other), ...args], mpi.env);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /checkpoint of another set-up/);
});

test('a script is written for a set-up that this program cannot hold, and refused by name where it does not do what is asked', async () => {
  const large = await secondLaw(['script', 'slepc', 'bath=square-6x6&bosons=9&state=typical']);
  assert.equal(large.code, 0, large.stderr);
  assert.match(large.stdout, /94,143,280 states of the bath, 348,330,136 with S/);
  const { stdout } = await secondLaw(['script', 'xdiag', 'bath=square-2x3&bosons=2']);
  assert.doesNotMatch(stdout, /@[A-Z_]+@/);
  // A block of XDiag.jl has `iterate` and no `length`, which a comprehension asks for.
  assert.doesNotMatch(stdout, /\[.* for \w+ in (block|bath|whole)\]/);
  for (const [setup, named] of [
    ['panel=eth', /panel=eth.*entropy/],
    ['preset=reversal', /panel=reversal/],
    ['compare=canonical', /compare=canonical.*none/],
    ['currents=on', /currents=on.*off/],
    ['late=20:100:9', /late=20:100:9.*off/],
    ['bath=square-8x8', /bath=square-8x8.*60/],
    ['bath=square-5x6&bosons=9&index=7', /index=7.*beta/],
    ['bath=square-3x4&index=0', /index=0/],
  ]) {
    const { code, stderr } = await secondLaw(['script', 'slepc', setup]);
    assert.equal(code, 3, setup);
    assert.match(stderr, named);
  }
});
