// What fills the screen has the page to itself: neither keyboard nor screen reader comes to what lies behind it.

/** Makes everything inert but `element`, what it holds and what it stands in, until the signal aborts. What is put beside it later is not. */
export function alone(element: Element, signal: AbortSignal): void {
  const behind: Element[] = [];
  for (let inner = element; inner !== document.body && inner.parentElement; inner = inner.parentElement)
    behind.push(...[...inner.parentElement.children].filter((each) => each !== inner && !each.hasAttribute('inert')));
  behind.forEach((each) => each.setAttribute('inert', ''));
  signal.addEventListener('abort', () => behind.forEach((each) => each.removeAttribute('inert')));
}
