// What a chapter is called, and where its door leads.
import type { Key } from '../i18n';
import type { Chapter } from '../room';
import { NUDGED_SITE, type Facts } from './facts';
import { SETUPS } from './setups';

/** The same set-up in the lab. */
export const DOORS: Record<Chapter, string> = {
  1: SETUPS.untouched,
  2: SETUPS.still,
  3: SETUPS.film,
  4: SETUPS.nudged(NUDGED_SITE),
  5: SETUPS.cone,
  6: SETUPS.every,
  7: SETUPS.gentle,
};

/** The finding that a chapter has for a title: the number decides between two. */
export function titleKey(chapter: Chapter, { every, gentle }: Facts): Key {
  if (chapter === 6) return every.below === 0 ? 'story.6.title.none' : 'story.6.title.some';
  if (chapter === 7) return gentle.below === 0 ? 'story.7.title.none' : 'story.7.title.some';
  return `story.${chapter}.title`;
}

export const firstKey = (chapter: Chapter, { every }: Facts): Key =>
  chapter === 6 && every.below === 0 ? 'story.6.first.none' : `story.${chapter}.first`;
