// The keyboard's place on the page: where what has the focus is removed, hidden or disabled, the focus goes to what is left around it.
const FOCUSABLE = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)';

const visible = (element: Element): boolean => element.isConnected && element.checkVisibility({ visibilityProperty: true });

const usable = (element: Element): boolean => visible(element) && !element.matches(':disabled');

/** Watches over what is inside `root` until the signal aborts. */
export function keepFocus(root: HTMLElement, signal: AbortSignal): void {
  /** What has the focus, and what it stands in. */
  let path: Element[] = [];

  const hand = (): void => {
    const [held, ...around] = path;
    if (!held || usable(held) || (document.activeElement !== document.body && document.activeElement !== held)) return;
    path = [];
    // What is nearest, but not beyond its part of the page: from there the title is as near.
    for (const element of around) {
      if (element.matches('main, .lab')) break;
      const next = visible(element) ? [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(usable) : undefined;
      if (next) return next.focus({ preventScroll: true });
    }
    root.querySelector<HTMLElement>('[data-name=title]')?.focus({ preventScroll: true });
  };

  root.addEventListener(
    'focusin',
    ({ target }) => {
      path = [];
      for (let element = target as Element | null; element && element !== root; element = element.parentElement) path.push(element);
    },
    { signal },
  );
  // Left on purpose: nothing is to be kept.
  root.addEventListener(
    'focusout',
    ({ target }) =>
      queueMicrotask(() => target === path[0] && usable(path[0] as Element) && document.activeElement !== path[0] && (path = [])),
    { signal },
  );
  const observer = new MutationObserver(hand);
  observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'disabled'] });
  signal.addEventListener('abort', () => observer.disconnect());
}
