// The same picture in fewer bytes, for a page's source: neighbouring dashes of one curve, and neighbouring points, as one path.

const NUMBER = '[\\d.-]+';
const LINE = `<polyline fill="none" opacity="(${NUMBER})" stroke="(#\\w+)" stroke-width="(${NUMBER})" points="([\\d., -]+)"/>\\s*`;
const POINT = `<circle cx="(${NUMBER})" cy="(${NUMBER})" r="(${NUMBER})" opacity="(${NUMBER})" fill="(#\\w+)" stroke="none" stroke-width="0"/>\\s*`;

interface Piece {
  /** What it has in common with those that may share its path. */
  look: string;
  steps: string;
}

const paint = (stroke: string, width: string | number, opacity: string, more = ''): string =>
  `stroke="${stroke}" stroke-width="${width}"${opacity === '1' ? '' : ` opacity="${opacity}"`}${more}`;

const lineOf = ([, opacity = '', stroke = '', width = '', points = '']: string[]): Piece => ({
  look: paint(stroke, width, opacity),
  steps: `M${points.trim()}`,
});

/** A line of no length with round ends. */
const pointOf = ([, x = '', y = '', radius = '', opacity = '', fill = '']: string[]): Piece => ({
  look: paint(fill, 2 * Number(radius), opacity, ' stroke-linecap="round"'),
  steps: `M${x},${y}h0`,
});

/** A curve does not cross itself: drawn at once or in pieces, it shines through the same. */
const joined = (svg: string, shape: string, read: (found: string[]) => Piece): string =>
  svg.replace(new RegExp(`(?:${shape.replaceAll('(', '(?:')}){2,}`, 'g'), (run) => {
    const paths: Piece[] = [];
    for (const found of run.matchAll(new RegExp(shape, 'g'))) {
      const piece = read(found);
      const last = paths.at(-1);
      if (last?.look === piece.look) last.steps += piece.steps;
      else paths.push(piece);
    }
    return paths.map(({ look, steps }) => `<path fill="none" ${look} d="${steps}"/>\n`).join('');
  });

export const slim = (svg: string): string => joined(joined(svg, LINE, lineOf), POINT, pointOf);
