// The page as one HTML file with a set-up inside, to be opened from a disk or sent along. The build has made it (tools/site/single.mjs)
// but for the set-up, and for the site where the build was not told of it; it is loaded when it is asked for.
import { pageAddress, siteFile } from '../site';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** What the document carries, as www/site.ts and www/room.ts read it. */
const carried = (name: 'setup' | 'root', text: string): string => ` data-${name}="${escaped(text)}"`;

const FILE = 'single.html';

/** Whether there is such a file to be had: not where the page stands alone, nor in a frame without an origin, which may not fetch it. */
export const hasSingleFile = (): boolean => siteFile(FILE) !== null && self.origin !== 'null';

export async function singleFile(setup: string): Promise<Blob> {
  const response = await fetch(siteFile(FILE) ?? '');
  const html = await response.text();
  const start = '<html lang="en"';
  // A host may answer with a page of its own where a file is missing.
  if (!response.ok || !html.includes('data-file="')) throw new Error(`${response.status}`);
  // Its links lead to where it came from: a path on the disk of whoever opens it is nobody else's.
  const site = html.includes(`${start}>`) ? carried('root', pageAddress()) : '';
  return new Blob([html.replace(start, () => start + carried('setup', setup) + site)], { type: 'text/html' });
}
