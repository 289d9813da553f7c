// node tests/compare/outputs.mjs OLD NEW [--presets] [FILTER]: whether two builds of `second-law` print the same bytes.
// Set-ups are those of setups.txt, and with --presets every preset of OLD as it stands, which takes minutes. Each is run by both
// programs; what they print on either stream and how they end must agree. Fields that NEW adds are listed and pass; anything
// else that differs is shown with its place and fails.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root } from '../../tools/project.mjs';

/** What a program prints for a set-up, and how it ends. */
function outcome(program, args) {
  const env = { ...process.env, LC_ALL: 'C' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30, env });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The arguments that a line of setups.txt stands for. */
function command(line) {
  const [, panel, text] = line.match(/^panel (\S+) (.*)$/) ?? [];
  return panel ? [panel, text] : ['run', line];
}

/** Places at which two values differ: `added` where only the second has a field, else `changed`, with both values. */
function differences(before, after, place = '') {
  const isNode = (value) => typeof value === 'object' && value !== null;
  if (!isNode(before) || !isNode(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [{ place, changed: [before, after] }];
  }
  if (Array.isArray(before) && before.length !== after.length) {
    return [{ place: `${place}.length`, changed: [before.length, after.length] }];
  }
  const inside = (key) => (Array.isArray(before) ? `${place}[]` : `${place}.${key}`);
  const known = Object.keys(before).flatMap((key) =>
    key in after ? differences(before[key], after[key], inside(key)) : [{ place: inside(key), changed: ['a field', 'none'] }],
  );
  const added = Object.keys(after).filter((key) => !(key in before));
  return [...known, ...added.map((key) => ({ place: inside(key), added: true }))];
}

/** What there is to say of two outcomes: nothing where they agree. */
function judged(before, after) {
  if (before.stdout === after.stdout && before.stderr === after.stderr && before.status === after.status) return { same: true };
  if (before.status !== after.status || before.status !== 0 || before.stderr !== after.stderr) {
    const shown = ({ status, stderr }) => `ends with ${status}: ${stderr.trim().slice(0, 300)}`;
    return { changed: [`before ${shown(before)}`, `after ${shown(after)}`] };
  }
  const found = differences(JSON.parse(before.stdout), JSON.parse(after.stdout));
  const added = [...new Set(found.filter((one) => one.added).map((one) => one.place))];
  const changed = found.filter((one) => one.changed);
  const places = [...new Set(changed.map((one) => one.place))];
  const first = (place) => changed.find((one) => one.place === place).changed.map((value) => JSON.stringify(value));
  const off = ({ changed: [a, b] }) => (typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) : 0);
  const lines = places.map((place) => {
    const own = changed.filter((one) => one.place === place);
    return `${place}: ${own.length} of them, first ${first(place).join(' -> ')}, by at most ${Math.max(...own.map(off)).toExponential(1)}`;
  });
  if (found.length === 0) lines.push('the same values, other bytes');
  return { added, changed: lines };
}

await main(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { presets: { type: 'boolean', default: false } } });
  const [old, current, filter = ''] = positionals;
  if (!current) throw new Error('usage: node tests/compare/outputs.mjs OLD NEW [--presets] [FILTER]');
  const text = await readFile(join(root, 'tests', 'compare', 'setups.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  const named = outcome(old, ['presets']).stdout.split('\n').filter(Boolean);
  if (values.presets) lines.push(...named.map((line) => `preset=${line.split(' ')[0]}`));
  const chosen = lines.filter((line) => line.includes(filter));
  let [same, failed] = [0, 0];
  for (const line of chosen) {
    const { same: equal, added = [], changed = [] } = judged(outcome(old, command(line)), outcome(current, command(line)));
    if (equal) same++;
    else console.log(`${changed.length > 0 ? 'DIFFERS' : 'adds'}  ${line}`);
    if (added.length > 0) console.log(`         adds ${added.join(', ')}`);
    for (const one of changed) console.log(`         ${one}`);
    if (changed.length > 0) failed++;
  }
  console.log(`${chosen.length} set-ups: ${same} byte for byte, ${chosen.length - same - failed} with fields added, ${failed} that differ`);
  process.exitCode = failed > 0 ? 1 : 0;
});
