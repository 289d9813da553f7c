// What the reader's hand looks at in a plot: a moment, one eigenstate among many, or what the panel itself says.
import { showsLevels } from '../panel';
import type { Context } from './context';
import { crosshair } from './crosshair';
import { levelTool } from './level-tool';
import type { PlotTool } from './plot-tool';
import { readingText } from './readings';
import { timeGestures } from './time-gestures';

function timeTool(context: Context): PlotTool {
  const { session } = context;
  return {
    ...crosshair(context),
    gestures: timeGestures(context),
    label: 'plot.crosshair',
    reading: () => {
      const moment = session.cursor.shown();
      return moment && { at: session.cursor.fraction(session.cursor.place()), said: readingText(context, moment) };
    },
  };
}

export const plotToolOf = (context: Context): PlotTool =>
  context.adds.tool?.(context) ?? (showsLevels(context.panel) ? levelTool(context) : timeTool(context));
