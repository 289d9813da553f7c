// The page's own small pictures, in the colour of the text around them.
import { s } from './dom';

const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  start: 'M6 5h2.5v14H6zM19 5v14L9.5 12z',
  close: 'M6 7.4 7.4 6 12 10.6 16.6 6 18 7.4 13.4 12l4.6 4.6-1.4 1.4L12 13.4 7.4 18 6 16.6 10.6 12z',
  light: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 1h2v3.5h-2zM11 19.5h2V23h-2zM1 11h3.5v2H1zM19.5 11H23v2h-3.5zM3.5 4.9l1.4-1.4 2.5 2.5L6 7.4zM16.6 18 18 16.6l2.5 2.5-1.4 1.4zM3.5 19.1 6 16.6 7.4 18l-2.5 2.5zM16.6 6l2.5-2.5 1.4 1.4L18 7.4z',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  auto: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 0 1 0-14z',
  turn: 'M12 5a7 7 0 0 1 6.9 6H22l-4 5-4-5h2.9A5 5 0 0 0 8.2 8.8L6.8 7.3A7 7 0 0 1 12 5zM6 8l4 5H7.1a5 5 0 0 0 8.7 2.2l1.4 1.5A7 7 0 0 1 5.1 13H2z',
  lattice: 'M4 4h5v2h6V4h5v5h-2v6h2v5h-5v-2H9v2H4v-5h2V9H4zm2 2v1h1V6zm11 0v1h1V6zM9 8v1H8v6h1v1h6v-1h1V9h-1V8zM6 17v1h1v-1zm11 0v1h1v-1z',
  axes: 'M4 3h2v15h15v2H4zm4.5 11.6L12 9.5l3.2 3 4.2-6.6 1.7 1.1-5.4 8.6-3.3-3.1-2.2 3.3z',
  less: 'M5 11h14v2H5z',
  more: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  back: 'M15.4 5 17 6.6 11.6 12l5.4 5.4-1.6 1.6-7-7z',
  on: 'M8.6 5 7 6.6l5.4 5.4L7 17.4 8.6 19l7-7z',
  full: 'M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z',
  down: 'm6.4 8.6 5.6 5.6 5.6-5.6L19 10l-7 7-7-7z',
} as const;

export const icon = (name: keyof typeof PATHS): SVGSVGElement =>
  s('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));
