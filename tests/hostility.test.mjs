// What no one should write: generated texts and set-ups at the edges, through the very module that the page loads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extremeSetups, hostileTexts } from './support/hostile.mjs';
import { bindings } from './support/module.mjs';
import { textsOf } from './support/words.mjs';

/** `npm run reliability` tries more. */
const TEXTS = Number(process.env.HOSTILE_TEXTS ?? 100_000);
const SETUPS = Number(process.env.EXTREME_SETUPS ?? 300);
const SEED = Number(process.env.HOSTILE_SEED ?? 20_251);

const schema = JSON.parse(bindings.schema()).parameters;
const words = new bindings.Words(JSON.stringify(textsOf('en')));
const panels = JSON.parse(bindings.schema()).panels.map((panel) => panel.id ?? panel);
const view = JSON.stringify({ width: 600, height: 400, theme: 'light' });
/** A record's file as text; empty where it makes none. */
const written = (record, format) => new TextDecoder().decode(record.file(format, view, words));

const jsonOf = (record) => JSON.parse(new TextDecoder().decode(record.json()));

/** Longest message about a text that is not itself long. */
const LONGEST = 20_000;

const everyNumber = (value, action, path = '') => {
  if (typeof value === 'number') action(value, path);
  else if (value !== null && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) everyNumber(each, action, `${path}.${key}`);
};

test(`${TEXTS} generated texts are read or refused by name, and what is not refused is not changed`, () => {
  let [valid, slowest] = [0, 0];
  let number = 0;
  const next = hostileTexts(schema, TEXTS, SEED + 1);
  for (const { text, given } of hostileTexts(schema, TEXTS, SEED)) {
    const start = process.cpuUsage().user;
    const reading = JSON.parse(bindings.read(text));
    slowest = Math.max(slowest, process.cpuUsage().user - start);
    assert.ok(reading.errors.length <= 11 && JSON.stringify(reading.errors).length < LONGEST + 3 * text.length, JSON.stringify(text));
    everyNumber(reading.ranges, (value, path) => assert.ok(Number.isFinite(value), `${path} of ${text}`));
    if (reading.errors.length === 0) {
      valid += 1;
      for (const [key, value] of given ?? []) {
        const kept = reading.values[key];
        if (Number.isNaN(Number(value)) || value.trim() === '') continue;
        // Nothing below zero is nothing.
        assert.equal(Number(kept) + 0, Number(value) + 0, `${key} of ${JSON.stringify(text)}`);
      }
    }
    number += 1;
    if (number % 4 === 0) {
      const again = JSON.parse(bindings.read(reading.text));
      assert.deepEqual([again.text, again.errors, again.values], [reading.text, [], reading.values], JSON.stringify(text));
    }
    if (number % 20 === 0) usedEverywhere(reading.text, next.next().value?.given);
  }
  console.log(`${TEXTS} texts, ${valid} of them valid; the slowest was read in ${(slowest / 1000).toFixed(1)} ms of processor time`);
  assert.ok(valid > TEXTS / 50, 'what is tried is near enough to what is allowed');
  assert.ok(slowest < 1e6, `${slowest} µs`);
});

/** All that the page asks of a set-up before it runs. */
function usedEverywhere(text, changes) {
  everyNumber(JSON.parse(bindings.estimate(text, 4)), (value, path) => assert.ok(Number.isFinite(value), `${path} of ${text}`));
  JSON.parse(bindings.lattice(text));
  for (const [key, value] of changes ?? []) {
    const changed = JSON.parse(bindings.set(text, key, value));
    assert.equal(JSON.parse(bindings.read(changed.text)).text, changed.text, `${text} with ${key}=${value}`);
  }
  const record = new bindings.Record(text);
  assert.ok(JSON.parse(record.plan()).length > 0, text);
  jsonOf(record);
  assert.doesNotMatch(written(record, 'svg') + record.summary(words) + written(record, 'csv'), /\bNaN\b|\binf\b(?!\u2026)|Infinity/, text);
  record.free();
}

/** Computes a set-up within so much processor time: its record, "cut", or an error by name. */
function attempted(scenario, ms) {
  const record = new bindings.Record(scenario);
  const outputs = new Map();
  const start = process.cpuUsage().user;
  for (const [place, { part, work, inputs }] of JSON.parse(record.plan()).entries()) {
    let job;
    try {
      job = new bindings.Job(
        work,
        record.recipe(place),
        inputs.map((input) => outputs.get(input)),
      );
      for (let fraction = 0; fraction < 1; ) {
        fraction = job.step();
        for (const [name, data] of Object.entries(job.rows() ?? {})) record.rows(part, name, data);
        if (process.cpuUsage().user - start > 1000 * ms) return { record, end: 'cut' };
      }
    } catch (error) {
      // A panic has no code and no words.
      assert.ok(error.code && error.said, `${scenario}: ${error}`);
      return { record, end: error.code };
    }
    const output = job.output();
    job.free();
    outputs.set(part, output);
    record.accept(part, output);
  }
  assert.ok(record.complete(), scenario);
  return { record, end: 'complete' };
}

test(`${SETUPS} set-ups at the edges give finite numbers or end by name`, () => {
  const ends = {};
  for (const scenario of extremeSetups(panels, SETUPS, SEED)) {
    const { text, errors } = JSON.parse(bindings.read(scenario));
    if (errors.length > 0) {
      ends.refused = (ends.refused ?? 0) + 1;
      continue;
    }
    const { record, end } = attempted(text, 60);
    ends[end] = (ends[end] ?? 0) + 1;
    // What is there is drawn and said, however the run ended.
    assert.doesNotMatch(written(record, 'svg') + record.summary(words), /\bNaN\b|\binf\b(?!\u2026)|Infinity/, scenario);
    if (end === 'complete') sound(jsonOf(record), scenario);
    record.free();
  }
  console.log(`${SETUPS} set-ups:`, ends);
  assert.ok(ends.complete > SETUPS / 4, JSON.stringify(ends));
});

test('a time so late that its expansion has no room is named', () => {
  // Found by the campaign of a thousand: 600 million coefficients, and a panic.
  const { record, end } = attempted('bath=torus-3x3&bosons=1&hopping=100&potential=100&at=1000000&panel=all-eigenstates', 1000);
  assert.equal(end, 'bad-value');
  record.free();
});

/** A record whose numbers are numbers, and good ones. */
function sound(record, scenario) {
  for (const run of record.runs ?? []) {
    assert.ok(run.norm_error < 1e-8, `norm ${run.norm_error} of ${scenario}`);
    const occupation = run.occupation ?? [];
    for (const value of [occupation].flat()) assert.ok(value > -1e-9 && value < 1 + 1e-9, `occupation ${value} of ${scenario}`);
    for (const value of [run.energy_drift]) assert.ok(Number.isFinite(value), `drift ${value} of ${scenario}`);
  }
}
