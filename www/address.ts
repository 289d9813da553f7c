// The page's address holds the set-up. In a frame without an origin all of this may be forbidden; the page then does without.
// A page of one set-up (tools/site) and a file that carries one say it in the document; what stands after `#` goes before it.
import type { Entry } from './session/session';

/** The set-up that the document carries; read when asked, as a test of this file has no document. */
const carried = (): string | undefined => globalThis.document?.documentElement.dataset['setup'];

export function addressText(): string {
  const own = carried();
  return own !== undefined && !location.href.includes('#') ? own : location.hash.slice(1);
}

export function writeAddress(text: string, entry: Entry): void {
  if (entry === 'none' || text === addressText()) return;
  const address = text === '' && carried() === undefined ? `${location.pathname}${location.search}` : `#${text}`;
  try {
    if (entry === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  } catch {
    // Without a history the set-up lives on in the page alone.
  }
}

/** Calls `listener` whenever the reader or a script goes to another set-up. */
export function onAddress(listener: (text: string) => void, signal: AbortSignal): void {
  const tell = (): void => listener(addressText());
  addEventListener('hashchange', tell, { signal });
  addEventListener('popstate', tell, { signal });
}
