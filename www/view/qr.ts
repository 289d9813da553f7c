// A QR code of an address, drawn here.
import { generate } from 'lean-qr';
import { s } from './dom';

/** Modules of quiet ground around the code, as its standard asks. */
const QUIET = 4;

/** The code as a drawing, dark on light in every theme: not all readers know the other way round. */
export function codeOf(text: string): SVGSVGElement {
  const code = generate(text);
  const side = code.size + 2 * QUIET;
  let path = '';
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return s(
    'svg',
    { viewBox: `0 0 ${side} ${side}`, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true' },
    s('rect', { width: side, height: side, fill: '#fff' }),
    s('path', { d: path, fill: '#000' }),
  );
}
