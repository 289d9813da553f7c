// What can be read at the time that is looked at: one value a curve, or the colour of a place on a map.
import type { Moment } from '../session/time-cursor';
import { number, steady } from '../format';
import { valueOf } from '../panel';
import type { Context, Reading } from './context';
import { plain } from './dom';

/** The name of a run. */
export const runName = ({ session, adds }: Context, run: number): string => {
  const label = adds.curves ? '' : session.chart.frame?.curves[run]?.label;
  return label ? plain(label) : `γ′ = ${number(session.cursor.runs()[run]?.coupling ?? NaN)}`;
};

/** The value of each curve at a moment: of each run, or of each quantity of the one that is followed. */
export function curveValues({ session, panel, adds }: Context, moment: Moment | null): (number | null)[] {
  const runs = moment?.runs ?? [];
  const { curves } = adds;
  if (curves) {
    const run = runs.find(({ index }) => index === session.cursor.followedRun());
    return run ? curves.map((column) => run.values[column] ?? null) : [];
  }
  const values: (number | null)[] = [];
  for (const run of runs) values[run.index] = valueOf(panel, run);
  return values;
}

/** What a plot of one map or several visible curves says at a moment. */
export function readings(context: Context, moment: Moment): Reading[] {
  const { session, panel, adds } = context;
  if (adds.map) return adds.map(context, moment);
  const said = (y: number): string => (session.chart.y.scale === 'log' ? number(y, 3) : steady(y, panel.digits));
  const x = (curve: number): number =>
    moment.runs.find(({ index }) => index === (adds.curves ? session.cursor.followedRun() : curve))?.time ?? NaN;
  const label = (curve: number): string => (adds.curves ? plain(session.chart.frame?.curves[curve]?.label ?? '') : runName(context, curve));
  return curveValues(context, moment).flatMap((y, curve) => {
    if (y === null || y === undefined || session.chart.hidden.has(curve)) return [];
    return [{ run: curve, label: label(curve), said: said(y), x: x(curve), y }];
  });
}

/** The same as a sentence, for those who do not see the plot. */
export function readingText(context: Context, moment: Moment): string {
  const { panel, adds } = context;
  // Curves of one run are called by their own letters.
  const values = readings(context, moment).map(({ label, said }) =>
    adds.curves ? `${label}: ${said}` : `${label}: ${panel.symbol} = ${said}`,
  );
  return [`t = ${number(moment.time)}`, ...values].join('; ');
}
