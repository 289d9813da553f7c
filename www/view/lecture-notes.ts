// The lecturer's notes: in a window of their own, for the screen that the room does not see; where none may be opened, on the stage.
import type { Words } from '../i18n';
import { h } from './dom';
import { wearStyles } from './lecture-styles';
import { prose } from './prose';

export interface Told {
  place: number;
  count: number;
  sentence: string;
  notes: string[];
  /** The next beat's sentence; null at the end. */
  next: string | null;
}

export interface Notes {
  /** Where they stand if no window can be had. */
  element: HTMLElement;
  /** Opens them, or closes them on the stage; `onKey` hears the window's keys. */
  open(onKey: (event: KeyboardEvent) => void, signal: AbortSignal): void;
  tell(told: Told): void;
  /** Whether they have a window of their own. */
  apart(): boolean;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function notesWindow({ t, lang }: Words): Notes {
  const element = h('aside', { class: 'lecture-notes', 'aria-label': t('aside.stage.notes'), hidden: true });
  let place: HTMLElement | null = null;
  let opened: Window | null = null;
  let told: Told | null = null;
  const begun = Date.now();
  const clock = h('p', { class: 'lecture-clock' });

  const tick = (): void => {
    const seconds = Math.floor((Date.now() - begun) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  };

  const write = (): void => {
    if (!told || !place) return;
    const { place: number, count, sentence, notes, next } = told;
    tick();
    place.replaceChildren(
      h('div', { class: 'lecture-now' }, h('p', {}, t('aside.stage.beat', { number, count })), clock),
      h('h1', {}, ...prose(sentence)),
      ...notes.map((note) => h('p', {}, ...prose(note))),
      ...(next === null ? [] : [h('p', { class: 'lecture-next' }, t('aside.stage.next'), ' ', ...prose(next))]),
    );
  };

  const onStage = (): void => {
    element.hidden = !element.hidden;
    place = element.hidden ? null : element;
    write();
  };

  return {
    element,
    open(onKey, signal) {
      if (opened && !opened.closed) return opened.focus();
      if (place === element) return onStage();
      try {
        opened = open('', '', 'popup,width=760,height=620');
      } catch {
        opened = null;
      }
      if (!opened) return onStage();
      const { document: paper } = opened;
      const { documentElement: root } = document;
      paper.title = t('aside.stage.notes');
      paper.documentElement.lang = lang;
      paper.documentElement.dataset['theme'] = root.dataset['theme'] ?? 'light';
      // The page's own styles.
      for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
        const link = paper.createElement('link');
        link.rel = 'stylesheet';
        link.href = sheet.href;
        paper.head.append(link);
      }
      wearStyles(paper);
      // Colours and measures belong to the page's element.
      place = h('main', { class: 'lecture-notes alone' });
      const coloured = paper.createElement(root.querySelector('second-law-story, second-law-lab')?.localName ?? 'div');
      coloured.dataset['theme'] = root.dataset['theme'] ?? 'light';
      coloured.append(place);
      paper.body.replaceChildren(coloured);
      opened.addEventListener('keydown', onKey);
      const timer = setInterval(tick, 1000);
      signal.addEventListener('abort', () => {
        clearInterval(timer);
        opened?.close();
      });
      write();
    },
    tell(next) {
      told = next;
      write();
    },
    apart: () => opened !== null && !opened.closed,
  };
}
