// From values to places on an axis and back.
import type { Axis } from '../engine/wasm';

/** 0 at the axis' start, 1 at its end. */
export const fractionOf = ({ scale, min, max }: Axis, value: number): number =>
  scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);

/** The inverse of `fractionOf`. */
export const valueAt = ({ scale, min, max }: Axis, fraction: number): number =>
  scale === 'log' ? min * (max / min) ** fraction : min + (max - min) * fraction;
