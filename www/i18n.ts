// The page's words, in the reader's language. Each language is a script of its own, loaded once it is wanted.
import type { Failure, Texts as Both } from './engine/failure';
import { carried } from './script';
import type en from './texts/en.json';
import enUrl from './texts/en.json?url';
import jaUrl from './texts/ja.json?url';

export type Lang = 'en' | 'ja';
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;
type Texts = Record<Key, string>;

/** A language whose texts are here. */
export interface Words {
  lang: Lang;
  /** The text of that key, with `{name}` replaced by the value of that name. */
  t(key: Key, values?: Values): string;
  isKey(key: string): key is Key;
}

const addresses: Record<Lang, string> = { en: `${enUrl}.js`, ja: `${jaUrl}.js` };

const loaded: Partial<Record<Lang, Words>> = {};
const loading: Partial<Record<Lang, Promise<Words>>> = {};

/** The words of a language; null where they have not been loaded yet. */
export const wordsOf = (lang: Lang): Words | null => loaded[lang] ?? null;

/** Loads the words of a language, once; rejects with a `Failure`, and may then be asked again. */
export function loadWords(lang: Lang): Promise<Words> {
  loading[lang] ??= carried<Texts>(addresses[lang]).then(
    (texts) => (loaded[lang] = words(lang, texts)),
    (error: Error) => {
      delete loading[lang];
      throw { code: 'texts', parameter: null, messages: missing, detail: error.message } satisfies Failure;
    },
  );
  return loading[lang];
}

const words = (lang: Lang, texts: Texts): Words => ({
  lang,
  t: (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole)),
  isKey: (key): key is Key => key in texts,
});

/** Said where the texts themselves are missing. */
export const missing: Both = {
  en: 'The texts of this page could not be loaded. Check the connection and try again.',
  ja: 'このページの文章を読み込めませんでした。接続を確かめて、やり直してください。',
};

export const pick = (both: Both, lang: Lang): string => both[lang];

/** The browser's language, where the page speaks it. */
export const browserLang = (): Lang => (navigator.languages.find((tag) => /^(en|ja)\b/.test(tag))?.startsWith('ja') ? 'ja' : 'en');
