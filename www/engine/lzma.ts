// Unpacks LZMA, in which the module comes: a fifth smaller than gzip makes it, on every host.
// Source: I. Pavlov, LZMA specification (7-Zip's lzma-specification.txt), whose names are kept where they help to compare.

/** Marks of the .lzma format in the build's settings: lc = 4, lp = 0, pb = 0. */
const PROPERTIES = 4;
const [LC, PB] = [4, 0];
/** One byte of properties, four for the size of the dictionary, eight for that of what is packed. */
const HEADER = 13;
/** Probabilities have 11 bits and begin in the middle. */
const HALF = 1024;
const STATES = 12;
const SHORTEST_MATCH = 2;
/** Bits of a distance that have probabilities of their own, at its lower end. */
const ALIGNED = 4;

/** Where each kind of probability begins in the one array of them. */
const PLACES = (() => {
  const sizes = {
    isMatch: STATES << PB,
    isRep: STATES,
    isRepG0: STATES,
    isRepG1: STATES,
    isRepG2: STATES,
    isRep0Long: STATES << PB,
    distanceSlot: 4 << 6,
    distance: 115,
    align: 1 << ALIGNED,
    // Each: two choices, then short and middle lengths for each position, then long ones.
    length: 2 + (2 << (PB + 3)) + 256,
    repLength: 2 + (2 << (PB + 3)) + 256,
    literal: 0x300 << LC,
  };
  let place = 0;
  const places = Object.entries(sizes).map(([name, size]) => [name, (place += size) - size]);
  return Object.fromEntries([...places, ['all', place]]) as Record<keyof typeof sizes | 'all', number>;
})();

/** What a packed file holds; else what is wrong with it: it ends too early, its bytes have changed, or it is something else. */
export function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> | 'cut' | 'damaged' | 'other' {
  // Four gigabytes and more are not expected: text in the file's place has no zeros there.
  if ((packed[0] ?? PROPERTIES) !== PROPERTIES || packed.subarray(9, HEADER).some((byte) => byte !== 0)) return 'other';
  if (packed.length < HEADER) return 'cut';
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(5, true));
  const odds = new Uint16Array(PLACES.all).fill(HALF);
  let place = HEADER;
  let range = 0xffffffff;
  let code = 0;
  for (let k = 0; k < 5; k++) code = ((code << 8) | packed[place++]!) >>> 0;

  const shift = (): void => {
    range = (range << 8) >>> 0;
    code = ((code << 8) | packed[place++]!) >>> 0;
  };
  const bit = (at: number): 0 | 1 => {
    const odd = odds[at]!;
    const bound = (range >>> 11) * odd;
    let found: 0 | 1 = 0;
    if (code < bound) {
      range = bound;
      odds[at] = odd + ((2048 - odd) >> 5);
    } else {
      range -= bound;
      code -= bound;
      odds[at] = odd - (odd >> 5);
      found = 1;
    }
    if (range < 0x1000000) shift();
    return found;
  };
  const tree = (at: number, bits: number): number => {
    let node = 1;
    for (let k = 0; k < bits; k++) node = (node << 1) | bit(at + node);
    return node - (1 << bits);
  };
  const reverseTree = (at: number, bits: number): number => {
    let [node, found] = [1, 0];
    for (let k = 0; k < bits; k++) {
      const next = bit(at + node);
      node = (node << 1) | next;
      found |= next << k;
    }
    return found;
  };
  const directBits = (bits: number): number => {
    let found = 0;
    for (let k = 0; k < bits; k++) {
      range >>>= 1;
      const next = code >= range ? 1 : 0;
      if (next) code -= range;
      found = (found << 1) | next;
      if (range < 0x1000000) shift();
    }
    return found;
  };
  const lengthAt = (at: number, position: number): number => {
    const [short, middle, long] = [at + 2, at + 2 + (1 << (PB + 3)), at + 2 + (2 << (PB + 3))];
    if (bit(at) === 0) return tree(short + (position << 3), 3);
    if (bit(at + 1) === 0) return 8 + tree(middle + (position << 3), 3);
    return 16 + tree(long, 8);
  };
  const distanceFor = (length: number): number => {
    const slot = tree(PLACES.distanceSlot + (Math.min(length, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverseTree(PLACES.distance + base - slot, bits);
    return base + (directBits(bits - ALIGNED) << ALIGNED) + reverseTree(PLACES.align, ALIGNED);
  };

  /** Of the last four matches. */
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let state = 0;
  let end = 0;
  while (end < out.length) {
    if (place > packed.length) return 'cut';
    const position = end & ((1 << PB) - 1);
    if (bit(PLACES.isMatch + (state << PB) + position) === 0) {
      const literal = PLACES.literal + 0x300 * ((end > 0 ? out[end - 1]! : 0) >> (8 - LC));
      let symbol = 1;
      if (state >= 7) {
        // After a match: what followed there tells what does not follow here.
        for (let matched = out[end - rep0 - 1]!; symbol < 0x100; ) {
          const expected = (matched >> 7) & 1;
          matched <<= 1;
          const next = bit(literal + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | next;
          if (expected !== next) break;
        }
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(literal + symbol);
      out[end++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let length = 1;
    if (bit(PLACES.isRep + state) === 0) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      length = SHORTEST_MATCH + lengthAt(PLACES.length, position);
      rep0 = distanceFor(length - SHORTEST_MATCH);
      state = state < 7 ? 7 : 10;
    } else {
      let known = true;
      if (bit(PLACES.isRepG0 + state) === 0) known = bit(PLACES.isRep0Long + (state << PB) + position) === 1;
      else if (bit(PLACES.isRepG1 + state) === 0) [rep0, rep1] = [rep1, rep0];
      else if (bit(PLACES.isRepG2 + state) === 0) [rep0, rep1, rep2] = [rep2, rep0, rep1];
      else [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      // Without a length of its own: one byte.
      if (known) length = SHORTEST_MATCH + lengthAt(PLACES.repLength, position);
      state = state < 7 ? (known ? 8 : 9) : 11;
    }
    if (rep0 >= end || end + length > out.length) return 'damaged';
    for (let from = end - rep0 - 1; length > 0; length--) out[end++] = out[from++]!;
  }
  if (place > packed.length) return 'cut';
  // The coder ends with nothing left over.
  return code === 0 ? out : 'damaged';
}
