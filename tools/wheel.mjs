// npm run wheel [-- FOLDER]: the wheel for Python with the page inside, in dist/wheel/ or that folder. --no-page leaves the page out.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { main, root, run } from './project.mjs';
import { venv } from './python.mjs';

const folder = join(root, 'crate', 'python');
/** Where the page stands that the wheel carries. */
export const page = join(folder, 'python', 'second_law', 'page.html');

/** Builds the wheel into a folder, with the Python of a virtual environment that has maturin; the profile is Cargo's. */
export async function buildWheel(python, output, profile = 'release') {
  const args = ['-m', 'maturin', 'build', '--profile', profile, '--locked', '--quiet', '--manifest-path', join(folder, 'Cargo.toml')];
  await promisify(execFile)(python, [...args, '--interpreter', python, '--out', output], { cwd: root, maxBuffer: 1 << 26 });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'no-page': { type: 'boolean', default: false } },
    });
    const python = await venv('maturin');
    if (typeof python === 'string') throw new Error(python);
    await rm(page, { force: true });
    if (!values['no-page']) await run(process.execPath, 'tools/single.mjs', '--output', page);
    const output = resolve(positionals[0] ?? 'dist/wheel');
    await buildWheel(python.command[0], output);
    console.log(`wrote the wheel to ${output}`);
  });
}
