// The built WebAssembly package, in Node: the very file that the page loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Loads it; the bindings, and a way to run a set-up. */
export async function loadEngine() {
  const bindings = await import('../www/pkg/second_law.js');
  bindings.initSync({ module: readFileSync(join(root, 'www/pkg/second_law_bg.wasm')) });
  return {
    bindings,
    /** Runs a set-up as the page's pool does, one part after the other; returns the complete record's parsed JSON. */
    run(scenario, known = new Map()) {
      const record = new bindings.Record(scenario);
      const outputs = new Map();
      for (const { part, key, inputs } of JSON.parse(record.plan())) {
        const found = known.get(key) ?? compute(bindings, scenario, part, inputs.map((input) => outputs.get(input)));
        known.set(key, found);
        for (const [name, data] of found.rows) record.rows(part, name, data);
        outputs.set(part, found.output);
        record.accept(part, found.output);
      }
      const json = JSON.parse(record.json());
      record.free();
      return json;
    },
  };
}

function compute(bindings, scenario, part, inputs) {
  const job = new bindings.Job(scenario, part, inputs);
  const rows = [];
  let fraction;
  do {
    fraction = job.step();
    rows.push(...Object.entries(job.rows() ?? {}));
  } while (fraction < 1);
  const output = job.output();
  job.free();
  return { rows, output };
}
