// JSON that comes as bytes, read piece by piece: no text as long as the whole has to exist, for which browsers have a limit.

/** What is no longer than this is read as one text, in bytes. */
const PIECE = 1 << 20;

/** And what lies deeper than this: in a record the values of one curve. */
const DEPTH = 3;

const [QUOTE, BACKSLASH, COMMA, COLON] = [...'"\\,:'].map((sign) => sign.charCodeAt(0));
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'[]{}'].map((sign) => sign.charCodeAt(0));

/** The value that valid JSON without blanks between its signs stands for, as the module writes it. */
export function parsed(bytes: Uint8Array, piece = PIECE): unknown {
  const decoder = new TextDecoder();
  let at = 0;

  /** Where the value that starts here ends. */
  const end = (): number => {
    let place = at;
    for (let open = 0; place < bytes.length; place += 1) {
      const sign = bytes[place];
      if (sign === QUOTE) {
        for (place += 1; bytes[place] !== QUOTE; place += 1) if (bytes[place] === BACKSLASH) place += 1;
      } else if (sign === OPEN_LIST || sign === OPEN_OBJECT) open += 1;
      else if (open === 0 && (sign === COMMA || sign === COLON || sign === CLOSE_LIST || sign === CLOSE_OBJECT)) break;
      else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) open -= 1;
    }
    return place;
  };
  const whole = (stop = end()): unknown => {
    const start = at;
    at = stop;
    return JSON.parse(decoder.decode(bytes.subarray(start, at)));
  };
  /** Calls `item` at each item from the opening sign to behind the closing one. */
  const each = (close: number | undefined, item: () => void): void => {
    at += 1;
    while (bytes[at] !== close) {
      item();
      if (bytes[at] === COMMA) at += 1;
    }
    at += 1;
  };
  const value = (depth: number): unknown => {
    const stop = depth === 0 ? bytes.length : end();
    if (depth === DEPTH || stop - at <= piece) return whole(stop);
    if (bytes[at] === OPEN_LIST) {
      const list: unknown[] = [];
      each(CLOSE_LIST, () => list.push(value(depth + 1)));
      return list;
    }
    if (bytes[at] === OPEN_OBJECT) {
      const entries: [string, unknown][] = [];
      each(CLOSE_OBJECT, () => {
        const name = whole() as string;
        at += 1;
        entries.push([name, value(depth + 1)]);
      });
      return Object.fromEntries(entries);
    }
    return whole(stop);
  };
  return value(0);
}
