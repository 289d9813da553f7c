// The keys of the page, by what they do: the lecture acts by this list, and the sheet behind `?` is written from it.

type Keys<Action extends string> = Record<Action, readonly string[]>;

/** Everywhere: see shortcuts.ts. */
export const PAGE_KEYS: Keys<'stage' | 'help'> = { stage: ['f'], help: ['?'] };

/** On the stage: arrows, Page keys and space are what clickers send. */
export const LECTURE_KEYS: Keys<'on' | 'back' | 'first' | 'blank' | 'notes' | 'leave'> = {
  on: ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'],
  back: ['ArrowLeft', 'ArrowUp', 'PageUp'],
  first: ['Home'],
  blank: ['b', '.'],
  notes: ['n'],
  leave: ['Escape', 'f'],
};

/** On a plot that has the focus: see gestures.ts, time-gestures.ts and level-tool.ts. */
export const PLOT_KEYS: Keys<'along' | 'across' | 'further' | 'ends' | 'choose' | 'zoom' | 'whole' | 'leave'> = {
  along: ['ArrowLeft', 'ArrowRight'],
  across: ['ArrowUp', 'ArrowDown'],
  further: ['PageUp', 'PageDown'],
  ends: ['Home', 'End'],
  choose: ['Enter'],
  zoom: ['+', '-'],
  whole: ['0'],
  leave: ['Escape'],
};

/** On the lattice: see lattice.ts. */
export const LATTICE_KEYS: Keys<'walk' | 'choose'> = { walk: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], choose: ['Enter', ' '] };
