// The page as one HTML file with a set-up inside, to be opened from a disk or sent along. The build has made it (tools/site/single.mjs)
// but for the set-up; it is loaded when it is asked for.
import { siteFile } from '../site';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

const FILE = 'single.html';

/** Whether there is such a file to be had. */
export const hasSingleFile = (): boolean => siteFile(FILE) !== null;

/** Rejects where the page stands alone, or in a frame that may not fetch. */
export async function singleFile(setup: string): Promise<Blob> {
  const response = await fetch(siteFile(FILE) ?? '');
  const html = await response.text();
  const start = '<html lang="en"';
  // A host may answer with a page of its own where a file is missing.
  if (!response.ok || !html.includes('data-file="')) throw new Error(`${response.status}`);
  return new Blob([html.replace(start, () => `${start} data-setup="${escaped(setup)}"`)], { type: 'text/html' });
}
