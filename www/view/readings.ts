// What can be read at the time that is looked at: one value a curve, or the colour of a place on a map.
import type { Moment } from '../session/time-cursor';
import { number, steady } from '../format';
import { valueOf } from '../panel';
import type { Context, Reading } from './context';
import { plain } from './dom';

/** The name of a run. */
export const runName = ({ session }: Context, run: number): string => {
  const label = session.chart.frame?.curves[run]?.label;
  return label ? plain(label) : `γ′ = ${number(session.cursor.runs()[run]?.coupling ?? NaN)}`;
};

/** What a plot of one map or several visible curves says at a moment. */
export function readings(context: Context, moment: Moment): Reading[] {
  const { session, panel, adds } = context;
  if (adds.map) return adds.map(context, moment);
  const said = (y: number): string => (session.chart.y.scale === 'log' ? number(y, 3) : steady(y, panel.digits));
  return moment.runs.flatMap((run) => {
    const y = valueOf(panel, run);
    if (y === null || session.chart.hidden.has(run.index)) return [];
    return [{ run: run.index, label: runName(context, run.index), said: said(y), x: run.time, y }];
  });
}

/** The same as a sentence, for those who do not see the plot. */
export function readingText(context: Context, moment: Moment): string {
  const { symbol } = context.panel;
  const values = readings(context, moment).map(({ label, said }) => `${label}: ${symbol} = ${said}`);
  return [`t = ${number(moment.time)}`, ...values].join('; ');
}
