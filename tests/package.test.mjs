// The WebAssembly package as built, in Node.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '../tools/engine.mjs';
import { loadFirst } from '../tools/first.mjs';
import { root } from '../tools/project.mjs';
import { openSource } from '../tools/source.mjs';
import { badInput, title } from './support/bad-input.mjs';
import { assertClose } from './support/compare.mjs';
import { smallPreset } from './support/exports.mjs';
import { bindings, bytes, packed, presets, run } from './support/module.mjs';
import { nativeRecord } from './support/native.mjs';
import { scenarioOf } from './support/presets.mjs';
import { say, textsOf } from './support/words.mjs';

test('the module asks for nothing but its own bindings', () => {
  const modules = new Set(WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ module }) => module));
  assert.deepEqual([...modules], ['./second_law_bg.js']);
});

test('the page unpacks the very module that was bound, and refuses what is not whole', async () => {
  const source = await openSource();
  try {
    const { unpack } = await source.load('www/engine/lzma.ts');
    assert.ok(bytes.equals(unpack(packed)));
    assert.equal(unpack(packed.subarray(0, -1)), 'cut');
    assert.equal(unpack(packed.subarray(0, 8)), 'cut');
    assert.equal(unpack(Buffer.from('<!doctype html><title>Sign in</title>')), 'other');
    assert.equal(unpack(bytes), 'other', 'the module itself');
    for (const place of [20, packed.length >> 1, packed.length - 6]) {
      const changed = Buffer.from(packed);
      changed[place] ^= 1;
      assert.ok(['damaged', 'cut'].includes(unpack(changed)), `one bit at ${place}`);
    }
  } finally {
    await source.close();
  }
});

for (const id of presets()) {
  test(`preset ${id}: the package's numbers are the native ones`, async () => {
    const scenario = scenarioOf(id);
    assertClose(JSON.parse(run(scenario)), await nativeRecord(scenario), 1e-10);
  });
}

test("the module of a first visit reads every preset as the whole one does, and computes its own panels' to the same bytes", async () => {
  const first = await loadFirst();
  const small = await loadEngine(first);
  for (const name of ['schema', 'presets', 'formats', 'version', 'room']) assert.equal(first[name](), bindings[name](), name);
  const computed = [];
  for (const id of presets()) {
    const scenario = smallPreset(id);
    assert.equal(first.read(scenario), bindings.read(scenario), id);
    assert.ok(bindings.computes(scenario));
    if (!first.computes(scenario)) continue;
    computed.push(JSON.parse(bindings.read(scenario)).values.panel);
    assert.equal(small.json(scenario), run(scenario), id);
  }
  assert.deepEqual([...new Set(computed)].sort(), ['entropy', 'light-cone', 'reversal']);
  const later = JSON.parse(await readFile(join(root, 'www/pkg/first/later.json'), 'utf8'));
  for (const { id } of JSON.parse(first.schema()).panels) assert.equal(later.includes(id), !first.computes(`panel=${id}`), id);
});

test('places on axes and their values are those of the formulas, also outside the axis', () => {
  for (const [log, min, max] of [
    [false, -2, 6],
    [true, 0.01, 100],
  ]) {
    assert.deepEqual([bindings.fraction(log, min, max, min), bindings.fraction(log, min, max, max)], [0, 1]);
    for (const fraction of [-0.5, 0, 0.1, 0.77, 1, 1.3]) {
      const value = bindings.value(log, min, max, fraction);
      const expected = log ? min * (max / min) ** fraction : min + (max - min) * fraction;
      assert.ok(Math.abs(value - expected) <= 1e-14 * Math.abs(expected), `${log} ${fraction}: ${value}`);
      assert.ok(Math.abs(bindings.fraction(log, min, max, value) - fraction) < 1e-12, `${log} ${fraction}`);
    }
  }
});

