// The way from a frame to the whole page.
import { h } from './dom';

/** A new page has taken the reader's eyes by then, in ms. */
const OPENED = 700;

/** In words where there is room for them, else an arrow alone. */
export function linkOut(words: string, href = ''): HTMLAnchorElement {
  const link: HTMLAnchorElement = h(
    'a',
    { href, target: '_blank', rel: 'noopener', 'aria-label': words, click: () => void setTimeout(offered, OPENED) },
    h('span', {}, words),
    h('b', { 'aria-hidden': 'true' }, ' \u2197'),
  );
  /** Some sandboxes open nothing, and tell nobody. Where the reader is still here, the address stands to be copied in place of the words before the link. */
  const offered = (): void => {
    const before = link.parentElement?.firstElementChild;
    if (self.origin !== 'null' || !document.hasFocus() || !before || before === link) return;
    const address = h('input', { type: 'text', class: 'address', readonly: true, value: link.href, 'aria-label': words });
    before.replaceWith(address);
    address.select();
  };
  return link;
}
