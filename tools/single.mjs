// npm run build:single -- ['SETUP'] [--output FILE]: the page as one HTML file that opens from a disk, with its set-up inside.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage, buildWasm } from './build.mjs';
import { ensurePackages, main, root } from './project.mjs';
import { readSetup } from './setup.mjs';
import { singleFile, withSetup } from './site/single.mjs';
import { siteAddress } from './site/site.mjs';
import { buildStory } from './story.mjs';

/** Where the page is built for this, beside the site in dist/. */
const FOLDER = 'www/pkg/page';

await main(async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { output: { type: 'string', short: 'o' } } });
  if (positionals.length > 1) throw new Error(`one set-up was expected: ${positionals.join(' ')}`);
  const site = siteAddress();
  await ensurePackages();
  await buildWasm();
  await buildStory();
  const [given] = positionals;
  const setup = given === undefined ? null : await readSetup(given);
  await buildPage(FOLDER);
  const html = await singleFile(join(root, FOLDER), site);
  const path = resolve(values.output ?? 'second-law-lab.html');
  await writeFile(path, setup === null ? html : withSetup(html, setup));
  console.log(`wrote ${path} (${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB)`);
});
