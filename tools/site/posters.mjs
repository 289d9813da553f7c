// The picture of a set-up for a frame that waits to be pressed (www/poster.ts): a small file that is sharp in any frame, drawn for
// narrow ones and for wide ones, with the reader's own fonts.
import { documentOf } from './card.mjs';

const SIZES = { small: { width: 360, height: 260 }, wide: { width: 720, height: 440 } };
const FONTS = "system-ui, 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif";

const NUMBER = String.raw`([\d.]+)`;

/** A point as the engine writes it, and as the story's pen does: a whole circle of two arcs. */
const KINDS = [
  {
    pattern: `<circle cx="${NUMBER}" cy="${NUMBER}" r="${NUMBER}" opacity="${NUMBER}" fill="(#\\w+)" stroke="none" stroke-width="0"/>\\s*`,
    read: ([, x, y, r, opacity, fill]) => ({ x: Number(x), y: Number(y), r: Number(r), opacity: Number(opacity), fill }),
  },
  {
    pattern: `<path d="M${NUMBER} ${NUMBER}A${NUMBER} [\\d.]+ 0 1 1 ([^A"]*)A[\\d.]+ [\\d.]+ 0 1 1 [^A"]*" style="fill:(#\\w+)"(?: opacity="${NUMBER}")?/>\\s*`,
    read: ([, x, y, r, , fill, opacity = '1']) => ({
      x: Number(x) - Number(r),
      y: Number(y),
      r: Number(r),
      opacity: Number(opacity),
      fill,
    }),
  },
];

const short = (value) => String(Math.round(value * 10) / 10);

/** Neighbouring points of one look, written once for them all: a chart of all eigenstates has thousands. */
function joined(points) {
  const groups = [];
  for (const { x, y, r, opacity, fill } of points) {
    const look = `stroke="${fill}" stroke-width="${short(2 * r)}" stroke-linecap="round"`;
    const last = groups.at(-1);
    const place = `M${short(x)} ${short(y)}h0`;
    if (last?.look === look && last.opacity === opacity) last.places.push(place);
    else groups.push({ look, opacity, places: [place] });
  }
  // Points that shine through each other would not within one path.
  return groups
    .map(({ look, opacity, places }) =>
      opacity === 1
        ? `<path ${look} d="${places.join('')}"/>`
        : `<g ${look} stroke-opacity="${opacity}">${places.map((place) => `<path d="${place}"/>`).join('')}</g>`,
    )
    .join('');
}

const TILE = `<rect x="${NUMBER}" y="${NUMBER}" width="${NUMBER}" height="${NUMBER}" opacity="1" fill="(#\\w+)" stroke="none"/>\\s*`;

/** A colour in steps that no eye tells apart: neighbours that are nearly one become one, and what is left packs better. */
const nearly = (fill) => `#${fill.slice(1).replace(/../g, (part) => (parseInt(part, 16) & 0xfc).toString(16).padStart(2, '0'))}`;

/** The tiles of a map as lines, row by row, a line for neighbours of one colour. */
function rows(tiles) {
  const found = new Map();
  for (const [, ...told] of tiles) {
    const [x, y, width, height] = told.slice(0, 4).map(Number);
    const row = found.get(y) ?? { height, lines: [] };
    found.set(y, row);
    const last = row.lines.at(-1);
    const fill = nearly(told[4]);
    if (last?.fill === fill && x <= last.to) last.to = x + width;
    else row.lines.push({ from: x, to: x + width, fill });
  }
  const line = ({ from, to, fill }, y) => `<path stroke="${fill}" d="M${short(from)} ${short(y)}h${short(to - from)}"/>`;
  return [...found]
    .map(([y, { height, lines }]) => `<g stroke-width="${short(height)}">${lines.map((each) => line(each, y + height / 2)).join('')}</g>`)
    .join('');
}

const runsOf = (pattern) => new RegExp(`(?:${pattern}){9,}`, 'g');
const each = (pattern, run) => [...run.matchAll(new RegExp(pattern, 'g'))];

/** The same picture in fewer bytes. */
export function slim(svg) {
  const wordless = svg.replace(/<(title|desc)>[\s\S]*?<\/\1>/g, '');
  const fewer = KINDS.reduce(
    (text, { pattern, read }) => text.replace(runsOf(pattern), (run) => joined(each(pattern, run).map(read))),
    wordless.replace(runsOf(TILE), (run) => rows(each(TILE, run))),
  );
  return fewer.replaceAll(' opacity="1"', '');
}

/** The pictures of a figure by the names of their sizes: `figure(width, height)` is its SVG element. */
export const posters = (figure) =>
  Object.entries(SIZES).map(([name, size]) => [name, slim(documentOf(figure(size.width, size.height), size, FONTS))]);

/** The script that tells the page which pictures there are, with their titles. */
export const titles = (entries, words, lang) => {
  const known = Object.fromEntries(entries.map(({ name }) => [name, words[name][lang].title]));
  return `document.currentScript.carried=${JSON.stringify(known)};\n`;
};
