// Which room an address opens. The story has few words of its own in the part after `#`; every other text is a set-up
// and opens the lab.
//   (nothing)              the story
//   chapter=1 … chapter=7  the story at a chapter; chapter=film is the film at its head, and so is a chapter that there is not
//   stage=1                the story's film on the whole screen; beside a set-up, that one
//   embed=plot, poster     beside chapter=film: the film alone, for a frame (a poster once it has been pressed: www/poster.ts)
//   lang, theme            as in a set-up
// Keys that campaigns add to any link change nothing.
//
// Three parts of an address may hold such a text: the document (a page of one set-up, tools/site; a file with one inside), the query,
// since some programs can write no other address, and what follows `#`. The last one that says what is shown is read. What says only
// how the page looks, or where its link was found, goes with the one before. The lab's own reader does the same with whole links:
// crate/lab/src/scenario/mend.rs.

import { CAMPAIGN_FAMILIES, CAMPAIGN_KEYS, KEYS, LOOKS as PAGE } from './keys';
import { languages } from './languages';

export const CHAPTERS = [1, 2, 3, 4, 5, 6, 7] as const;

export type Chapter = (typeof CHAPTERS)[number];

/** What the story is asked to show. */
export interface StoryAddress {
  chapter: Chapter | 'film' | null;
  stage: boolean;
  embed: 'off' | 'plot' | 'poster';
  /** As written; empty where the reader's own language and colours are to hold. */
  lang: string;
  theme: string;
}

/** Whether a setting is a campaign's. */
const CAMPAIGN = new RegExp(`^((${CAMPAIGN_KEYS.join('|')})(=|$)|${CAMPAIGN_FAMILIES.join('|')})`);
const NAMES: Record<string, string[]> = { lang: ['', ...languages], theme: ['auto', 'light', 'dark'], stage: ['1'] };
const STORY = ['lang', 'theme', 'stage', 'chapter'];

/** What the story shows at an address's text (what follows `#`), hurt on its way or not; null where that text is a set-up for the lab. */
export const storyAddress = (text: string): StoryAddress | null => literal(mended(text));

