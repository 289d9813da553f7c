// What the module of a first visit leaves to the whole one: the panels and the presets in them, in www/pkg/first/later.json.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './project.mjs';

const folder = join(root, 'www/pkg/first');

/** The bindings of that module, with the module behind them. */
export async function loadFirst() {
  const bindings = await import('../www/pkg/first/second_law.js');
  bindings.initSync({ module: await readFile(join(folder, 'second_law_bg.wasm')) });
  return bindings;
}

/** Writes the list, unless it is there. */
export async function buildLater() {
  const { computes, presets, schema } = await loadFirst();
  const ids = (list, key) => list.map(({ id }) => id).filter((id) => !computes(`${key}=${id}`));
  const later = [...ids(JSON.parse(schema()).panels, 'panel'), ...ids(JSON.parse(presets()), 'preset')];
  const path = join(folder, 'later.json');
  const json = `${JSON.stringify(later)}\n`;
  if ((await readFile(path, 'utf8').catch(() => '')) !== json) await writeFile(path, json);
}
