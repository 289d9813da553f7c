// The pictures of every chapter and preset, in each language: a card to be shared, the figure on light and on dark paper, and the picture of its poster.
// Computed by the page's own engine on as many threads as there are cores, and kept in www/pkg/pictures until something that
// they are made from has changed.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, MODULE } from '../known.mjs';
import { root } from '../project.mjs';
import { jobsOf } from './entries.mjs';
import { fontFiles } from './raster.mjs';
import { inThreads } from './threads.mjs';

export const pictureFolder = join(root, 'www/pkg/pictures');

/** What every picture is made from, as one hash. */
async function ingredients() {
  const story = (await readdir(join(root, 'www/story'))).map((name) => `www/story/${name}`);
  const site = ['card', 'entries', 'figures', 'lines', 'painter', 'posters', 'raster'].map((name) => `tools/site/${name}.mjs`);
  const own = [
    'tools/story.mjs',
    'tools/svg-pen.mjs',
    'www/styles/tokens.css',
    'www/styles/story.css',
    'www/icon.svg',
    'package-lock.json',
  ];
  const files = [...own, ...story, ...site].sort().map((path) => join(root, path));
  return hashOf(...(await Promise.all([MODULE, ...fontFiles().slice(0, 1), ...files].map((path) => readFile(path)))));
}

/** Draws what has changed. Returns the words of each entry by its name and language: `{ title, text, alt }`. */
export async function drawPictures(entries, { texts, facts, foots }) {
  const base = hashOf(await ingredients(), JSON.stringify([texts, facts, foots]));
  const jobs = jobsOf(entries);
  const drawn = {};
  const waiting = [];
  for (const job of jobs) {
    const key = hashOf(base, JSON.stringify(job.entries));
    const kept = await readFile(join(pictureFolder, `${job.name}.json`), 'utf8').then(JSON.parse, () => null);
    if (kept?.key === key) Object.assign(drawn, kept.drawn);
    else waiting.push({ ...job, key });
  }
  if (waiting.length === 0) return drawn;
  console.log(`drawing the pictures of ${waiting.map(({ name }) => name).join(', ')}`);
  const painter = new URL('./painter.mjs', import.meta.url);
  const pieces = waiting.map((job) => ({ task: 'draw', ...job }));
  await inThreads(painter, { folder: pictureFolder, texts, facts, foots }, pieces, async ({ name, key }, found) => {
    await writeFile(join(pictureFolder, `${name}.json`), JSON.stringify({ key, drawn: found }));
    Object.assign(drawn, found);
  });
  return drawn;
}
