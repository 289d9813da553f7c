// The value of the parameter `times`, for axes and sliders. Its text has been validated before it comes here.
import type { Scale } from './engine/wasm';

export interface Times {
  spacing: Scale;
  from: number;
  to: number;
  count: number;
}

export function timesOf(text: string): Times {
  const [spacing, from, to, count] = text.split(':');
  return { spacing: spacing === 'log' ? 'log' : 'linear', from: Number(from), to: Number(to), count: Number(count) };
}
