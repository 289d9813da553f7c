// Tells the page around a frame how tall the frame would like to be.

const TYPE = 'second-law-lab:height';
const VERSION = 1;

export const framed = (): boolean => window.parent !== window;

/** Posts the height that `wanted` gives whenever `element` changes its size, until the signal aborts. */
export function postHeight(element: Element, wanted: () => number, signal: AbortSignal): void {
  if (!framed()) return;
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(wanted());
    if (height === told) return;
    told = height;
    window.parent.postMessage({ type: TYPE, version: VERSION, height }, '*');
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
