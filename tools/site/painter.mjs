// A thread of the build: computes set-ups with the page's engine and draws their pictures with the page's code.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadEngine } from '../engine.mjs';
import { openKnown } from '../known.mjs';
import { root } from '../project.mjs';
import { openSource } from '../source.mjs';
import { computeStory, palettes, plotAlone, storyCode, storyScenes } from '../story.mjs';
import { SvgPen } from '../svg-pen.mjs';
import { card, CARD, documentOf, PICTURE } from './card.mjs';
import { filled, wordsFor } from './entries.mjs';
import { FAMILY, openRaster } from './raster.mjs';

const { folder, texts, facts, foots } = workerData;
const langs = Object.keys(texts);
const [engine, raster, source, colours, icon] = await Promise.all([
  loadEngine(),
  openRaster(),
  openSource(),
  palettes(),
  readFile(join(root, 'www/icon.svg'), 'utf8').then((svg) => svg.replace(/<\/?svg[^>]*>/g, '')),
]);
const code = await storyCode(source);
const words = Object.fromEntries(langs.map((lang) => [lang, new engine.bindings.Words(JSON.stringify(texts[lang]))]));

/** The story's findings, and from them a figure of each chapter. */
async function storyFigures() {
  const { known, keep } = await openKnown('story');
  const { findings, nudged } = computeStory(engine, known, code);
  await keep();
  const scenes = storyScenes({ nudged }, code);
  return ({ id }, lang, theme) =>
    (width, height) => {
      const layout = code.layoutOf(width, height, {
        place: 'chapter',
        alone: plotAlone(id),
        grown: 0,
        farLabel: raster.width(texts[lang]['story.lattice.far'], 1),
        screen: height,
      });
      const pen = new SvgPen(raster.width);
      const t = (key, values) => filled(texts[lang][key], values);
      const brush = new code.Brush(pen, colours[theme], layout.type, FAMILY);
      code.paint(brush, layout, { ...code.opening(), ...scenes[id] }, findings, { t, lang });
      return `<rect width="${width}" height="${height}" fill="${colours[theme].card}"/>${pen.marks()}`;
    };
}

/** A preset's record, and from it its chart. */
async function presetFigures({ name, pictured }) {
  const { known, keep } = await openKnown(name);
  const record = engine.record(pictured, known);
  await keep();
  const figure = (_, lang, theme) => (width, height) => {
    const view = { width, height, theme, font: width < 600 ? 13 : 15, legend: true, inset: true, background: true };
    const svg = record.svg(JSON.stringify(view), words[lang]);
    return svg.replace(/<(title|desc)>[\s\S]*?<\/\1>/g, '');
  };
  const alt = Object.fromEntries(langs.map((lang) => [lang, record.summary(words[lang])]));
  return { figure, alt };
}

async function draw(entries) {
  const { figure, alt } = entries[0].kind === 'preset' ? await presetFigures(entries[0]) : { figure: await storyFigures(), alt: null };
  const pictures = {};
  for (const entry of entries) {
    pictures[entry.name] = {};
    for (const lang of langs) {
      const said = wordsFor(entry, lang, texts[lang], facts, code);
      const write = (kind, svg, width) => writeFile(join(folder, `${entry.name}-${lang}-${kind}.png`), raster.png(svg, width));
      await write(
        'card',
        card({ title: said.title, foot: foots[lang], icon, colours: colours.light }, figure(entry, lang, 'light'), raster.width),
        CARD.width,
      );
      for (const theme of ['light', 'dark']) {
        const svg = documentOf(figure(entry, lang, theme)(PICTURE.width, PICTURE.height), PICTURE);
        await write(theme, svg, PICTURE.width * PICTURE.scale);
      }
      pictures[entry.name][lang] = { ...said, alt: said.alt ?? alt[lang] };
    }
  }
  return pictures;
}

await mkdir(folder, { recursive: true });
parentPort.on('message', (entries) => {
  if (entries === null) {
    void source.close().then(() => parentPort.close());
    return;
  }
  draw(entries).then(
    (drawn) => parentPort.postMessage({ drawn }),
    (error) => parentPort.postMessage({ error: `${entries.map(({ name }) => name)}: ${error.stack}` }),
  );
});
parentPort.postMessage({ ready: true });
