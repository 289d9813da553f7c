// The way from a frame to the whole page.
import { h } from './dom';

/** In words where there is room for them, else an arrow alone. */
export const linkOut = (words: string, href = ''): HTMLAnchorElement =>
  h(
    'a',
    { href, target: '_blank', rel: 'noopener', 'aria-label': words },
    h('span', {}, words),
    h('b', { 'aria-hidden': 'true' }, ' \u2197'),
  );
