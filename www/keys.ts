// The names of a set-up's parameters. Written from the schema: WRITE_TYPES=1 cargo test -p second-law-lab types

// biome-ignore format: a list of words
export const KEYS = [
  'v', 'preset', 'bath', 'bosons', 'hopping', 'repulsion', 'disorder', 'seed', 'attach', 'coupling',
  'potential', 'occupation', 'state', 'compare', 'beta', 'index', 'mu', 'times', 'late', 'levels',
  'statistics', 'at', 'turn', 'kick', 'kick-site', 'mismatch', 'panel', 'observable', 'epsilon', 'family',
  'samples', 'currents', 'lang', 'theme', 'embed', 'hide',
];
