// The built WebAssembly package, in Node: the very file that the page loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/project.mjs';
import * as bindings from '../../www/pkg/second_law.js';

export const bytes = readFileSync(join(root, 'www/pkg/second_law_bg.wasm'));
bindings.initSync({ module: bytes });
export { bindings };

/** The ids of all presets. */
export const presets = () => JSON.parse(bindings.presets()).map(({ id }) => id);

/** Runs a scenario as the page's pool does, one part after the other; returns the record's JSON text. */
export function run(scenario) {
  const record = new bindings.Record(scenario);
  const outputs = new Map();
  for (const { part, inputs } of JSON.parse(record.plan())) {
    const job = new bindings.Job(scenario, part, inputs.map((input) => outputs.get(input)));
    let fraction;
    do {
      fraction = job.step();
      for (const [name, data] of Object.entries(job.rows() ?? {})) record.rows(part, name, data);
    } while (fraction < 1);
    outputs.set(part, job.output());
    record.accept(part, outputs.get(part));
    job.free();
  }
  if (!record.complete()) throw new Error(`the record of '${scenario}' is not complete after its whole plan`);
  const json = record.json();
  record.free();
  return json;
}
