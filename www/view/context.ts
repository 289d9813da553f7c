// What every part of the page is given.
import type { PanelSpec } from '../engine/wasm';
import type { Words } from '../i18n';
import type { Moment } from '../session/time-cursor';
import type { Session } from '../session/session';
import type { PlotTool } from './plot-tool';

export interface Context extends Words {
  session: Session;
  panel: PanelSpec;
  /** What the panel adds to the page. */
  adds: PanelView;
  theme: 'light' | 'dark';
  embed: string;
  /** Aborts when the page is built anew. */
  signal: AbortSignal;
}

export type Section = (context: Context) => HTMLElement;

/** What a panel adds to the parts of the page that all have. */
export interface PanelView {
  /** Above the figure. */
  choice?: Section;
  /** Beside the plot, in place of the lattice. */
  beside?: Section;
  /** Below the plot. */
  below?: Section;
  /** Below the numbers of the run. */
  after?: Section;
  /** Beside the time that is looked at. */
  turn?: Section;
  /** In place of the curves' names; null where there are no curves. */
  legend?: Section | null;
  /** The plot is a map of times and distances from S, and this is what can be read there. */
  map?: (context: Context, moment: Moment) => Reading[];
  /** The plot shows several quantities of the one run that is followed, a curve each: their columns, in the order of the curves. */
  curves?: readonly string[];
  /** In place of the time under the figure, for a plot without time. */
  playback?: Section;
  /** The plot has no time: what the reader's hand looks at in it. */
  tool?: (context: Context) => PlotTool;
}

/** A value at the time that is looked at. */
export interface Reading {
  /** Place of the curve in the drawing: of the run in the record, where each run is a curve. */
  run: number;
  label: string;
  /** The value in words. */
  said: string;
  /** Where it is in the plot, in the units of its axes. */
  x: number;
  y: number;
}
