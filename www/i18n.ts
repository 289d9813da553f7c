// The page's words, in the reader's language. Each language is a script of its own, loaded once it is wanted.
import type { Failure, Message } from './engine/failure';
import type { Texts } from './engine/wasm';
import { addresses, languages } from './languages';
import { loadScript } from './script';
import type en from './texts/en.json';

/** A language that has a file of texts, by the file's name. */
export type Lang = string;
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;

/** A language whose texts are here. */
export interface Words {
  lang: Lang;
  /** All of them, by their keys. */
  texts: Texts;
  /** The text of that key, with `{name}` replaced by the value of that name. */
  t(key: Key, values?: Values): string;
  /** What the module says, in this language. */
  say(message: Message): string;
  isKey(key: string): key is Key;
}

export { languages };

const loaded = new Map<Lang, Words>();
const loading = new Map<Lang, Promise<Words>>();
const asides = new Map<Lang, Promise<Texts>>();

/** The words of a language; null where they have not been loaded yet. */
export const wordsOf = (lang: Lang): Words | null => loaded.get(lang) ?? null;

/** Loads the words of a language, once; rejects with a `Failure`, and may then be asked again. */
export function loadWords(lang: Lang): Promise<Words> {
  const begun = loading.get(lang);
  if (begun) return begun;
  const words = loadScript<Texts>(addresses.get(lang) ?? '').then(
    (texts) => {
      const words = wordsFrom(lang, texts);
      loaded.set(lang, words);
      return words;
    },
    (error: Error) => {
      loading.delete(lang);
      throw { code: 'texts', parameter: null, message: missingIn(lang).text, detail: error.message } satisfies Failure;
    },
  );
  loading.set(lang, words);
  return words;
}

/** The few words of a poster; rejects where they do not load. */
export const loadPosterWords = async (lang: Lang): Promise<Words> =>
  wordsOf(lang) ?? wordsFrom(lang, await loadScript<Texts>((addresses.get(lang) ?? '').replace(/\.js$/, '.poster.js')));

/** Loads the texts that few readers ask for, whose keys begin with `aside.`, into words that are there. Rejects with what was missing. */
export async function loadAside({ lang, texts }: Words): Promise<void> {
  const begun = asides.get(lang) ?? loadScript<Texts>((addresses.get(lang) ?? '').replace(/\.js$/, '.aside.js'));
  asides.set(lang, begun);
  begun.catch(() => asides.delete(lang));
  Object.assign(texts, await begun);
}

function wordsFrom(lang: Lang, texts: Texts): Words {
  const fill = (key: string, values: Values): string =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  const say = (message: Message): string => {
    if (typeof message === 'string') return message;
    const values = Object.entries(message.arguments).map(([name, argument]) => [name, say(argument)]);
    return fill(message.key, Object.fromEntries(values));
  };
  return { lang, texts, t: (key, values = {}) => fill(key, values), say, isKey: (key): key is Key => key in texts };
}

/** The text of a key that is put together from names of the module's. */
export const textOf = ({ t }: Words, key: string, values?: Values): string => t(key as Key, values);

/** Said where the texts themselves are missing, and so the one thing that is said from here. */
const MISSING: Record<Lang, { text: string; retry: string }> = {
  en: { text: 'The texts of this page could not be loaded. Check the connection and try again.', retry: 'Try again' },
  ja: { text: 'このページの文章を読み込めませんでした。接続を確かめて、やり直してください。', retry: 'やり直す' },
};

export const missingIn = (lang: Lang): { text: string; retry: string } => MISSING[lang] ?? MISSING['en']!;

/** What a language calls itself. */
export const ownName = (lang: Lang): string => new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;

/** The first of the browser's languages that the page speaks, else English. */
export const browserLang = (): Lang =>
  navigator.languages.map((tag) => tag.split('-')[0] ?? '').find((lang) => languages.includes(lang)) ?? 'en';