/** Escapes undone, wide characters plain, campaigns and what stuck to a name or a value away; set-ups are mended by the lab's own reader. */
function mended(text: string): string {
  let plain = text;
  for (let before = ''; plain !== before; ) {
    before = plain;
    plain = plain
      .replaceAll(/&(amp|#0*38|#x0*26);/g, '&')
      .replaceAll(/&(equals|#0*61|#x0*3d);/g, '=')
      .normalize('NFKC')
      .toLowerCase();
    try {
      plain = decodeURIComponent(plain);
    } catch {
      // A lone percent sign is none of ours.
    }
  }
  const settings = bared(plain, /[^\w=&]/).split('&');
  return bared(settings.filter((setting) => !CAMPAIGN.test(setting)).join('&'), /_/);
}

/** Without what sticks to the ends of names and values. Taken off sign by sign: a pattern would begin anew at each sign of a long text. */
function bared(text: string, sticks: RegExp): string {
  const parts = text.split(/([=&])/).map((part) => {
    let [from, to] = [0, part.length];
    while (from < to && sticks.test(part.charAt(from))) from += 1;
    while (to > from && sticks.test(part.charAt(to - 1))) to -= 1;
    return part.slice(from, to);
  });
  return parts.join('');
}

/** A link's words by their keys, as far as they can be read without the engine: names, not numbers. */
export const wordsOfText = (text: string): URLSearchParams => new URLSearchParams(mended(text));

/** How much of a page is asked for; 'off' where it is the whole. */
export const embedOf = (text: string): string => wordsOfText(text).get('embed') ?? 'off';

/** What says how a page looks, and not what it shows. */
const LOOKS: readonly string[] = [...PAGE, 'stage'];

/** The name of the picture that the site has of what a link shows; null where it shows something of the reader's own. */
export function picturedIn(text: string): string | null {
  const words = [...wordsOfText(text)].filter(([key]) => !LOOKS.includes(key));
  const [[key, value] = ['preset', 'second-law'], ...more] = words;
  if (more.length > 0 || (key !== 'preset' && key !== 'chapter')) return null;
  return key === 'preset' || value === 'film' ? value : `chapter-${value}`;
}

function literal(text: string): StoryAddress | null {
  const keys = new URLSearchParams(text);
  const film = keys.get('chapter') === 'film';
  // A language or colours that there are not: the lab says so.
  for (const [key, names] of Object.entries(NAMES)) if (keys.has(key) && !names.includes(keys.get(key) ?? '')) return null;
  // A chapter has no part that could stand alone: behind its picture is the page.
  const given = keys.get('embed') ?? 'off';
  const framed = film || (keys.has('chapter') && given === 'poster');
  for (const key of keys.keys()) if (!STORY.includes(key) && !(framed && key === 'embed')) return null;
  const chapter = CHAPTERS.find((number) => String(number) === keys.get('chapter'));
  const embed = film ? given : 'off';
  return {
    chapter: film ? 'film' : (chapter ?? null),
    stage: keys.get('stage') === '1',
    embed: embed === 'off' || embed === 'poster' ? embed : 'plot',
    lang: keys.get('lang') ?? '',
    theme: keys.get('theme') ?? '',
  };
}

/** The text of an address of the story; what is as usual is left out. */
export function storyText({ chapter, stage, embed, lang, theme }: StoryAddress): string {
  const parts = [
    chapter !== null && `chapter=${chapter}`,
    stage && 'stage=1',
    embed !== 'off' && `embed=${embed}`,
    lang && `lang=${lang}`,
    theme && `theme=${theme}`,
  ];
  return parts.filter(Boolean).join('&');
}

/** A set-up's text as it stands in an address of the lab: where it would open the story, the preset is named. */
export const labText = (text: string): string => (storyAddress(text) ? ['preset=second-law', text].filter(Boolean).join('&') : text);

/** A set-up's text without `stage=1`, which asks for it on the whole screen, and whether it asked. */
export function unstaged(text: string): { text: string; stage: boolean } {
  const parts = text.split('&');
  const kept = parts.filter((part) => part !== 'stage=1');
  return { text: kept.join('&'), stage: kept.length < parts.length };
}

/** The names that a text sets. */
const namesIn = (text: string): string[] => {
  const before = mended(text).split('=').slice(0, -1);
  return before.flatMap((part) => part.split(/[^\w-]+/).at(-1) || []);
};

/** Whether a text sets anything. */
const sets = (text: string): boolean => mended(text).includes('=');

/** Other programs put keys of their own into the query, and many a version. */
const isOurs = (query: string): boolean => namesIn(query).some((name) => name !== 'v' && [...KEYS, 'chapter', 'stage'].includes(name));

const saysWhat = (text: string): boolean =>
  namesIn(text).some((name) => name === 'chapter' || (KEYS.includes(name) && name !== 'v' && !LOOKS.includes(name)));

/** A text whose every sign is escaped, as in a safe link, with its signs. */
function unescaped(text: string): string {
  if (/[=&]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text with what a later one adds; where both say something, the later one holds. */
function over(text: string, later: string): string {
  const told = namesIn(later);
  const kept = unescaped(text)
    .split('&')
    .filter((setting) => !namesIn(setting).some((name) => told.includes(name)));
  // What sets nothing is a place on the page.
  const more = unescaped(later).split(/[&#]/).filter(sets);
  if (!namesIn(text).includes('chapter')) return [...kept, ...more].join('&');
  // A word that the story has not would open the lab.
  const known = more.filter((setting) => storyAddress([...kept, setting].join('&')) !== null);
  return [...kept, ...known].join('&');
}

/** The text that three parts ask for, each '' where it says nothing. */
export function asked(carried: string, query: string, fragment: string): string {
  const parts = [carried, isOurs(query) ? query : '', fragment];
  const said = parts.slice(Math.max(0, parts.map(saysWhat).lastIndexOf(true))).filter(sets);
  return said.length > 0 ? said.reduce(over) : fragment;
}

/** The set-up that the document carries; a test has no document. */
const carried = (): string => globalThis.document?.documentElement.dataset['setup'] ?? '';

export const carries = (): boolean => carried() !== '';

/** What the address of the page asks for. */
export const askedHere = (): string => asked(carried(), location.search.slice(1), location.hash.slice(1));

/** The query, where that is no set-up. */
export const foreignQuery = (): string => (isOurs(location.search) ? '' : location.search);

/** What has to follow `#` for a text to be what this page is asked for: where something stands beneath, the text says what it is. */
export function written(text: string): string {
  const beneath = carries() || foreignQuery() !== location.search;
  if (!beneath || saysWhat(text)) return text;
  const room = storyAddress(text) ? 'chapter=0' : 'preset=second-law';
  return [room, text].filter(Boolean).join('&');
}
