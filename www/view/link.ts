// Addresses of set-ups.
import * as wasm from '../engine/wasm';
import { CHAPTERS, labText, storyText, written, type StoryAddress } from '../room';
import { pageAddress } from '../site';

export const linkTo = (text: string): string => `${pageAddress()}#${labText(text)}`;

/** Where the story is, in the reader's language and colours; null in other people's pages and in frames, which have no story. */
export function storyLink(values: Record<string, string>, chapter: StoryAddress['chapter'] = null): string | null {
  if (!document.querySelector('second-law-lab[address]') || values['embed'] !== 'off') return null;
  const theme = values['theme'] === 'auto' ? '' : (values['theme'] ?? '');
  return `#${written(storyText({ chapter, stage: false, embed: 'off', lang: values['lang'] ?? '', theme }))}`;
}

/** The same for one of its chapters, by number. */
export const chapterLink = (values: Record<string, string>, number: number): string | null =>
  storyLink(values, CHAPTERS.find((chapter) => chapter === number) ?? null);

/** The same set-up shown in another way. */
export const shownAs = (text: string, embed: string): string => wasm.set(text, 'embed', embed).text;
