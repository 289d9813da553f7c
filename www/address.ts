// The page's address holds the set-up. In a frame without an origin all of this may be forbidden; the page then does without.
// A page of one set-up (tools/site) and a file that carries one say it in the document; what stands after `#` goes before it.
// Where nothing that could be a set-up stands after `#`, the query is read: some programs can write no other address.
import { framed } from './frame';
import { KEYS } from './keys';
import type { Entry } from './session/session';

/** The set-up that the document carries; read when asked, as a test of this file has no document. */
const carried = (): string | undefined => globalThis.document?.documentElement.dataset['setup'];

/** An equals sign, also as programs escape it and as Japanese keyboards write it. */
const EQUALS = /=|%(25)*3d|%ef%bc%9d|\uff1d|&equals;|&#0*61;|&#x0*3d;/i;

/** Whether a query sets something of ours: other programs put theirs there too. */
const isOurs = (query: string): boolean => new RegExp(`(^|[^a-z])(${KEYS.join('|')}|chapter|stage)(${EQUALS.source})`, 'i').test(query);

export function addressText(): string {
  const own = carried();
  if (own !== undefined && !location.href.includes('#')) return own;
  const text = location.hash.slice(1);
  const query = location.search.slice(1);
  return !EQUALS.test(text) && isOurs(query) ? query : text;
}

export function writeAddress(text: string, entry: Entry): void {
  if (entry === 'none' || text === addressText()) return;
  // A query that was read would be read again where nothing stands after `#`.
  const address =
    text === '' && carried() === undefined ? `${location.pathname}${isOurs(location.search) ? '' : location.search}` : `#${text}`;
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
