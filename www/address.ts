// The page's address holds the set-up. In a frame without an origin all of this may be forbidden; the page then does without.
import { framed } from './frame';
import { askedHere, carries, foreignQuery, written } from './room';
import type { Entry } from './session/session';

export const addressText = askedHere;

export function writeAddress(text: string, entry: Entry): void {
  const own = written(text);
  if (entry === 'none' || own === addressText()) return;
  // A query that was read would be read again where nothing stands after `#`.
  const address = text === '' && !carries() ? `${location.pathname}${foreignQuery()}` : `#${own}`;
  try {
    // In a frame the history is the host's.
    if (entry === 'push' && !framed()) history.pushState(null, '', address);
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
