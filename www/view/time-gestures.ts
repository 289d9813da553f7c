// Pointer and keys on a plot against time.
//   keys: arrows, Page Up/Down, Home, End move the crosshair, Enter stays there; on a map, up and down go to another distance
import type { Context } from './context';
import type { Gestures, Place } from './plot-tool';
import { valueAt } from '../engine/axis';

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

export function timeGestures({ session, adds }: Context): Gestures {
  const timeAt = (at: Place): number | null => (session.chart.frame ? valueAt(session.chart.frame.x, at.x) : null);

  /** On a map, the distance from S at a place. */
  const distanceAt = (at: Place): number | undefined => {
    const axis = session.chart.frame?.y;
    return adds.map && axis ? Math.round(between(axis.min + 0.5, valueAt(axis, at.y), axis.max - 0.5)) : undefined;
  };

  return {
    whole: () => session.times,
    point: (at) => session.cursor.hover(timeAt(at), distanceAt(at)),
    leave: () => session.cursor.hover(null),
    stay: (at) => {
      const time = timeAt(at);
      if (time === null) session.cursor.choose(null);
      else session.pick(time);
    },
    key: (event) => {
      const here = session.cursor.fraction(session.cursor.place());
      const go = (fraction: number): void => {
        session.cursor.pause();
        // A pointer that rests on the plot must not hold the crosshair.
        session.cursor.hover(null);
        session.cursor.choose(session.cursor.timeAt(between(0, fraction, 1)));
      };
      const fine = event.shiftKey ? 0.05 : 0.005;
      const height = session.chart.frame?.y;
      const climb = (step: number): void => {
        if (!adds.map) go(here + step * fine);
        else if (height) session.cursor.goTo(between(0, session.cursor.distance + step, height.max - 0.5));
      };
      const actions: Record<string, () => void> = {
        ArrowLeft: () => go(here - fine),
        ArrowDown: () => climb(-1),
        ArrowRight: () => go(here + fine),
        ArrowUp: () => climb(1),
        PageDown: () => go(here - 0.1),
        PageUp: () => go(here + 0.1),
        Home: () => go(0),
        End: () => go(1),
        Enter: () => session.pick(session.cursor.place()),
      };
      return actions[event.key];
    },
  };
}
