// From values to places on an axis and back, as the charts have them.
import { fraction, value } from './guard';
import type { Axis } from './types';

/** 0 at the axis' start, 1 at its end. */
export const fractionOf = ({ scale, min, max }: Axis, of: number): number => fraction(scale === 'log', min, max, of);

/** The inverse of `fractionOf`. */
export const valueAt = ({ scale, min, max }: Axis, at: number): number => value(scale === 'log', min, max, at);
