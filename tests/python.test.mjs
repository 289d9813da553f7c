// The wheel for Python, built and installed with pip into an environment of its own: its tests, its doctests and the notebook.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../tools/project.mjs';
import { venv } from '../tools/python.mjs';
import { buildWheel, page } from '../tools/wheel.mjs';
import { finished, openLab } from './support/lab.mjs';
import { builtProgram, output } from './support/native.mjs';

/** What `show` puts into a notebook, in a page: it computes. */
async function shown(interpreter) {
  const setup = 'bath=square-2x3&bosons=2&coupling=0.7';
  const code = `import second_law; print(second_law.show("${setup}")._repr_html_())`;
  const { stdout: html, stderr } = await output(interpreter, ['-c', code]);
  assert.ok(html.startsWith('<iframe sandbox="allow-scripts"'), stderr);
  const lab = await openLab({ pages: { '/notebook': `<!doctype html><link rel="icon" href="data:,">${html}` } });
  try {
    const notebook = await lab.open('/notebook');
    const frame = await (await notebook.waitForSelector('iframe')).contentFrame();
    const { state, scenario } = await finished(frame);
    assert.deepEqual([state, scenario], ['done', setup]);
    await lab.clear();
  } finally {
    await lab.close();
  }
}

test('the wheel is built, installed, and does what its tests say', async (t) => {
  const python = await venv('wheel');
  if (typeof python === 'string') return t.skip(python);
  const [interpreter] = python.command;
  const folder = await mkdtemp(join(tmpdir(), 'second-law-wheel-'));
  try {
    await copyFile(join(root, 'dist/single.html'), page);
    // Its numbers are the same however fast it is, and this is compiled in a third of the time.
    await buildWheel(interpreter, folder, 'tool');
    const [wheel] = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
    assert.match(wheel, /^second_law-[\d.]+-cp39-abi3-/);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--force-reinstall', join(folder, wheel)];
    const installed = await output(interpreter, pip);
    assert.equal(installed.code, 0, installed.stderr);
    process.env.SECOND_LAW = await builtProgram();
    const tests = join(root, 'crate', 'python', 'tests');
    const { code, stdout, stderr } = await output(interpreter, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', tests]);
    assert.equal(code, 0, stdout + stderr);
    await shown(interpreter);
  } finally {
    await rm(page, { force: true });
    await rm(folder, { recursive: true });
  }
});
