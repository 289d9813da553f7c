// Keys of the whole page: the stage, and the sheet of all keys. What they open is loaded on demand.
import type { Words } from '../i18n';
import { PAGE_KEYS } from './key-list';
import { failureBox } from './messages';

/** Does what is loaded on demand; where it cannot be had, `place` says so and offers to try again. */
export function attempt(words: Words, place: HTMLElement, act: () => Promise<void>): void {
  act().catch(({ message }: Error) => {
    const box = failureBox(
      { code: 'load', parameter: null, message: null, detail: message },
      words,
      () => (box.remove(), attempt(words, place, act)),
    );
    place.prepend(box);
  });
}

/** The sheet of all keys. */
export const helpSheet = async (words: Words, place: HTMLElement): Promise<void> => (await import('./key-sheet')).openSheet(words, place);

/** Listens until the signal aborts. */
export function shortcuts(words: Words, place: HTMLElement, stage: () => Promise<void>, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && event.target.matches('input:not([type=range]), select, textarea')) return;
    const key = event.key.toLowerCase();
    // Not below a sheet that covers the page.
    if (PAGE_KEYS.stage.includes(key) && !document.querySelector('dialog[open]')) attempt(words, place, stage);
    else if (PAGE_KEYS.help.includes(key)) attempt(words, place, () => helpSheet(words, place));
  };
  document.addEventListener('keydown', onKey, { signal });
}
