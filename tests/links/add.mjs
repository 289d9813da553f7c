// node tests/links/add.mjs WHERE LINK...: adds links that have been published somewhere to published.json, with the values and the
// numbers that they give today. What stands there already stays as it is: a published link opens the same experiment for good.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadEngine } from '../../tools/engine.mjs';

const file = new URL('published.json', import.meta.url);

/** Seconds of one core above which only the values are kept. */
const LONGEST = 8;
/** Numbers kept of a record. */
const MOST = 24;

/** How well something was computed differs from machine to machine. */
const ROUNDING = /error|drift|residual/;

/** Numbers of a record by their place in it: of a long list the middle and the last. */
function numbersOf(record) {
  const found = [];
  const walk = (value, path) => {
    if (typeof value === 'number') found.push([path, value]);
    if (value === null || typeof value !== 'object') return;
    const keys = Object.keys(value).filter((key) => !ROUNDING.test(key));
    const chosen = Array.isArray(value) && keys.length > 4 ? [Math.floor(keys.length / 2), keys.length - 1] : keys;
    for (const key of chosen) walk(value[key], `${path}/${key}`);
  };
  walk(record, '');
  const kept = Array.from(
    { length: Math.min(MOST, found.length) },
    (_, k) => found[Math.floor((k * found.length) / Math.min(MOST, found.length))],
  );
  return Object.fromEntries(kept);
}

const [where, ...links] = process.argv.slice(2);
const { bindings, run } = await loadEngine();
const published = JSON.parse(readFileSync(file, 'utf8'));
const known = new Map();
for (const link of links) {
  if (published.some((one) => one.link === link)) continue;
  const { text, values, errors } = JSON.parse(bindings.read(link));
  if (errors.length > 0) throw new Error(`${link}: ${JSON.stringify(errors)}`);
  const short = JSON.parse(bindings.estimate(text, 1)).seconds < LONGEST;
  published.push({ where, link, values, numbers: short ? numbersOf(run(link, known)) : {} });
}
writeFileSync(file, `[\n${published.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
