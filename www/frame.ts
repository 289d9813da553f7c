// The page in a frame of someone else's: it tells the page around it what that may want to know, and changes nothing of it.
// docs/embedding.md says what each message holds.

/** The version of all messages between the page and the one around it. */
export const VERSION = 1;

export const framed = (): boolean => globalThis.window !== undefined && window.parent !== window;

/** Says something to the page around that spoke from this origin. A page without one cannot be addressed but by all; the window is its own in any case. */
export const answer = (message: object, origin: string, transfer: Transferable[] = []): void =>
  window.parent.postMessage(message, origin === 'null' ? '*' : origin, transfer);

/** Posts the height that `wanted` gives whenever `element` changes its size, until the signal aborts: for hosts that read this page's own messages, for courses (Canvas, PreTeXt) and for Embedly. */
export function postHeight(element: Element, wanted: () => number, signal: AbortSignal): void {
  if (!framed()) return;
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(wanted());
    if (height === told || height === 0) return;
    told = height;
    window.parent.postMessage({ type: 'second-law-lab:height', version: VERSION, height }, '*');
    window.parent.postMessage({ subject: 'lti.frameResize', height }, '*');
    window.parent.postMessage({ context: 'iframe.resize', height }, '*');
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Whether a key is one of those with which a clicker turns the slides around a frame: no part of the page takes them there. */
export const turnsSlides = (key: string): boolean => framed() && ['PageUp', 'PageDown'].includes(key);

/** Whether a key has a use here: a field's own, or to move a page that is taller than its frame. */
function used({ target, key }: KeyboardEvent): boolean {
  if (target instanceof Element && target.matches('input, select, textarea')) return true;
  const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement ?? document.documentElement;
  return key === 'PageUp' ? scrollTop > 0 : scrollTop < scrollHeight - clientHeight - 1;
}

/** Posts the clicker's keys that the page has no use for, so that they still turn the slide around the frame. */
function postKeys(): void {
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (!turnsSlides(key) || ctrlKey || metaKey || altKey || defaultPrevented || used(event)) return;
    window.parent.postMessage({ type: 'second-law-lab:key', version: VERSION, key }, '*');
  });
}

/** Lets links to other places of this page lead there without a new entry in the history, which is the host's. */
function keepHistory(): void {
  addEventListener('click', (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || defaultPrevented || !(target instanceof Element)) return;
    const link = target.closest('a');
    if (!link || (link.target && link.target !== '_self') || !link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    location.replace(link.href);
  });
}

/** What a page does from the start where it is framed. */
export function behave(): void {
  if (!framed()) return;
  postKeys();
  keepHistory();
}

/** Resolves once `element` is on the screen; never, where the signal aborts before. */
export const seen = (element: Element, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  });
