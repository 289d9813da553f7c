// Text in lines, for pictures: English breaks at spaces, Japanese between phrases.

/** Where a Japanese phrase ends: after a particle or a mark, before what is no hiragana and no mark. */
const PHRASES =
  /(?<=[\u304c\u3066\u3067\u3068\u306b\u306e\u306f\u3070\u3078\u3082\u3084\u3089\u3092\u3001\u3002\uff1a\uff01\uff1f\u300d])(?=[^\u3041-\u309f\u3001\u3002\u300d\uff09\u30fc\u2026])/u;

/** The pieces of a text between which a line may end. */
export const phrases = (text) => text.split(/(?<=[ ])/).flatMap((word) => (/[\u3041-\u9fff]/.test(word) ? word.split(PHRASES) : [word]));

/** Packs pieces into lines no wider than `most`; a piece that is wider stands alone. */
function pack(pieces, most, width) {
  const lines = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && width(longer.trimEnd()) <= most) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** A text in as few lines as `most` allows, all of about the same length. `width` measures a line. */
export function balanced(text, most, width) {
  const pieces = phrases(text);
  const { length } = pack(pieces, most, width);
  let [low, high] = [0, most];
  for (let k = 0; k < 12; k++) {
    const middle = (low + high) / 2;
    const lines = pack(pieces, middle, width);
    if (lines.length <= length && lines.every((line) => width(line) <= most)) high = middle;
    else low = middle;
  }
  return pack(pieces, high, width);
}