test('every field of a view is read', async () => {
  const record = new bindings.Record('bath=square-2x2&bosons=2');
  const words = new bindings.Words(JSON.stringify(textsOf('en')));
  const types = await readFile(join(root, 'www/engine/types.ts'), 'utf8');
  const fields = [...types.match(/export type View = \{([\s\S]*?)^\}/m)[1].matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
  assert.ok(fields.length > 10);
  for (const name of fields) {
    // No field takes an object with a strange name in it: what is refused is the value, not the field.
    const refused = (view) => {
      try {
        record.file('svg', JSON.stringify(view), words);
      } catch (error) {
        return JSON.stringify(error.said);
      }
      return null;
    };
    const said = refused({ [name]: { strange: 1 } });
    assert.ok(said !== null && !said.includes(`"${name}"`) && !said.includes(`\\"${name}\\"`), `${name}: ${said}`);
  }
});

test('views and texts are read as JSON, and what is not one is refused', () => {
  const words = new bindings.Words(JSON.stringify(textsOf('en')));
  const record = new bindings.Record('bath=square-2x2&bosons=2');
  const view = {
    width: 360,
    theme: 'dark',
    x: { scale: 'linear', range: [0, 5] },
    y: { range: null },
    hidden: [2],
    cursor: null,
    title: 'ü',
  };
  const picture = (json) => new TextDecoder().decode(record.file('svg', json, words));
  assert.match(picture(JSON.stringify(view)), /^<svg [^>]*width="360"[\s\S]*ü/);
  const wrong = [
    { wdith: 1 },
    { lang: 'fr' },
    { plot: 7 },
    { run: -1 },
    { x: { range: [1] } },
    { hidden: 'all' },
    { theme: 'red' },
    null,
    7,
  ];
  for (const given of [...wrong.map((view) => JSON.stringify(view)), '{', '']) {
    assert.throws(() => picture(given), { code: 'input' }, given);
  }
  for (const given of ['[1]', '{"key": 1}', 'null', '']) assert.throws(() => new bindings.Words(given), { code: 'input' }, given);
});

test('a run gives the same bytes twice', () => {
  const scenario = 'bath=square-3x3&bosons=3&disorder=0.5&times=log:0.1:10:5';
  assert.equal(run(scenario), run(scenario));
});

for (const { scenario, names } of badInput) {
  test(`${title(scenario)} is refused in both languages, and the rest still runs`, () => {
    const { text, errors } = JSON.parse(bindings.read(scenario));
    assert.equal(errors.length, 1);
    for (const lang of ['en', 'ja']) {
      const said = say(errors[0].message, textsOf(lang));
      for (const name of names) assert.ok(said.includes(name), `'${name}' is missing in: ${said}`);
    }
    assert.deepEqual(JSON.parse(bindings.read(text)).errors, [], 'what is left of the scenario is valid');
  });
}

test('a value that cannot be read leaves the last set-up whole, with what is said of the page', () => {
  const { text, errors, replaced } = JSON.parse(bindings.read('bosons=3&attach=99&repulsion=0.2&theme=dark', 'beta=0.3'));
  assert.equal(text, 'beta=0.3&theme=dark');
  assert.equal(errors.length, 1);
  assert.ok(replaced);
});

test('a key that there is not discards nothing', () => {
  const { text, errors, replaced } = JSON.parse(bindings.read('bosons=3&colour=red&repulsion=0.2'));
  assert.equal(text, 'bosons=3&repulsion=0.2');
  assert.equal(errors.length, 1);
  assert.ok(!replaced);
});

test('decimals are read as the native program reads them', async () => {
  const table = JSON.parse(await readFile(new URL('decimals.json', import.meta.url), 'utf8'));
  for (const [given, expected] of table) {
    const { values, errors } = JSON.parse(bindings.read(`potential=${given}`));
    assert.equal(errors.length === 0 ? values.potential : null, expected, `'${given}'`);
  }
});
