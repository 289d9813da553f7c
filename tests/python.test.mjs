// The wheel for Python, built and installed with pip into an environment of its own: its tests, its doctests and the notebook.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../tools/project.mjs';
import { venv } from '../tools/python.mjs';
import { buildWheel, page } from '../tools/wheel.mjs';
import { builtProgram, output } from './support/native.mjs';

test('the wheel is built, installed, and does what its tests say', async (t) => {
  const python = await venv('wheel');
  if (typeof python === 'string') return t.skip(python);
  const [interpreter] = python.command;
  const folder = await mkdtemp(join(tmpdir(), 'second-law-wheel-'));
  // The page takes minutes to make. Where there is none a small one stands in: whether the wheel carries it is what is asked.
  const made = await writeFile(page, '<!doctype html><html lang="en"><title>Stand-in</title></html>', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  try {
    // Its numbers are the same however fast it is, and this is compiled in a third of the time.
    await buildWheel(interpreter, folder, 'tool');
    const [wheel] = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
    assert.match(wheel, /^second_law-[\d.]+-cp39-abi3-/);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--force-reinstall', join(folder, wheel)];
    const installed = await output(interpreter, pip);
    assert.equal(installed.code, 0, installed.stderr);
    const shown = await output(interpreter, ['-c', 'import second_law; print(second_law.show("bath=square-2x3")._repr_html_())']);
    assert.match(shown.stdout, /^<iframe sandbox="allow-scripts".*data-setup=/, shown.stderr);
    process.env.SECOND_LAW = await builtProgram();
    const tests = join(root, 'crate', 'python', 'tests');
    const { code, stdout, stderr } = await output(interpreter, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', tests]);
    assert.equal(code, 0, stdout + stderr);
  } finally {
    await rm(folder, { recursive: true });
    if (made) await rm(page);
  }
});
