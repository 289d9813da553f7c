// How the main plot is to be drawn, on the page and in an exported picture.
import type { View } from '../engine/wasm';
import type { Context } from './context';

export function mainView({ session, theme }: Context, width: number, height: number): View {
  return {
    width,
    height,
    theme,
    x: session.chart.x,
    y: session.chart.y,
    run: session.cursor.followedRun(),
    first: session.chart.first,
    hidden: [...session.chart.hidden],
  };
}
