// What a plot asks of the tool in the reader's hand.
import type { Key } from '../i18n';

/** A place inside the plot area, 0 to 1 in both directions, from the lower left. */
export interface Place {
  x: number;
  y: number;
}

/** What pointer and keys do; zooming is the same for all. */
export interface Gestures {
  /** The ends of the horizontal axis when nothing is zoomed. */
  whole(): { from: number; to: number } | null;
  point(at: Place): void;
  leave(): void;
  /** A click or a tap. */
  stay(at: Place): void;
  /** What a key does here, if anything. */
  key(event: KeyboardEvent): (() => void) | undefined;
}

export interface PlotTool {
  /** What is drawn over the plot, and beside the pointer. */
  overlay: SVGSVGElement;
  readout: HTMLElement;
  update(): void;
  gestures: Gestures;
  /** The name of the plot as a control. */
  label: Key;
  /** Where the hand is, from 0 to 1, and what is read there. */
  reading(): { at: number; said: string } | null;
}
