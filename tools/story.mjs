// What the story opens with before its own runs are in: the numbers of its sentences and its first picture, computed by the
// page's own engine and code into www/pkg/story.json. Made anew when the engine or this program has changed.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEngine } from './engine.mjs';
import { root } from './project.mjs';
import { openSource } from './source.mjs';

const target = join(root, 'www/pkg/story.json');
const sources = ['www/pkg/second_law_bg.wasm', 'tools/story.mjs', 'www/story/setups.ts', 'www/story/journey.ts', 'www/story/preview.ts', 'www/story/facts.ts', 'www/story/counts.ts'];
/** Points of the curve in the first picture. */
const POINTS = 126;

/** Computes everything that the story's sentences say. */
export async function storyNumbers() {
  const engine = await loadEngine();
  const source = await openSource();
  try {
    const module = (name) => source.load(`www/story/${name}.ts`);
    const [{ SETUPS }, { Journey }, { counted }, { previewOf }] = await Promise.all(['setups', 'journey', 'counts', 'preview'].map(module));
    const known = new Map();
    const run = (text) => engine.run(text, known);
    const [untouched] = run(SETUPS.untouched).runs;
    const journey = new Journey(untouched);
    const sites = untouched.site_density[0].length - 1;
    const nudged = Array.from({ length: sites }, (_, site) => new Journey(run(SETUPS.nudged(site)).runs.at(-1)).left);
    const [every, gentle] = [run(SETUPS.every), run(SETUPS.gentle)];
    return {
      facts: {
        made: journey.made,
        own: journey.uncertainty(journey.turn),
        left: journey.left,
        nudged,
        arrival: run(SETUPS.cone).light_cones[0].arrival,
        every: counted(every.levels),
        gentle: counted(gentle.levels),
        states: every.bath.dimension,
        at: every.time,
      },
      preview: previewOf(untouched, POINTS),
    };
  } finally {
    await source.close();
  }
}

/** Writes the file unless it is as new as what it is made from. */
export async function buildStory() {
  const changed = (path) => stat(path).then(({ mtimeMs }) => mtimeMs, () => 0);
  const made = await changed(target);
  const newest = Math.max(...(await Promise.all(sources.map((path) => changed(join(root, path))))));
  if (made > newest) return;
  await writeFile(target, `${JSON.stringify(await storyNumbers())}\n`);
  console.log(`wrote ${target}`);
}
