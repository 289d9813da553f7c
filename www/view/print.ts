// What is drawn on paper: dark ink on white, whatever the page wears.
import type { View } from '../engine/wasm';

/** Draws for paper at once before the page is printed, and for the screen again after it. */
export function onPaper(draw: (paper: Partial<View>) => void, again: () => void, signal: AbortSignal): void {
  addEventListener('beforeprint', () => draw({ theme: 'light' }), { signal });
  addEventListener('afterprint', again, { signal });
}
