// In the panel of the map: the tile under the reader's hand, and the way from it to its curve.
//   mouse: move for a tile, click to open its experiment
//   touch: a finger moves from tile to tile, a tap opens the experiment
//   keys:  arrows go from tile to tile, Home and End to the ends of a row, Enter opens the experiment
import { fractionOf, valueAt } from '../engine/axis';
import { mapOf, type SmallestMap } from '../engine/wasm';
import { number } from '../format';
import { firstPanel } from '../panel';
import type { Context, PanelView } from '../view/context';
import { h, s } from '../view/dom';
import { findingsView } from '../view/findings';
import { throttleToFrame } from '../view/frames';
import type { PlotTool, Gestures, Place } from '../view/plot-tool';
import { putReadout } from '../view/readout';

/** A tile, by its places along the axes, from below. */
interface Tile {
  column: number;
  row: number;
}

/** What is known of the tiles of one page, and which one is looked at. */
interface Tiles {
  /** The map with its couplings in the order of the axis. */
  map: () => SmallestMap | null;
  shown: () => Tile | null;
  pointing: () => boolean;
  hover: (tile: Tile | null) => void;
  choose: (tile: Tile | null) => void;
  open: () => void;
}

const known = new WeakMap<Context, Tiles>();

/** The tiles of a page, made once. */
function tilesOf(context: Context): Tiles {
  const { session, signal } = context;
  const made = known.get(context);
  if (made) return made;
  let hovered: Tile | null = null;
  let chosen: Tile | null = null;
  const moved = (): void => session.changes.emit('level');
  /** What the module has found so far; asked anew once there is more. */
  let read: SmallestMap | null = null;
  session.changes.on(['rows'], () => (read = null), signal);
  const map = (): SmallestMap | null => (read ??= inOrder());
  const inOrder = (): SmallestMap | null => {
    const { record } = session.runner;
    const found = record && mapOf(record);
    if (!found) return null;
    const order = [...found.coupling.keys()].sort((a, b) => found.coupling[a]! - found.coupling[b]! || a - b);
    return {
      ...found,
      coupling: order.map((k) => found.coupling[k]!),
      minimum: order.map((k) => found.minimum[k]!),
      at: order.map((k) => found.at[k]!),
    };
  };
  const shown = (): Tile | null => hovered ?? chosen;
  const tiles: Tiles = {
    map,
    shown,
    pointing: () => hovered !== null,
    hover: (tile) => {
      hovered = tile;
      moved();
    },
    choose: (tile) => {
      [hovered, chosen] = [null, tile];
      moved();
    },
    open: () => {
      const found = map();
      const tile = shown();
      const [occupation, coupling] = [found?.occupation[tile?.column ?? -1], found?.coupling[tile?.row ?? -1]];
      if (occupation === undefined || coupling === undefined) return;
      session.openPanel(firstPanel().id, { occupation: String(occupation), coupling: String(coupling) }, 'at once');
    },
  };
  known.set(context, tiles);
  return tiles;
}

/** The value nearest to a given one. */
const nearest = (values: number[], to: number): number =>
  values.reduce((best, value, k) => (Math.abs(value - to) < Math.abs(values[best]! - to) ? k : best), 0);

/** Names and values of a tile. */
function rowsOf(
  { t }: Context,
  { minimum, at, occupation, coupling }: SmallestMap,
  { column, row }: Tile,
): { label: string; said: string }[] {
  const least = minimum[row]?.[column] ?? null;
  const time = at[row]?.[column] ?? null;
  return [
    { label: 'p', said: number(occupation[column] ?? NaN) },
    { label: 'γ′', said: number(coupling[row] ?? NaN) },
    { label: t('map.smallest'), said: least === null ? '–' : number(least, 3) },
    { label: 't', said: time === null ? '–' : number(time, 3) },
  ];
}

