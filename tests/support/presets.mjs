// The presets as the tests run them: what takes long, in a smaller size with the same parts.
import { bindings, presets } from './module.mjs';

/** For every preset whose estimate is long, the keys that make it short. */
const smaller = {
  'beyond-the-paper': 'bath=square-4x5&coupling=1&times=log:0.01:10:40',
};

const isLong = (text) => JSON.parse(bindings.estimate(text, 1)).long;

/** Presets that take too long to be run in every test. */
export const long = presets().filter((id) => isLong(`preset=${id}`));

/** The scenario that stands for a preset in tests. */
export function scenarioOf(id) {
  if (!long.includes(id)) return `preset=${id}`;
  const reduced = `preset=${id}&${smaller[id]}`;
  if (!smaller[id] || isLong(reduced)) throw new Error(`preset ${id} takes long and needs a smaller size for tests, one that is short`);
  return reduced;
}
