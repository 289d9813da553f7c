// A thread of the build: computes set-ups and draws their pictures, and on demand their films.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { root } from '../project.mjs';
import { card, CARD, documentOf, PICTURE } from './card.mjs';
import { wordsFor } from './entries.mjs';
import { openFigures } from './figures.mjs';
import { film } from './film.mjs';
import { posters } from './posters.mjs';
import { openRaster } from './raster.mjs';
import { answer } from './threads.mjs';

const { folder, texts, facts, foots } = workerData;
const langs = Object.keys(texts);
const [raster, icon] = await Promise.all([
  openRaster(),
  readFile(join(root, 'www/icon.svg'), 'utf8').then((svg) => svg.replace(/<\/?svg[^>]*>/g, '')),
]);
const figures = await openFigures(texts, raster);

const figuresOf = ([entry]) => (entry.kind === 'preset' ? figures.preset(entry) : figures.story());

/** The pictures of entries that are computed together, and their words by name and language. */
async function draw(entries) {
  const { figure, alt } = await figuresOf(entries);
  const pictures = {};
  for (const entry of entries) {
    pictures[entry.name] = {};
    for (const lang of langs) {
      const said = wordsFor(entry, lang, texts[lang], facts, figures.code);
      const write = (kind, svg, width) => writeFile(join(folder, `${entry.name}-${lang}-${kind}.png`), raster.png(svg, width));
      await write(
        'card',
        card({ title: said.title, foot: foots[lang], icon, colours: figures.colours.light }, figure(entry, lang, 'light'), raster.width),
        CARD.width,
      );
      for (const theme of ['light', 'dark']) {
        const svg = documentOf(figure(entry, lang, theme)(PICTURE.width, PICTURE.height), PICTURE);
        await write(theme, svg, PICTURE.width * PICTURE.scale);
        for (const [size, poster] of posters(figure(entry, lang, theme))) {
          await writeFile(join(folder, `${entry.name}-${lang}-${theme}-${size}.svg`), poster);
        }
      }
      pictures[entry.name][lang] = { ...said, alt: said.alt ?? alt[lang] };
    }
  }
  return pictures;
}

/** The films of the same in these languages; the paths of the files. */
async function shoot(entries, languages) {
  const { figure } = await figuresOf(entries);
  const paths = [];
  for (const entry of entries) {
    for (const lang of languages) {
      const path = join(folder, `${entry.name}-${lang}.gif`);
      await writeFile(path, film(figure(entry, lang, 'light'), raster));
      paths.push(path);
    }
  }
  return paths;
}

await mkdir(folder, { recursive: true });
answer({ draw: ({ entries }) => draw(entries), shoot: ({ entries, languages }) => shoot(entries, languages) });
