// How the curves of a plot go, in words: for those who do not see it.
import type { Frame } from '../engine/wasm';
import { number } from '../format';
import type { Context } from './context';
import { plain } from './dom';

/** Where each visible curve begins, is lowest, is highest and ends. */
export const courseOf = ({ t }: Context, { curves }: Frame): string =>
  curves
    .flatMap(({ label, hidden, course }) => {
      if (!course || hidden) return [];
      const [first, least, greatest, last] = [course.first, course.least, course.greatest, course.last].map(([x, y]) => [
        number(x, 3),
        number(y, 3),
      ]);
      return [
        t('summary.course.curve', {
          curve: plain(label),
          x0: first![0]!,
          y0: first![1]!,
          x1: last![0]!,
          y1: last![1]!,
          low: least![1]!,
          atLow: least![0]!,
          high: greatest![1]!,
          atHigh: greatest![0]!,
        }),
      ];
    })
    .join(' ');
