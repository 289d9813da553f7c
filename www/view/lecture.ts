// The whole screen for a room: one sentence a beat, stepped through by keys, clicker or clicks; with a code that leads the room to the
// same set-up, and the lecturer's notes in a window of their own.
import { loadAside, type Words } from '../i18n';
import { alone } from './alone';
import { h } from './dom';
import { LATTICE_KEYS, LECTURE_KEYS, PLOT_KEYS } from './key-list';
import { notesWindow } from './lecture-notes';
import { wearStyles } from './lecture-styles';
import { prose } from './prose';
import { codeOf } from './qr';

/** Steps of a lecture. */
export interface Beat {
  /** What is said with it. */
  sentence(): string;
  /** What the lecturer may say besides. */
  notes(): string[];
  /**
   * Shows it. `say` puts a sentence above the figure in place of the beat's own, and without one the beat's; `goesOn` until another beat
   * takes its place.
   */
  show(say: (sentence?: string) => void, goesOn: () => boolean): void | Promise<void>;
}

export interface Lecture {
  figure: HTMLElement;
  beats: Beat[];
  /** The address of what is shown, for everybody's own screen. */
  address: string;
}

/** A sentence longer than this, in widths of a Latin letter, is set smaller. */
const LONG = 96;

/** What is pressed, by a finger or by key. */
const PRESSED = 'button, a, summary, [role=button]';

/** What has the focus takes these keys itself; all others are the stage's. */
const OWN_KEYS: readonly [string, readonly string[]][] = [
  [PRESSED, LATTICE_KEYS.choose],
  ['.site', LATTICE_KEYS.walk],
  ['input, select, [role=slider]', [...PLOT_KEYS.along, ...PLOT_KEYS.across, ...PLOT_KEYS.further, ...PLOT_KEYS.ends]],
];

/** How wide a sentence is: letters of full width count twice. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

/** Opens a lecture, which ends with `signal`; `onClose` when it is over. The texts on demand have to be there. */
function open(words: Words, make: (life: AbortSignal) => Lecture, signal: AbortSignal, onClose: () => void): HTMLElement {
  const { t } = words;
  const life = new AbortController();
  signal.addEventListener('abort', () => close(), { signal: life.signal });
  const { figure, beats, address } = make(life.signal);
  const sentence = h('p', { 'aria-live': 'polite' });
  const bars = beats.map(() => h('i', {}));
  const notes = notesWindow(words);
  const button = (name: string, label: string, sign: string, action: () => void): HTMLElement =>
    h('button', { type: 'button', class: name, 'aria-label': label, title: label, click: action }, sign);
  const stage = h(
    'div',
    { class: 'lecture', role: 'dialog', 'aria-modal': 'true', 'aria-label': t('aside.stage'), tabindex: -1, 'data-figure': 'stage' },
    h('div', { class: 'lecture-words' }, sentence),
    h('div', { class: 'lecture-area' }, figure),
    notes.element,
    h('div', { class: 'lecture-code', role: 'img', 'aria-label': t('aside.stage.code') }, codeOf(address)),
    h('div', { class: 'lecture-beats', 'aria-hidden': 'true' }, ...bars),
    h(
      'div',
      { class: 'lecture-hands' },
      button('lecture-notes-open', t('aside.stage.notes'), '≡', () => tellNotes(true)),
      button('lecture-leave', t('aside.stage.leave'), '×', () => close()),
    ),
    h('div', { class: 'lecture-blank' }),
  );
  let beat = 0;
  let take = 0;

  const tellNotes = (ask: boolean): void => {
    const now = beats[beat];
    if (!now) return;
    const said = {
      place: beat + 1,
      count: beats.length,
      sentence: now.sentence(),
      notes: now.notes(),
      next: beats[beat + 1]?.sentence() ?? null,
    };
    if (ask) notes.open(onKey, life.signal);
    notes.tell(said);
  };

  const go = async (to: number): Promise<void> => {
    beat = Math.max(0, Math.min(beats.length - 1, to));
    const mine = (take += 1);
    const goesOn = (): boolean => mine === take && !life.signal.aborted;
    const now = beats[beat];
    bars.forEach((bar, place) => bar.classList.toggle('passed', place <= beat));
    const say = (text = now?.sentence() ?? ''): void => {
      if (!goesOn()) return;
      sentence.classList.toggle('long', widthOf(text) > LONG);
      sentence.replaceChildren(...prose(text));
    };
    tellNotes(false);
    await now?.show(say, goesOn);
  };

  const leaveScreen = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
  };
  function close(): void {
    life.abort();
    stage.remove();
    document.documentElement.classList.remove('lecturing');
    leaveScreen();
    onClose();
  }

  const blank = (): boolean => stage.classList.contains('blank');
  const actions: Record<keyof typeof LECTURE_KEYS, () => void> = {
    on: () => void go(blank() ? beat : beat + 1),
    back: () => void go(beat - 1),
    first: () => void go(0),
    blank: () => void stage.classList.toggle('blank'),
    notes: () => tellNotes(true),
    leave: () => close(),
  };
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = (Object.keys(LECTURE_KEYS) as (keyof typeof LECTURE_KEYS)[]).find((each) => LECTURE_KEYS[each].includes(key));
    // What lies on the stage, such as the sheet of keys, has them first.
    if (!action || document.querySelector('dialog[open]')) return;
    const { target } = event;
    if (target instanceof Element && OWN_KEYS.some(([held, keys]) => keys.includes(key) && target.matches(held))) return;
    actions[action]();
    if (action !== 'blank') stage.classList.remove('blank');
    event.preventDefault();
    event.stopPropagation();
  }
  stage.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest(PRESSED)) return;
    actions.on();
    stage.classList.remove('blank');
  });
  // The whole window's keys belong to the stage, wherever the focus is.
  addEventListener('keydown', onKey, { signal: life.signal, capture: true });
  // Of a filled screen Escape is the browser's: who leaves the screen leaves the stage. The notes' window may take the screen away itself.
  let filled = false;
  const onScreen = (): void => {
    if (filled && !document.fullscreenElement && !notes.apart()) close();
  };
  document.addEventListener('fullscreenchange', onScreen, { signal: life.signal });
  const fillScreen = async (): Promise<void> => {
    const filling = document.documentElement.requestFullscreen?.();
    if (!filling) return;
    await filling;
    filled = true;
    // Either may be left again before the screen is had.
    if (life.signal.aborted) leaveScreen();
    else onScreen();
  };

  document.documentElement.classList.add('lecturing');
  queueMicrotask(() => {
    if (life.signal.aborted) return;
    alone(stage, life.signal);
    void go(0);
    stage.focus();
    // Only a press may fill the screen; without one, as from a link, and where the screen cannot be had, the stage fills the window.
    if (navigator.userActivation?.isActive) void fillScreen().catch(() => {});
  });
  return stage;
}

/** Opens a lecture inside `place`, once; the focus goes back to where it was. Rejects where a part of it cannot be had. */
export async function openLecture(
  words: Words,
  place: HTMLElement,
  make: (life: AbortSignal) => Lecture,
  signal: AbortSignal,
): Promise<void> {
  const before = document.activeElement;
  await loadAside(words);
  wearStyles(document);
  if (signal.aborted || place.querySelector('.lecture')) return;
  place.append(open(words, make, signal, () => before instanceof HTMLElement && before.focus()));
}
