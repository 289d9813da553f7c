// A set-up that somebody typed, for tools that take one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEngine } from './engine.mjs';
import { root } from './project.mjs';
import { filled } from './site/entries.mjs';

/** The set-up as canonical text; what is wrong with it is thrown in words. */
export async function readSetup(given) {
  const { bindings } = await loadEngine();
  const { text, errors } = JSON.parse(bindings.read(given));
  const texts = JSON.parse(await readFile(join(root, 'www/texts/en.json'), 'utf8'));
  const say = (message) => {
    if (typeof message === 'string') return message;
    const values = Object.entries(message.arguments).map(([name, part]) => [name, say(part)]);
    return filled(texts[message.key] ?? message.key, Object.fromEntries(values));
  };
  if (errors.length > 0) throw new Error(errors.map(({ message }) => say(message)).join('\n'));
  return text;
}
