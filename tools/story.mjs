// What the story opens with before its own runs are in: the numbers of its sentences and its first picture, computed by the
// page's own engine and code into www/pkg/story.json (and its lattice into story-lattice.json); and the whole story as text and
// pictures for readers without the program. Made anew when the engine or this program has changed.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEngine } from './engine.mjs';
import { openKnown } from './known.mjs';
import { languages, root, textsIn } from './project.mjs';
import { openSource } from './source.mjs';
import { SvgPen } from './svg-pen.mjs';

const target = join(root, 'www/pkg/story.json');
/** What the modules need before they can be loaded. */
const lattice = join(root, 'www/pkg/story-lattice.json');
const MODULES = [
  'setups',
  'timing',
  'journey',
  'counts',
  'preview',
  'facts',
  'chapter-words',
  'layout',
  'scene',
  'paint',
  'brush',
  'static',
];
/** Points of the curve in the first picture. */
const POINTS = 126;

/** Size of the pictures for readers without the program. */
const PICTURE = { width: 720, height: 360 };

/** Sentences say three digits; what is small counts its zeros. */
const short = (value) => (value === null ? null : Number(value.toPrecision(6)));

/** Computes everything that the story's sentences say, and the runs that its pictures show. */
export function computeStory(engine, known, { SETUPS, Journey, counted, previewOf }) {
  const run = (text) => engine.run(text, known);
  const flowing = (text) => run(`${text}&currents=on`).runs.at(-1);
  const untouched = flowing(SETUPS.untouched);
  const journey = new Journey(untouched);
  const sites = untouched.site_density[0].length - 1;
  const nudged = Array.from({ length: sites }, (_, site) => new Journey(flowing(SETUPS.nudged(site)), site));
  const [every, gentle] = [run(SETUPS.every), run(SETUPS.gentle)];
  const [cone] = run(SETUPS.cone).light_cones;
  return {
    facts: {
      made: short(journey.made),
      own: short(journey.uncertainty(journey.turn)),
      left: journey.left,
      nudged: nudged.map(({ left }) => short(left)),
      arrival: cone.arrival.map(short),
      every: counted(every.levels),
      gentle: counted(gentle.levels),
      states: every.bath.dimension,
      at: every.time,
    },
    preview: previewOf(untouched, POINTS),
    nudged,
    findings: {
      untouched: journey,
      alone: new Journey(flowing(SETUPS.alone)),
      cone,
      arrival: cone.arrival.at(-1),
      levels: { every: every.levels, gentle: gentle.levels },
      complete: { every: true, gentle: true },
    },
  };
}

/** The lattice of the paper's set-up: places of the bath's sites, and all bonds, home the last site. */
function paperLattice({ bindings }) {
  const { sites, bonds } = JSON.parse(bindings.lattice(''));
  const { attach } = JSON.parse(bindings.read('')).values;
  return { sites: sites.slice(0, -1), bonds: [...bonds, [Number(attach), sites.length - 1]] };
}

/** The page's own modules that draw and tell the story. */
export const storyCode = async (source) =>
  Object.assign({}, ...(await Promise.all(MODULES.map((name) => source.load(`www/story/${name}.ts`)))));

/** What the picture of the head and of each chapter shows. */
export const storyScenes = ({ nudged }, { NUDGED_SITE, TURN }) => ({
  film: { time: 1.3 },
  1: { time: 0.9, back: true, untouchedTo: 0.9 },
  2: { picture: 'alone', time: TURN },
  3: { picture: 'bands', time: TURN },
  4: { back: true, untouchedTo: 0, nudged: nudged[NUDGED_SITE], nudgedTo: 0, site: NUDGED_SITE },
  5: { picture: 'cone', time: 1.5 },
  6: { picture: 'every' },
  7: { picture: 'gentle' },
});

/** Whether the figure of that name is a plot without a lattice. */
export const plotAlone = (name) => name === '6' || name === '7';

/** The colours of the page by name, from its own styles. */
export async function palettes() {
  const [tokens, story] = await Promise.all(['tokens', 'story'].map((name) => readFile(join(root, `www/styles/${name}.css`), 'utf8')));
  const named = (dark) => {
    const values = {};
    for (const [, selector, body] of `${tokens}${story}`.matchAll(/^ *([^@{}]*second-law-story[^{}]*)\{([^}]*)\}/gm)) {
      // Those for readers without the program say the same again.
      if (selector.includes("'dark'") !== dark || selector.includes(':not(')) continue;
      for (const [, name, value] of body.matchAll(/--([\w-]+): (#\w+);/g)) values[name] = value;
    }
    return values;
  };
  return { light: named(false), dark: named(true) };
}

/** The pictures of the head and of each chapter, drawn by the page's own code. */
async function drawPictures(found, code, texts) {
  const { layoutOf, opening, paint, Brush } = code;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  const t = (key, values = {}) => fill(texts[key], values);
  const colours = await palettes();
  const palette = Object.fromEntries(Object.keys(colours.light).map((name) => [name, `var(--${name})`]));
  const { width, height } = PICTURE;
  return Object.entries(storyScenes(found, code)).map(([name, scene]) => {
    const layout = layoutOf(width, height, { place: 'chapter', alone: plotAlone(name), grown: 0, farLabel: 3, screen: height });
    const pen = new SvgPen();
    paint(new Brush(pen, palette, layout.type, 'system-ui, sans-serif'), layout, { ...opening(), ...scene }, found.findings, {
      t,
      lang: 'en',
    });
    return [name, pen.document(width, height, t(name === 'film' ? 'story.embed' : `story.${name}.kicker`), colours)];
  });
}

/** Writes numbers and pictures unless they are as new as what they are made from. */
export async function buildStory() {
  const changed = (path) =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  const made = Math.min(await changed(target), await changed(lattice));
  const newest = Math.max(...(await Promise.all((await sources()).map((path) => changed(join(root, path))))));
  if (made > newest) return;
  const engine = await loadEngine();
  await writeFile(lattice, `${JSON.stringify(paperLattice(engine))}\n`);
  const source = await openSource();
  try {
    const code = await storyCode(source);
    const { known, keep } = await openKnown('story');
    const found = computeStory(engine, known, code);
    await keep();
    const texts = await textsIn('www/texts');
    const pictures = await drawPictures(found, code, texts.en);
    for (const [name, svg] of pictures) await writeFile(join(root, `www/pkg/story-${name}.svg`), svg);
    const places = Object.fromEntries(pictures.map(([name]) => [name, `./www/pkg/story-${name}.svg`]));
    const html = code.staticStory(texts, found.facts, places);
    await writeFile(join(root, 'www/pkg/story-document.json'), `${JSON.stringify({ html })}\n`);
    await writeFile(target, `${JSON.stringify({ facts: found.facts, preview: found.preview })}\n`);
    console.log(`wrote ${target}`);
  } finally {
    await source.close();
  }
}

/** Everything that they depend on. */
async function sources() {
  const [story, langs] = await Promise.all([readdir(join(root, 'www/story')), languages()]);
  return [
    'www/pkg/second_law_bg.wasm',
    'www/styles/story.css',
    'www/styles/tokens.css',
    'tools/story.mjs',
    'tools/svg-pen.mjs',
    ...story.map((name) => `www/story/${name}`),
    ...langs.map((lang) => `www/texts/${lang}.json`),
  ];
}
