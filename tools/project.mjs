// What the tools share: where the project is, and how they run other programs.
import { spawn } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The languages there are, English first: those that have a file in `www/texts`. */
export async function languages() {
  const langs = (await readdir(join(root, 'www/texts'))).map((file) => file.replace('.json', ''));
  return ['en', ...langs.filter((lang) => lang !== 'en').sort()];
}

/** The texts of a folder, which has a file for each language, by these. */
export async function textsIn(folder) {
  const read = async (lang) => [lang, JSON.parse(await readFile(join(root, folder, `${lang}.json`), 'utf8'))];
  return Object.fromEntries(await Promise.all((await languages()).map(read)));
}

/** Runs a program in the project's folder; rejects with its name unless it ends well. */
export function run(command, ...args) {
  return new Promise((resolve, reject) => {
    const windowsScript = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: windowsScript });
    child.on('error', (error) => {
      const hint = { cargo: 'install Rust from https://rustup.rs', npm: 'install Node.js with npm' }[command];
      reject(new Error(error.code === 'ENOENT' && hint ? `${command} was not found: ${hint}` : error.message));
    });
    child.on('close', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}`)),
    );
  });
}

/** Runs a tool's main function; prints its error without a stack and exits with 1. */
export async function main(tool) {
  try {
    await tool(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Installs the packages that package-lock.json names, unless they are there already. */
export async function ensurePackages() {
  const changed = (file) =>
    stat(join(root, file)).then(
      (found) => found.mtimeMs,
      () => 0,
    );
  if ((await changed('node_modules/.package-lock.json')) < (await changed('package-lock.json'))) {
    await run('npm', 'ci');
  }
}
