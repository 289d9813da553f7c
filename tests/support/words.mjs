// What the module says, in the words of the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/project.mjs';

/** The texts of a language, by their keys. */
export const textsOf = (lang) => JSON.parse(readFileSync(join(root, `www/texts/${lang}.json`), 'utf8'));

/** A message in the language of these texts. */
export function say(message, texts) {
  if (typeof message === 'string') return message;
  return texts[message.key].replace(/\{(\w+)\}/g, (hole, name) => (name in message.arguments ? say(message.arguments[name], texts) : hole));
}
