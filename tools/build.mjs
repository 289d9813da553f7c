// npm run build: the page and the site around it, ready to be served, in dist/. --page leaves out the site (gallery, pictures, a page
// for each set-up), which takes a minute whenever the engine has changed. The variable SITE_URL says where it will be served.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { buildLater } from './first.mjs';
import { ensurePackages, main, run } from './project.mjs';
import { buildSite } from './site/site.mjs';
import { buildStory } from './story.mjs';

/** Compiles the crate for the browser and binds it: www/pkg. */
export async function buildWasm() {
  await run('cargo', 'run', '--quiet', '--package', 'xtask', '--profile', 'tool', '--', 'wasm');
  await buildLater();
}

export const checkTypes = () => run(process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit');

/** The page with its files, in that folder of the project, which is emptied first. */
export const buildPage = (folder = 'dist') =>
  run(process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn');

export async function build({ page = false } = {}) {
  await ensurePackages();
  await buildWasm();
  await buildStory();
  await buildPage();
  if (!page) await buildSite();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main((args) => build(parseArgs({ args, options: { page: { type: 'boolean' } } }).values));
}
