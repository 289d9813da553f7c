// npm run films -- [NAME or SETUP ...] [--lang LANG] [--output FILE]: films of six seconds as GIF, of every chapter and preset or of those named.
// They are kept in www/pkg/films, from where a build puts them into the gallery. With --output, the one film asked for goes to that file.
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEngine } from './engine.mjs';
import { buildWasm } from './build.mjs';
import { ensurePackages, main, root, textsIn } from './project.mjs';
import { readSetup } from './setup.mjs';
import { entriesOf, jobsOf } from './site/entries.mjs';
import { filmFolder } from './site/site.mjs';
import { inThreads } from './site/threads.mjs';
import { buildStory } from './story.mjs';

/** What a film is called that belongs to no chapter or preset. */
const SETUP = 'set-up';

/** Those of the entries that are named, or a set-up as one. */
async function asked(entries, names) {
  if (names.length === 0) return entries;
  const found = names.map(async (name) => {
    const known = entries.find((entry) => entry.name === name);
    if (!known && !name.includes('='))
      throw new Error(`${name}: the films are ${entries.map(({ name }) => name).join(', ')}; or any set-up`);
    return known ?? { kind: 'preset', name: SETUP, id: SETUP, pictured: await readSetup(name) };
  });
  return Promise.all(found);
}

await main(async (args) => {
  const options = { lang: { type: 'string' }, output: { type: 'string', short: 'o' } };
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  await ensurePackages();
  await buildWasm();
  await buildStory();
  const texts = await textsIn('www/texts');
  const langs = Object.keys(texts);
  if (values.lang && !langs.includes(values.lang)) throw new Error(`--lang ${values.lang}: one of ${langs.join(', ')} was expected`);
  const languages = values.lang ? [values.lang] : values.output ? ['en'] : langs;
  const { facts } = JSON.parse(await readFile(join(root, 'www/pkg/story.json'), 'utf8'));
  const entries = await asked(entriesOf(await loadEngine()), positionals);
  if (values.output && entries.length !== 1) throw new Error('--output: one film was expected');
  if (!values.output && entries.some(({ name }) => name === SETUP)) throw new Error("a set-up's film needs --output FILE");
  const pieces = jobsOf(entries).map((job) => ({ task: 'shoot', languages, ...job }));
  const painter = new URL('./site/painter.mjs', import.meta.url);
  const folder = values.output ? await mkdtemp(join(tmpdir(), 'film-')) : filmFolder;
  await inThreads(painter, { folder, texts, facts, foots: {} }, pieces, async (_, paths) => {
    if (values.output) await copyFile(paths[0], values.output);
    for (const path of values.output ? [values.output] : paths) console.log(`wrote ${path}`);
  });
  if (values.output) await rm(folder, { recursive: true });
});
