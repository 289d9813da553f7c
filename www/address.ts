// The page's address holds the set-up. In a frame without an origin all of this may be forbidden; the page then does without.
import type { Entry } from './session/session';

export const addressText = (): string => location.hash.slice(1);

export function writeAddress(text: string, entry: Entry): void {
  if (entry === 'none' || text === addressText()) return;
  const address = text === '' ? `${location.pathname}${location.search}` : `#${text}`;
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
