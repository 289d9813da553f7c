// The page's words, in the reader's language.
import type { Texts } from './engine/failure';
import en from './texts/en.json';
import ja from './texts/ja.json';

export type Lang = 'en' | 'ja';
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

const texts: Record<Lang, Record<Key, string>> = { en, ja };

/** Words by key, with `{name}` replaced by the value of that name. */
export const translator =
  (lang: Lang): Translate =>
  (key, values = {}) =>
    texts[lang][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

export const isKey = (key: string): key is Key => key in en;

export const pick = (both: Texts, lang: Lang): string => both[lang];

/** The browser's language, where the page speaks it. */
export const browserLang = (): Lang => (navigator.languages.find((tag) => /^(en|ja)\b/.test(tag))?.startsWith('ja') ? 'ja' : 'en');
