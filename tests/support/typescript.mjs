// Lets Node.js run the page's TypeScript without a browser and without a build:
// node --import ./tests/support/typescript.mjs --test tests/unit/*.test.mjs
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformWithOxc } from 'vite';

// The same file is the hooks, which Node.js runs on a thread of their own.
if (isMainThread) register(import.meta.url);

const source = (code) => `data:text/javascript,${encodeURIComponent(code)}`;

/** The two functions of an axis, which the module has (tests/package.test.mjs holds it to these formulas). */
const axis = {
  fraction: (log, min, max, value) => (log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)),
  value: (log, min, max, fraction) => (log ? min * (max / min) ** fraction : min + (max - min) * fraction),
};
Object.assign(globalThis, axis);

/** Of `import.meta.glob` the names of a folder's files, as its pattern `./folder/*.ending` says. */
globalThis.glob = (address, pattern) => {
  const [, folder, ending] = pattern.match(/^(.*\/)\*(.*)$/);
  const names = readdirSync(new URL(folder, address)).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.map((name) => [folder + name, '']));
};

/** What only a build provides. Tests put their own in place: `globalThis.PageWorker`, records that are plain objects. */
const provided = [
  [/\?worker/, source('export default class { constructor() { return new globalThis.PageWorker(); } }')],
  [/\?url$/, source('export default "";')],
  [
    /\/pkg\/(first\/)?second_law\.js$/,
    source(
      `export default async () => {}; export class Record {}; export class Words {}; export const { fraction, value } = globalThis;
       export const schema = () => globalThis.moduleSchema; export const computes = () => true;`,
    ),
  ],
];

export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !context.parentURL?.endsWith('.ts')) return next(specifier, context);
  const stand = provided.find(([pattern]) => pattern.test(specifier));
  if (stand) return { url: stand[1], format: 'module', shortCircuit: true };
  return next(/\.\w+$/.test(specifier) ? specifier : `${specifier}.ts`, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, { sourcemap: false });
  return { format: 'module', source: code.replaceAll('import.meta.glob(', 'glob(import.meta.url, '), shortCircuit: true };
}
