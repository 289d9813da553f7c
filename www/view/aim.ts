// What the reader's hand looks at in a plot: a moment, or one eigenstate among many.
import { showsLevels } from '../panel';
import type { Context } from './context';
import { crosshair } from './crosshair';
import { levelAim } from './level-aim';
import type { Aim } from './plot-tool';
import { readingText } from './readings';
import { timeHand } from './time-hand';

function timeAim(context: Context): Aim {
  const { session } = context;
  return {
    ...crosshair(context),
    hand: timeHand(context),
    label: 'plot.crosshair',
    reading: () => {
      const moment = session.gaze.shown();
      return moment && { at: session.gaze.fraction(session.gaze.place()), said: readingText(context, moment) };
    },
  };
}

export const aimOf = (context: Context): Aim => (showsLevels(context.panel) ? levelAim(context) : timeAim(context));
