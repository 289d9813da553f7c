// Zooming and moving the part of a plot that is in view, by steps: for buttons and keys.
import type { Axis } from '../engine/wasm';
import { showsLevels } from '../panel';
import type { Context } from './context';
import type { Gestures } from './plot-tool';
import { fractionOf, valueAt } from '../engine/axis';

const STEP = 0.7;

/** How far a move goes, as a share of what is in view. */
const SHARE = 0.25;

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** Zooms the horizontal axis by `factor` about a place on it, never beyond its ends. */
export function zoomAbout({ session }: Context, tool: Gestures, axis: Axis, about: number, factor: number): void {
  const whole = tool.whole();
  if (!whole) return;
  const low = valueAt(axis, about - about * factor);
  const high = valueAt(axis, about + (1 - about) * factor);
  const range: [number, number] = [Math.max(low, whole.from), Math.min(high, whole.to)];
  const everything = range[0] <= whole.from && range[1] >= whole.to;
  if (range[0] < range[1]) session.chart.setAxis('x', { range: everything ? null : range });
}

/** Where on the horizontal axis the crosshair stands; it may be out of view. */
function crosshairAt({ session, panel }: Context, axis: Axis): number {
  const value = showsLevels(panel) ? session.levels.shown()?.x : session.cursor.place();
  return value === undefined ? NaN : fractionOf(axis, value);
}

export type Move = 'less' | 'more' | 'back' | 'on';

/** Steps along an axis: zoom out and in about the crosshair, move towards its lower and its upper end. */
export function moves(context: Context, tool: Gestures, name: 'x' | 'y'): Record<Move, () => void> {
  const { chart } = context.session;
  const zoom = (factor: number) => (): void => {
    const axis = chart.frame?.[name];
    if (!axis) return;
    const at = name === 'x' ? crosshairAt(context, axis) : NaN;
    const about = at >= 0 && at <= 1 ? at : 0.5;
    if (name === 'x') zoomAbout(context, tool, axis, about, factor);
    else chart.setAxis('y', { range: [valueAt(axis, about - about * factor), valueAt(axis, about + (1 - about) * factor)] });
  };
  const move = (direction: number) => (): void => {
    const axis = chart.frame?.[name];
    const whole = name === 'x' ? tool.whole() : null;
    if (!axis || (name === 'x' && !whole)) return;
    // Time ends where its axis ends; moving is no zoom by the way.
    const [low, high] = whole
      ? [Math.min(0, fractionOf(axis, whole.from)), Math.max(0, fractionOf(axis, whole.to) - 1)]
      : [-Infinity, Infinity];
    const shift = between(low, direction * SHARE, high);
    if (shift !== 0) chart.setAxis(name, { range: [valueAt(axis, shift), valueAt(axis, 1 + shift)] });
  };
  return { less: zoom(1 / STEP), more: zoom(STEP), back: move(-1), on: move(1) };
}

/** Moves a zoomed view along with a crosshair that has left it. */
export function follow(context: Context): void {
  const { chart } = context.session;
  const axis = chart.frame?.x;
  if (!axis || !chart.x.range) return;
  const at = crosshairAt(context, axis);
  if (!(at < 0 || at > 1)) return;
  const shift = at < 0 ? at : at - 1;
  chart.setAxis('x', { range: [valueAt(axis, shift), valueAt(axis, 1 + shift)] });
}
