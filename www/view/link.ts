// Addresses of set-ups, and the code that puts one into another page.
import { labText, storyText, CHAPTERS, type StoryAddress } from '../room';
import * as wasm from '../engine/wasm';
import { pageAddress } from '../site';

/** Whether the address is the lab's own, and not that of someone else's page in which the element stands. */
export const hasHome = (): boolean =>
  document.documentElement.dataset['root'] !== undefined || document.querySelector('second-law-lab[address]') !== null;

export const linkTo = (text: string): string => `${pageAddress()}#${labText(text)}`;

/** Where the story is, in the reader's language and colours; null in other people's pages and in frames, which have no story. */
export function storyLink(values: Record<string, string>, chapter: StoryAddress['chapter'] = null): string | null {
  if (!document.querySelector('second-law-lab[address]') || values['embed'] !== 'off') return null;
  const theme = values['theme'] === 'auto' ? '' : (values['theme'] ?? '');
  return `#${storyText({ chapter, stage: false, embed: 'off', lang: values['lang'] ?? '', theme })}`;
}

/** The same for one of its chapters, by number. */
export const chapterLink = (values: Record<string, string>, number: number): string | null =>
  storyLink(values, CHAPTERS.find((chapter) => chapter === number) ?? null);

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
