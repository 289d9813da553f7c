// What parts of runs found, kept from one build to the next as long as the module is the same: keys of parts name their
// inputs and not the code.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { root } from './project.mjs';

export const MODULE = join(root, 'www/pkg/second_law_bg.wasm');
const folder = join(root, 'www/pkg/known');

export const hashOf = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash('sha256')).digest('hex');

/** The store of that name: a map for `run` of engine.mjs, and `keep` to write it down. */
export async function openKnown(name) {
  const module = hashOf(await readFile(MODULE));
  const path = join(folder, name);
  const kept = await readFile(path).then(deserialize, () => null);
  const known = kept?.module === module ? kept.known : new Map();
  const before = known.size;
  return {
    known,
    async keep() {
      if (known.size === before) return;
      await mkdir(folder, { recursive: true });
      await writeFile(path, serialize({ module, known }));
    },
  };
}
