// Pointer and keys among the points of all eigenstates.
//   mouse: move for the nearest point, click to choose it
//   touch: a finger moves to the nearest point, a tap chooses it
//   keys:  left and right go to the next point by energy, up and down to the next by value nearby, Page Up/Down further,
//          Home and End to the ends, Enter follows the entropy production
import type { Frame } from '../engine/wasm';
import type { Spot } from '../session/levels';
import type { Context } from './context';
import { h, s } from './dom';
import { throttleToFrame } from './frames';
import { levelName, levelRows, levelText } from './level';
import type { PlotTool, Gestures, Place } from './plot-tool';
import { putReadout } from './readout';
import { fractionOf } from '../engine/axis';

/** A point farther from the pointer than this is not meant, in CSS px. */
const NEAR = 32;

/** Up and down look at points within this share of the axis to either side. */
const ASIDE = 0.04;

/** How many points Page Up and Page Down pass, as a share of all. */
const PAGE = 0.02;

const inside = (fraction: number): boolean => fraction >= 0 && fraction <= 1;

/** The point nearest a place of the plot, if one is near. */
function nearest({ session }: Context, frame: Frame, at: Place): number | null {
  const { x, y } = session.levels.points();
  let best: number | null = null;
  let least = NEAR * NEAR;
  for (let place = 0; place < x.length; place++) {
    const [across, up] = [fractionOf(frame.x, x[place]!), fractionOf(frame.y, y[place]!)];
    const distance = ((across - at.x) * frame.width) ** 2 + ((up - at.y) * frame.height) ** 2;
    if (distance < least && inside(across) && inside(up)) [best, least] = [place, distance];
  }
  return best;
}

/** The points in view, from left to right. */
function inView({ session }: Context, frame: Frame): number[] {
  const { x, y } = session.levels.points();
  const places = [...x.keys()].filter((place) => inside(fractionOf(frame.x, x[place]!)) && inside(fractionOf(frame.y, y[place]!)));
  return places.sort((a, b) => x[a]! - x[b]! || a - b);
}

function levelGestures(context: Context): Gestures {
  const { session } = context;

  const follow = (spot: Spot | null): void => {
    if (spot && spot.index !== null) session.openLevel(spot.index);
  };

  /** Goes so many points to the right; the first key press goes to the middle of the plot. */
  const walk = (frame: Frame, steps: number): void => {
    const places = inView(context, frame);
    const here = places.indexOf(session.levels.shown()?.place ?? -1);
    const to = here < 0 ? Math.floor(places.length / 2) : Math.min(places.length - 1, Math.max(0, here + steps));
    session.levels.choose(places[to] ?? null);
  };

  /** Goes to the next higher or lower value among the points of about the same energy. */
  const climb = (frame: Frame, direction: number): void => {
    const here = session.levels.shown();
    if (!here) return walk(frame, 0);
    const { x, y } = session.levels.points();
    const width = ASIDE * (frame.x.max - frame.x.min);
    let next: number | null = null;
    for (const place of inView(context, frame)) {
      const rise = direction * (y[place]! - here.y);
      if (rise > 0 && Math.abs(x[place]! - here.x) <= width && (next === null || rise < direction * (y[next]! - here.y))) next = place;
    }
    if (next !== null) session.levels.choose(next);
  };

  const { chart } = session;
  return {
    whole: () => {
      const { x } = session.levels.points();
      const [from, to] = x.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
      const room = 0.04 * (to - from);
      return x.length > 1 ? { from: from - room, to: to + room } : null;
    },
    point: (at) => session.levels.hover(chart.frame ? nearest(context, chart.frame, at) : null),
    leave: () => session.levels.hover(null),
    stay: (at) => session.levels.choose(chart.frame ? nearest(context, chart.frame, at) : null),
    key: (event) => {
      const { frame } = chart;
      if (!frame) return undefined;
      const page = Math.max(1, Math.round(PAGE * session.levels.points().x.length));
      const actions: Record<string, () => void> = {
        ArrowLeft: () => walk(frame, -1),
        ArrowRight: () => walk(frame, 1),
        ArrowDown: () => climb(frame, -1),
        ArrowUp: () => climb(frame, 1),
        PageDown: () => walk(frame, -page),
        PageUp: () => walk(frame, page),
        Home: () => walk(frame, -Infinity),
        End: () => walk(frame, Infinity),
        Enter: () => follow(session.levels.shown()),
      };
      return actions[event.key];
    },
  };
}

export function levelTool(context: Context): PlotTool {
  const { session, signal } = context;
  const across = s('line', { class: 'cross-line' });
  const up = s('line', { class: 'cross-line' });
  const ring = s('circle', { class: 'cross-ring', r: 7 });
  const overlay = s('svg', { class: 'plot-overlay', 'aria-hidden': 'true' }, up, across, ring);
  const readout = h('div', { class: 'readout', 'aria-hidden': 'true' });

  const update = throttleToFrame(() => {
    const { frame } = session.chart;
    const spot = session.levels.shown();
    const at = frame && spot ? { x: fractionOf(frame.x, spot.x), y: fractionOf(frame.y, spot.y) } : null;
    const visible = at !== null && inside(at.x) && inside(at.y);
    overlay.classList.toggle('empty', !visible);
    readout.classList.toggle('empty', !visible || !session.levels.pointing());
    if (!frame || !spot || !visible) return;
    const x = frame.left + at.x * frame.width;
    const y = frame.top + (1 - at.y) * frame.height;
    const draw = (element: SVGElement, places: Record<string, number>): void =>
      Object.entries(places).forEach(([name, value]) => element.setAttribute(name, String(value)));
    draw(up, { x1: x, y1: frame.top, x2: x, y2: frame.top + frame.height });
    draw(across, { x1: frame.left, y1: y, x2: frame.left + frame.width, y2: y });
    draw(ring, { cx: x, cy: y });
    const rows = levelRows(context, spot).map(({ label, said }) => h('div', {}, h('span', {}, label), h('strong', {}, said)));
    readout.replaceChildren(h('div', { class: 'readout-time' }, levelName(context, spot)), ...rows);
    // Away from the pointer's own height, so that neighbours stay in sight.
    const room = frame.height - readout.offsetHeight;
    const top = at.y > 0.5 ? y + 18 : y - 18 - readout.offsetHeight;
    putReadout(readout, x, Math.min(frame.top + Math.max(0, room), Math.max(frame.top, top)), at.x < 0.5);
  }, signal);

  return {
    overlay,
    readout,
    update,
    gestures: levelGestures(context),
    label: 'plot.levels',
    reading: () => {
      const { frame } = session.chart;
      const spot = session.levels.shown();
      return frame && spot && { at: fractionOf(frame.x, spot.x), said: levelText(context, spot) };
    },
  };
}
