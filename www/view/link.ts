// Addresses of set-ups, and the code that puts one into another page.
import { labText } from '../address';
import * as wasm from '../engine/wasm';

/** The page's address without set-up. */
export const pageAddress = (): string => location.href.split('#')[0] ?? '';

export const linkTo = (text: string): string => `${pageAddress()}#${labText(text)}`;

/** The same set-up shown in another way. */
export const shownAs = (text: string, embed: string): string => wasm.set(text, 'embed', embed).text;

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** What the frame needs: scripts, and links and files that leave it. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads';

export function embedCode(text: string, kind: 'plot' | 'full', title: string): string {
  const address = escape(linkTo(shownAs(text, kind)));
  const height = kind === 'plot' ? 520 : 960;
  return `<iframe src="${address}" title="${escape(title)}" width="100%" height="${height}" frameborder="0" loading="lazy" sandbox="${SANDBOX}" allow="fullscreen; clipboard-write" allowfullscreen></iframe>`;
}
