// Texts that no one should write as a set-up, and set-ups at the edges of what may be written.
import { chooser, random } from './random.mjs';

/** What would run, load or show something where a text is taken for a page. */
export const injections = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '"><svg onload=window.hacked=1>',
  "';window.hacked=1;//",
  'javascript:window.hacked=1',
  '{{constructor.constructor("window.hacked=1")()}}',
  '<iframe src="https://third-party.example/"></iframe>',
  '<link rel=stylesheet href=https://third-party.example/a.css>',
  'url(https://third-party.example/a.png)',
  '%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E',
  '__proto__',
  'constructor',
  '\u202e\u2066\u0000\ufeff',
];

const numbers = [
  '0',
  '-0',
  '1',
  '0.5',
  '1e-300',
  '5e-324',
  '1e308',
  '-1e308',
  '1e999',
  '-1',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '٣',
  '．５',
  ' 1',
  '1 ',
  '+1',
];
const counts = ['0', '1', '2', '3', '30', '31', '-1', '1.5', '4294967296', '9007199254740991', '9007199254740992', '1e3', '٢'];
const baths = [
  'chain-2',
  'chain-4',
  'ring-3',
  'square-2x2',
  'square-3x3',
  'torus-3x3',
  'triangular-2x2',
  'square-1x1',
  'square-9x9',
  'square-0x4',
  'chain-99999999999999999999',
  'square--2x2',
  'square-2x2x2',
  'ring-2',
  'moebius-4',
];
const grids = [
  'lin:0:10:5',
  'log:0.01:1:3',
  'log:0:1:3',
  'lin:1:0:3',
  'lin:0:1:100000',
  'lin:0:1:100001',
  'lin:0:5e-324:2',
  'log:1e-300:1e300:2',
  'lin::',
  'log:1:2:3:4',
  'cubic:0:1:3',
  'lin:nan:inf:3',
];
const garbage = [
  '',
  '=',
  '&',
  '#',
  '?',
  '%',
  '%E0%A4%A',
  '%00',
  '%25',
  ',',
  ':',
  '\u0000',
  '\ud800',
  '\udfff',
  '𝟘',
  '二次元',
  '🙂',
  '\n',
  '\t',
  '&amp;',
  '+',
  '../',
  '\\',
  ...injections,
];

/** For a row of the schema, a value that may be one of its own, at its edges, or nothing of the kind. */
function valueOf(row, { next, below, among, maybe }) {
  if (maybe(0.08)) return among(garbage);
  switch (row.key) {
    case 'bath':
      return maybe(0.5) ? `${among(['square', 'torus', 'triangular'])}-${below(6)}x${below(6)}` : among(baths);
    case 'times':
      return maybe(0.5) ? `${among(['lin', 'log'])}:${among(numbers)}:${(100 * next()).toPrecision(3)}:${below(300)}` : among(grids);
    case 'coupling':
      return Array.from({ length: maybe(0.05) ? 40 : 1 + below(4) }, () => (maybe(0.8) ? (4 * next()).toFixed(2) : among(numbers))).join(
        ',',
      );
    case 'hide':
      return among(['legend', 'legend,numbers', 'legend,legend', 'bosons', 'all', ',', 'share,']);
  }
  if (row.names) return among(row.names);
  const { min, max } = row;
  if (row.type === 'integer') return maybe(0.6) && max !== undefined ? String(min + below(Math.min(max - min + 1, 40))) : among(counts);
  if (min !== undefined) return maybe(0.6) ? (min + (max - min) * next() ** 3).toPrecision(1 + below(8)) : among(numbers);
  return among([...numbers, ...counts, 'second-law', 'reversal', 'weak-eth', 'disorder']);
}

function damaged(text, { below, among, maybe }) {
  let found = text;
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const [from, to] = [below(found.length + 1), below(8)];
    const middle = found.slice(from, from + to);
    const other = among(['', middle + middle, middle.toUpperCase(), encodeURIComponent(middle.toWellFormed?.() ?? ''), among(garbage)]);
    found = found.slice(0, from) + other + found.slice(from + to);
  }
  return maybe(0.01) ? found.repeat(1 + below(200)) : found;
}

/**
 * So many texts for a set-up, each `{ text, given }`. `given` has the values of the text by key where none of it was damaged
 * afterwards: what is not refused must stay as it is there.
 */
export function* hostileTexts(schema, count, seed) {
  const choose = chooser(random(seed));
  const { below, among, maybe } = choose;
  for (let made = 0; made < count; made += 1) {
    if (maybe(0.05)) {
      yield { text: Array.from({ length: below(30) }, () => among(garbage)).join(''), given: null };
      continue;
    }
    const rows = Array.from({ length: 1 + below(7) }, () => among(schema));
    const given = new Map(rows.map((row) => [row.key, valueOf(row, choose)]));
    const text = [...given]
      .map(([key, value]) => `${key}=${maybe(0.1) ? encodeURIComponent(value.toWellFormed?.() ?? '') : value}`)
      .join('&');
    if (maybe(0.3)) yield { text: damaged(text, choose), given: null };
    else yield { text: maybe(0.1) ? `#${text}` : text, given };
  }
}

const smallBaths = ['chain-2', 'chain-3', 'chain-5', 'ring-3', 'ring-5', 'square-2x2', 'square-2x3', 'torus-3x3', 'triangular-2x3'];
const edges = {
  hopping: ['1e-12', '1e-6', '1', '100'],
  repulsion: ['-100', '-1e-9', '0', '100'],
  disorder: ['0', '1e-9', '100'],
  potential: ['-100', '0', '100'],
  occupation: ['0', '1e-12', '0.5', '1'],
  beta: ['-100', '-1e-6', '0', '1e-6', '10', '100'],
  seed: ['0', '9007199254740991'],
  mu: ['fitted', 'zero'],
  state: ['eigenstate', 'canonical', 'typical'],
  compare: ['none', 'canonical'],
  statistics: ['average', 'full'],
  observable: ['density', 'hopping', 'pair', 'local-state', 'entanglement', 'gaps'],
  at: ['1e-9', '1', '1000000'],
  turn: ['1e-9', '3', '1000'],
  kick: ['-10', '0', '3.141592653589793'],
  epsilon: ['1e-12', '0.001', '1'],
  samples: ['1', '3'],
  currents: ['off', 'on'],
  coupling: ['0', '1e-12', '0,100', '1,2'],
  times: ['lin:0:10:5', 'lin:0:1e-9:3', 'log:1e-9:1e6:4', 'lin:1000:1001:3', 'lin:0:1:1'],
};

/** So many small set-ups with several values at the edge of what is allowed. */
export function* extremeSetups(panels, count, seed) {
  const { below, among } = chooser(random(seed));
  for (let made = 0; made < count; made += 1) {
    const bath = among(smallBaths);
    const chosen = Object.fromEntries(
      Array.from({ length: 3 + below(6) }, () => among(Object.keys(edges))).map((key) => [key, among(edges[key])]),
    );
    const keys = { bath, bosons: String(1 + below(2)), panel: among(panels), times: 'lin:0:5:4', ...chosen };
    yield Object.entries(keys)
      .map(([key, value]) => `${key}=${value}`)
      .join('&');
  }
}
