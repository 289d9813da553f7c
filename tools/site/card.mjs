// What a link looks like where it is shared: 1200 x 630 px, a title that states the finding over the figure.
import { balanced } from './lines.mjs';
import { escaped, FAMILY } from './raster.mjs';

export const CARD = { width: 1200, height: 630 };

/** The figure's own picture, without words around it. */
export const PICTURE = { width: 480, height: 270, scale: 2 };

const MARGIN = 56;
const FOOT = 58;
/** How much larger than on the page a figure is drawn on a card. */
const LARGER = 1.5;

/** A title stands on one line where it fits there large enough, else on two, as large as they allow. */
function lettered(title, width) {
  const fits = (size, most) => {
    const lines = balanced(title, CARD.width - 2 * MARGIN, (line) => width(line, size, 700));
    return lines.length <= most && { size, lines };
  };
  for (const size of [54, 50, 46]) if (fits(size, 1)) return fits(size, 1);
  for (const size of [54, 50, 46, 42, 38, 34]) if (fits(size, 2)) return fits(size, 2);
  return fits(30, Infinity);
}

/** A card with `figure(width, height)`, an SVG element of that size in px of the page. */
export function card({ title, foot, icon, colours }, figure, width) {
  const { size, lines } = lettered(title, width);
  const top = 44;
  const below = top + lines.length * 1.28 * size + 12;
  const box = { width: CARD.width - 2 * MARGIN + 24, height: CARD.height - FOOT - below };
  const text = (x, y, size, weight, fill, line, anchor = 'start') =>
    `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(line)}</text>`;
  const base = CARD.height - 24;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="${FAMILY}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="${colours.card}"/>`,
    ...lines.map((line, k) => text(MARGIN, top + (0.95 + 1.28 * k) * size, size, 700, colours.ink, line)),
    placed(figure(Math.round(box.width / LARGER), Math.round(box.height / LARGER)), MARGIN - 12, below, LARGER),
    `<svg x="${MARGIN}" y="${base - 25}" width="32" height="32" viewBox="0 0 32 32">${icon}</svg>`,
    text(MARGIN + 44, base, 24, 700, colours.ink, 'Second Law Lab'),
    text(CARD.width - MARGIN, base, 20, 400, colours.soft, foot, 'end'),
    '</svg>',
  ].join('\n');
}

/** An SVG element at a place of another, that much larger. */
export const placed = (svg, x, y, scale) => `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`;

/** A figure's element as a document of its own. */
export const documentOf = (figure, { width, height }, family = FAMILY) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="${family}">${figure}</svg>`;
