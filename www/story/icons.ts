// The story's own small pictures.
import { s } from '../view/dom';

const SOLID = { play: 'M6 3.5v17l15-8.5z', pause: 'M5 4h5v16H5zM14 4h5v16h-5z' } as const;
const DRAWN = { back: 'M4 4v6h6M4.6 10A8 8 0 1 1 4 13.6', full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5' } as const;

const picture = (path: string, look: Record<string, string>): SVGSVGElement =>
  s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', ...look }, s('path', { d: path }));

export function storyIcon(name: keyof typeof SOLID | keyof typeof DRAWN): SVGSVGElement {
  if (name === 'play' || name === 'pause') return picture(SOLID[name], { fill: 'currentColor' });
  return picture(DRAWN[name], {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2.3',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });
}
