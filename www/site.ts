// The site around the page (tools/site): its gallery, and the service worker that keeps it without a network. It is there where the
// document links a manifest: not in a file, nor in a page of someone else's.
import { framed } from './frame';

const manifest = (): HTMLLinkElement | null => document.querySelector<HTMLLinkElement>('link[rel=manifest]');

/** The address of a file of the site; null where there is no site. */
export function siteFile(path: string): string | null {
  const root = manifest()?.href;
  return root === undefined ? null : new URL(path, root).href;
}

/** The address of a page of the site in a language; null where there is no site, and in a frame. */
export const sitePage = (path: string, lang: string): string | null =>
  framed() ? null : siteFile(lang === 'en' ? path : `${lang}/${path}`);

/** Whether the address is the lab's own, and not that of someone else's page in which the element stands. */
export const hasHome = (): boolean =>
  document.documentElement.dataset['root'] !== undefined ||
  document.querySelector(':is(second-law-lab, second-law-story)[address]') !== null;

/** The page's address without set-up, and without what a campaign or another page added to it. */
export function pageAddress(): string {
  // A page of one set-up, and a file that carries one, know where the site is.
  const { root } = document.documentElement.dataset;
  const address = root === undefined ? new URL(location.href) : new URL(root, location.href);
  address.search = address.hash = '';
  return address.href;
}

/** How long after the page has loaded the worker is asked for, in ms: by then the film runs. */
const LATER = 5000;

export function keepOffline(): void {
  const worker = siteFile('sw.js');
  if (worker === null || framed() || !('serviceWorker' in navigator)) return;
  const ask = (): unknown => navigator.serviceWorker.register(worker, { updateViaCache: 'none' }).catch(() => {});
  addEventListener('load', () => setTimeout(ask, LATER));
}
