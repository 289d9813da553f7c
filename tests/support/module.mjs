// The built WebAssembly package, in Node: the very module that the page loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../tools/engine.mjs';
import { root } from '../../tools/project.mjs';

export const bytes = readFileSync(join(root, 'www/pkg/second_law_bg.wasm'));
/** The same as the page loads it. */
export const packed = readFileSync(join(root, 'www/pkg/second_law.bin'));
const engine = await loadEngine();
export const { bindings } = engine;

/** The ids of all presets. */
export const presets = () => JSON.parse(bindings.presets()).map(({ id }) => id);

/** Runs a scenario as the page's pool does, one part after the other; returns the record's JSON text. */
export const run = (scenario) => engine.json(scenario);
