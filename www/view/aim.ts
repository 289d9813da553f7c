// What the reader's hand looks at in a plot: a moment, or one eigenstate among many.
import { showsLevels } from '../panels';
import type { Key } from '../i18n';
import type { Context } from './context';
import { crosshair } from './crosshair';
import { levelAim } from './level-aim';
import { readingText } from './readings';
import { timeHand } from './time-hand';

/** A place inside the plot area, 0 to 1 in both directions, from the lower left. */
export interface Place {
  x: number;
  y: number;
}

/** What pointer and keys do; zooming is the same for all. */
export interface Hand {
  /** The ends of the horizontal axis when nothing is zoomed. */
  whole(): { from: number; to: number } | null;
  point(at: Place): void;
  leave(): void;
  /** A click, or with `touch` a tap. */
  stay(at: Place, touch: boolean): void;
  /** What a key does here, if anything. */
  key(event: KeyboardEvent): (() => void) | undefined;
}

export interface Aim {
  /** What is drawn over the plot, and beside the pointer. */
  overlay: SVGSVGElement;
  readout: HTMLElement;
  update(): void;
  hand: Hand;
  /** The name of the plot as a control. */
  label: Key;
  /** Where the hand is, from 0 to 1, and what is read there. */
  reading(): { at: number; said: string } | null;
}

function timeAim(context: Context): Aim {
  const { session } = context;
  return {
    ...crosshair(context),
    hand: timeHand(context),
    label: 'plot.crosshair',
    reading: () => {
      const moment = session.gaze.shown();
      return moment && { at: session.gaze.fraction(session.gaze.place()), said: readingText(context, moment) };
    },
  };
}

export const aimOf = (context: Context): Aim => (showsLevels(context.panel) ? levelAim(context) : timeAim(context));
