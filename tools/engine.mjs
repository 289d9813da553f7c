// The built WebAssembly package, in Node: the very file that the page loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { root } from './project.mjs';

// Node 20 ends now and then with "unreachable code" in its own deoptimiser where it has inlined calls into WebAssembly.
if (process.version.startsWith('v20.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');

async function whole() {
  const bindings = await import('../www/pkg/second_law.js');
  bindings.initSync({ module: readFileSync(join(root, 'www/pkg/second_law_bg.wasm')) });
  return bindings;
}

/** Loads it, or takes bindings that are loaded: the bindings, and runs of set-ups. `known` keeps what parts found from one run to the next. */
export async function loadEngine(loaded) {
  const bindings = loaded ?? (await whole());
  /** Runs a set-up as the page's pool does, one part after the other; returns the complete record, which the caller frees. */
  const record = (scenario, known = new Map()) => {
    const record = new bindings.Record(scenario);
    const outputs = new Map();
    for (const [place, { part, work, key, inputs }] of JSON.parse(record.plan()).entries()) {
      const found =
        known.get(key) ??
        compute(
          bindings,
          work,
          record.recipe(place),
          inputs.map((input) => outputs.get(input)),
        );
      known.set(key, found);
      for (const [name, data] of found.rows) record.rows(part, name, data);
      outputs.set(part, found.output);
      record.accept(part, found.output);
    }
    if (!record.complete()) throw new Error(`the record of '${scenario}' is not complete after its whole plan`);
    return record;
  };
  /** The same, as the record's JSON text. */
  const json = (scenario, known) => {
    const found = record(scenario, known);
    const text = new TextDecoder().decode(found.json());
    found.free();
    return text;
  };
  return { bindings, record, json, run: (scenario, known) => JSON.parse(json(scenario, known)) };
}

function compute(bindings, work, recipe, inputs) {
  const job = new bindings.Job(work, recipe, inputs);
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
