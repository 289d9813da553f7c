// How large things are, without asking the browser to lay the page out anew.
import { h } from './dom';

/** In CSS px. */
export interface Size {
  width: number;
  height: number;
  /** The lettering of axes. */
  font: number;
}

/** The lettering of axes, in the document's. */
const LETTERING = 0.8125;

/**
 * Gives the size of a box as the last layout left it, and calls `changed` whenever it is another. To read it of the box itself while
 * rows come in would lay out the whole page at every drawing.
 */
export function sizeOf(box: HTMLElement, changed: () => void, signal: AbortSignal): () => Size {
  // As wide as the document's letters are large: it changes where the box does not.
  const ruler = h('span', { class: 'ruler', 'aria-hidden': 'true' });
  box.append(ruler);
  const read = (): Size => ({
    width: box.clientWidth,
    height: box.clientHeight,
    font: LETTERING * parseFloat(getComputedStyle(document.documentElement).fontSize),
  });
  let size: Size | null = null;
  const observer = new ResizeObserver(() => {
    size = read();
    changed();
  });
  observer.observe(box);
  observer.observe(ruler);
  signal.addEventListener('abort', () => observer.disconnect());
  return () => (size ??= read());
}
