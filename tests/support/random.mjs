// Random numbers that a seed repeats, so that what was found once is found again.

/** Numbers from 0 to below 1: mulberry32. */
export function random(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Choices made with these numbers. */
export function chooser(next) {
  const below = (count) => Math.floor(count * next());
  const among = (list) => list[below(list.length)];
  return { next, below, among, maybe: (share) => next() < share };
}