function tileGestures(context: Context): Gestures {
  const { session } = context;
  const tiles = tilesOf(context);
  const under = ({ x, y }: Place): Tile | null => {
    const { frame } = session.chart;
    const map = tiles.map();
    return frame && map && { column: nearest(map.occupation, valueAt(frame.x, x)), row: nearest(map.coupling, valueAt(frame.y, y)) };
  };
  /** The first key press goes to the middle of the map. */
  const walk = (across: number, up: number): void => {
    const map = tiles.map();
    if (!map) return;
    const [columns, rows] = [map.occupation.length, map.coupling.length];
    const here = tiles.shown();
    const kept = (place: number, count: number): number => Math.min(count - 1, Math.max(0, place));
    tiles.choose(
      here
        ? { column: kept(here.column + across, columns), row: kept(here.row + up, rows) }
        : { column: Math.floor(columns / 2), row: Math.floor(rows / 2) },
    );
  };
  return {
    whole: () => {
      const map = tiles.map();
      const half = map ? 0.5 / (map.occupation.length - 1) : 0;
      return { from: -half, to: 1 + half };
    },
    point: (at) => tiles.hover(under(at)),
    leave: () => tiles.hover(null),
    stay: (at) => {
      tiles.choose(under(at));
      tiles.open();
    },
    key: (event) => {
      const actions: Record<string, () => void> = {
        ArrowLeft: () => walk(-1, 0),
        ArrowRight: () => walk(1, 0),
        ArrowDown: () => walk(0, -1),
        ArrowUp: () => walk(0, 1),
        Home: () => walk(-Infinity, 0),
        End: () => walk(Infinity, 0),
        Enter: () => tiles.open(),
      };
      return actions[event.key];
    },
  };
}

function tileTool(context: Context): PlotTool {
  const { session, signal } = context;
  const tiles = tilesOf(context);
  const ring = s('circle', { class: 'cross-ring', r: 7 });
  const overlay = s('svg', { class: 'plot-overlay on-map', 'aria-hidden': 'true' }, ring);
  const readout = h('div', { class: 'readout', 'aria-hidden': 'true' });
  const update = throttleToFrame(() => {
    const { frame } = session.chart;
    const [map, tile] = [tiles.map(), tiles.shown()];
    const at =
      frame && map && tile
        ? { x: fractionOf(frame.x, map.occupation[tile.column]!), y: fractionOf(frame.y, map.coupling[tile.row]!) }
        : null;
    overlay.classList.toggle('empty', !at);
    readout.classList.toggle('empty', !at || !tiles.pointing());
    if (!frame || !map || !tile || !at) return;
    const [x, y] = [frame.left + at.x * frame.width, frame.top + (1 - at.y) * frame.height];
    ring.setAttribute('cx', String(x));
    ring.setAttribute('cy', String(y));
    readout.replaceChildren(
      ...rowsOf(context, map, tile).map(({ label, said }) => h('div', {}, h('span', {}, label), h('strong', {}, said))),
    );
    const room = Math.max(0, frame.height - readout.offsetHeight);
    putReadout(readout, x, frame.top + Math.min(room, Math.max(0, y - frame.top - 20)), at.x < 0.5);
  }, signal);
  return {
    overlay,
    readout,
    update,
    gestures: tileGestures(context),
    label: 'plot.map',
    reading: () => {
      const [map, tile] = [tiles.map(), tiles.shown()];
      if (!map || !tile) return null;
      const said = rowsOf(context, map, tile).map(({ label, said: value }) => `${label} = ${value}`);
      return { at: tile.column / (map.occupation.length - 1), said: said.join('; ') };
    },
  };
}

/** Under the map: the tile that is looked at, and a button that opens its experiment. */
function tileView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const tiles = tilesOf(context);
  const values = h('p', { class: 'level-values' });
  const button = h('button', { type: 'button', class: 'primary', 'data-name': 'tile', click: () => tiles.open() }, t('map.open'));
  const update = throttleToFrame(() => {
    const [map, tile] = [tiles.map(), tiles.shown()];
    const rows =
      map && tile ? rowsOf(context, map, tile).map(({ label, said }) => h('span', {}, `${label} = `, h('b', {}, said))) : [t('map.hint')];
    values.replaceChildren(...rows);
    button.disabled = !tile;
  }, signal);
  update();
  session.changes.on(['level', 'rows'], update, signal);
  return h('div', { class: 'level' }, h('div', { class: 'level-words' }, values), button);
}

export const map: PanelView = {
  tool: tileTool,
  legend: null,
  playback: tileView,
  below: (context) => h('div', { class: 'below' }, findingsView(context)),
};
