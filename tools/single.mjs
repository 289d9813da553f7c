// npm run build:single -- ['SETUP'] [--output FILE]: the page as one HTML file that opens from a disk, with its set-up inside.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage, buildWasm } from './build.mjs';
import { loadEngine } from './engine.mjs';
import { ensurePackages, main, root } from './project.mjs';
import { filled } from './site/entries.mjs';
import { singleFile, withSetup } from './site/single.mjs';
import { siteAddress } from './site/site.mjs';
import { buildStory } from './story.mjs';

/** Where the page is built for this, beside the site in dist/. */
const FOLDER = 'www/pkg/page';

/** The set-up as canonical text; what is wrong with it is thrown in words. */
async function read(given) {
  const { bindings } = await loadEngine();
  const { text, errors } = JSON.parse(bindings.read(given));
  const texts = JSON.parse(await readFile(join(root, 'www/texts/en.json'), 'utf8'));
  const say = (message) =>
    typeof message === 'string'
      ? message
      : filled(
          texts[message.key] ?? message.key,
          Object.fromEntries(Object.entries(message.arguments).map(([name, part]) => [name, say(part)])),
        );
  if (errors.length > 0) throw new Error(errors.map(({ message }) => say(message)).join('\n'));
  return text;
}

await main(async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { output: { type: 'string', short: 'o' } } });
  if (positionals.length > 1) throw new Error(`one set-up was expected: ${positionals.join(' ')}`);
  const site = siteAddress();
  await ensurePackages();
  await buildWasm();
  await buildStory();
  const [given] = positionals;
  const setup = given === undefined ? null : await read(given);
  await buildPage(FOLDER);
  const html = await singleFile(join(root, FOLDER), site);
  const path = resolve(values.output ?? 'second-law-lab.html');
  await writeFile(path, setup === null ? html : withSetup(html, setup));
  console.log(`wrote ${path} (${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB)`);
});
