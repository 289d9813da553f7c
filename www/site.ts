// The site around the page (tools/site): its gallery, and the service worker that keeps it without a network. It is there where the
// document links a manifest: not in a file, nor in a page of someone else's.
import { framed } from './frame';

/** The site's own, which tools/site marks: a page that holds a lab as an element may have one too. */
const manifest = (): HTMLLinkElement | null => document.querySelector<HTMLLinkElement>('link[rel=manifest][data-lab]');

/** The address of a file of the site; null where there is no site. */
export function siteFile(path: string): string | null {
  const root = manifest()?.href;
  return root === undefined ? null : new URL(path, root).href;
}

/** The address of a page of the site in a language; null where there is no site, and in a frame. */
export const sitePage = (path: string, lang: string): string | null =>
  framed() ? null : siteFile(lang === 'en' ? path : `${lang}/${path}`);

/** The address of the lab's site that the npm package was built with. */
let built = '';

export const publishedAt = (address: string): string => (built = address);

/** The address of the web that a text is, seen from the page; null where it is none. */
export function webAddress(given: string): URL | null {
  if (given === '' || !URL.canParse(given, location.href)) return null;
  const address = new URL(given, location.href);
  return /^https?:$/.test(address.protocol) ? address : null;
}

/** Where the lab is published, as an element in someone else's page says it, or else the package; null where neither does. */
const published = (): URL | null => webAddress(document.querySelector('second-law-lab[site]')?.getAttribute('site') || built);

/** The lab's own page; null in someone else's that does not say where the lab is. */
function home(): URL | null {
  // A page of one set-up, and a file that carries one, know where the site is.
  const { root } = document.documentElement.dataset;
  if (root !== undefined) return new URL(root, location.href);
  if (document.querySelector(':is(second-law-lab, second-law-story)[address]')) return new URL(location.href);
  return published();
}

/** Whether there is a page of the lab's own to lead to. */
export const hasHome = (): boolean => home() !== null;

/**
 * The address of the lab's page without set-up, and without what a campaign or another page added to it. Of a file on a disk it is the
 * name: the path is the reader's own, and leads nobody else there.
 */
export function pageAddress(): string {
  const address = home() ?? new URL(location.href);
  address.search = address.hash = '';
  return isPublic(address) ? address.href : address.pathname.slice(address.pathname.lastIndexOf('/') + 1);
}

/** Whether others can open the page's address. */
export const hasAddress = (): boolean => isPublic(home() ?? new URL(location.href));

const isPublic = ({ protocol }: URL): boolean => protocol !== 'file:';

/** How long after the page has loaded the worker is asked for, in ms: by then the film runs. */
const LATER = 5000;

export function keepOffline(): void {
  const worker = siteFile('sw.js');
  if (worker === null || framed() || !('serviceWorker' in navigator)) return;
  const ask = (): unknown => navigator.serviceWorker.register(worker, { updateViaCache: 'none' }).catch(() => {});
  addEventListener('load', () => setTimeout(ask, LATER));
}
