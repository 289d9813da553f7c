// What can be read at the time that is looked at: one value a curve, or the colour of a place on a map.
import type { Moment } from '../session/gaze';
import { number } from '../format';
import { traitsOf } from '../panels';
import type { Context } from './context';
import { plain } from './dom';

export interface Reading {
  /** Place of the run in the record. */
  run: number;
  label: string;
  /** The value in words. */
  said: string;
  /** Where it is in the plot, in the units of its axes. */
  x: number;
  y: number;
}

/** The name of a run. */
export const runName = ({ session }: Context, run: number): string => {
  const label = session.chart.frame?.curves[run]?.label;
  return label ? plain(label) : `γ′ = ${number(session.gaze.runs()[run]?.coupling ?? NaN)}`;
};

/** What a plot of one map or several visible curves says at a moment. */
export function readings(context: Context, moment: Moment): Reading[] {
  const { session, panel } = context;
  const { value, said } = traitsOf(panel);
  if (panel === 'light-cone') {
    const { distance } = session.gaze;
    const signal = session.gaze.signal();
    const change = signal?.distances[distance];
    if (!signal || change === undefined) return [];
    return [{ run: session.gaze.followedRun(), label: `d = ${distance}`, said: said(change), x: signal.time, y: distance }];
  }
  const words = session.chart.y.scale === 'log' ? (y: number): string => number(y, 3) : said;
  return moment.runs.flatMap((run) => {
    const y = value(run);
    if (y === null || session.chart.hidden.has(run.index)) return [];
    return [{ run: run.index, label: runName(context, run.index), said: words(y), x: run.time, y }];
  });
}

/** The same as a sentence, for those who do not see the plot. */
export function readingText(context: Context, moment: Moment): string {
  const { symbol } = traitsOf(context.panel);
  const values = readings(context, moment).map(({ label, said }) => `${label}: ${symbol} = ${said}`);
  return [`t = ${number(moment.time)}`, ...values].join('; ');
}
