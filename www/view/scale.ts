// From values to places on an axis and back, and to colours.
import type { Axis, ColorScale } from '../engine/wasm';

/** 0 at the axis' start, 1 at its end. */
export const fractionOf = ({ scale, min, max }: Axis, value: number): number =>
  scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);

/** The inverse of `fractionOf`. */
export const valueAt = ({ scale, min, max }: Axis, fraction: number): number =>
  scale === 'log' ? min * (max / min) ** fraction : min + (max - min) * fraction;

const channels = (color: string): number[] => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** The colour of a value on a heat map, as the chart has it; below the scale, its first colour. */
export function colorOf({ axis, colors }: ColorScale, value: number): string {
  const steps = colors.length - 1;
  const place = steps * Math.min(1, Math.max(0, value > 0 ? fractionOf(axis, value) : 0));
  const below = Math.min(steps - 1, Math.floor(place));
  const [low, high] = [channels(colors[below] ?? ''), channels(colors[below + 1] ?? '')];
  return `rgb(${low.map((dark, k) => Math.round(dark + (place - below) * (high[k]! - dark))).join(' ')})`;
}
