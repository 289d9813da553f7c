// npm run build: the page, ready to be served, in dist/.
import { pathToFileURL } from 'node:url';
import { ensurePackages, main, run } from './project.mjs';
import { buildStory } from './story.mjs';

/** Compiles the crate for the browser and binds it: www/pkg. */
export const buildWasm = () => run('cargo', 'run', '--quiet', '--package', 'xtask', '--profile', 'tool', '--', 'wasm');

export const checkTypes = () => run(process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit');

export const buildPage = () => run(process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');

export async function build() {
  await ensurePackages();
  await buildWasm();
  await buildStory();
  await buildPage();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(build);
}
