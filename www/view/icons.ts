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
  down: 'm6.4 8.6 5.6 5.6 5.6-5.6L19 10l-7 7-7-7z',
} as const;

export const icon = (name: keyof typeof PATHS): SVGSVGElement =>
  s('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));
