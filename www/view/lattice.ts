// The lattice: how full each site is now, and a tick for how full it was at the start; beside a map, how much
// each site has changed, in the colours of the map; where time is turned round also which site is kicked, and a press kicks
// another one.
import { latticeOf } from '../engine/wasm';
import { number, steady } from '../format';
import { showsLevels } from '../panel';
import type { Moment } from '../session/time-cursor';
import type { Context } from './context';
import { h, put, s } from './dom';
import { throttleToFrame } from './frames';
import { nearest, type Site } from './geometry';

const RADIUS = 0.25;
const RING = 0.34;

const DIRECTIONS: Record<string, Site> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The most that a site's energy lifts or lowers it, in units of the distance of neighbours, however strong the disorder is. */
const HIGHEST = 0.42;

/** How high each site is drawn above its place; none where all have the same energy. */
function heightsOf(energies: number[]): number[] {
  const most = Math.max(0, ...energies.map(Math.abs));
  // The least disorder there is rounds to none.
  if (most === 0) return [];
  return energies.map((energy) => ((HIGHEST * most) / (most + 1)) * (energy / most));
}

interface Drawn {
  group: SVGGElement;
  shade: SVGCircleElement;
  arc: SVGPathElement;
  tick: SVGLineElement;
  name: string;
}

/** An arc of the ring from the top, clockwise, as long as the site is full. */
function arcPath(density: number): string {
  const full = Math.min(0.9999, Math.max(0, density));
  const angle = 2 * Math.PI * full;
  return `M0 ${-RING}A${RING} ${RING} 0 ${full > 0.5 ? 1 : 0} 1 ${RING * Math.sin(angle)} ${-RING * Math.cos(angle)}`;
}

export function latticeView(context: Context): HTMLElement {
  const { session, panel, adds, t, signal } = context;
  const map = adds.map !== undefined;
  const kicking = panel.uses.includes('turn');
  const hint = map ? 'lattice.mapHint' : kicking ? 'lattice.kickHint' : showsLevels(panel) ? 'lattice.placesHint' : 'lattice.hint';
  const svg = s('svg', { class: 'lattice-picture', role: 'group', 'aria-label': t('lattice.label') });
  const value = h('p', { class: 'lattice-value', 'aria-live': 'off' });
  let sites: Site[] = [];
  let drawn: Drawn[] = [];
  let focused: number | null = null;

  let built = '';
  const build = (): void => {
    const { bonds, images, energies, ...places } = latticeOf(session.text);
    // Built anew only where it shows something else: the site that the reader is at stays.
    const key = JSON.stringify([bonds, images, energies, places.sites, ['attach', 'kick', 'kick-site'].map((name) => session.values[name])]);
    if (key === built) return;
    built = key;
    const heights = heightsOf(energies);
    const attach = Number(session.values['attach']);
    const echoes = images.map(([from, of, [x, y]]) => ({ from, of, x, y }));
    const ground = places.sites.map(([x, y]) => ({ x, y }));
    sites = ground.map(({ x, y }, index) => ({ x, y: y - (heights[index] ?? 0) }));
    const system = sites.length - 1;
    const xs = [...sites, ...echoes].map(({ x }) => x);
    const ys = [...sites, ...echoes].map(({ y }) => y);
    const margin = 0.56;
    const left = Math.min(...xs) - margin;
    const top = Math.min(...ys) - margin;
    svg.setAttribute('viewBox', `${left} ${top} ${Math.max(...xs) + margin - left} ${Math.max(...ys) + margin - top}`);
    const between = (from: Site, to: Site, kind: string): SVGLineElement => s('line', { class: kind, x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    const line = (a: number, b: number, kind: string): SVGLineElement => between(sites[a] ?? { x: 0, y: 0 }, sites[b] ?? { x: 0, y: 0 }, kind);
    const held = drawn.findIndex(({ group }) => group === document.activeElement);
    const kicked = kicking && Number(session.values['kick']) !== 0 ? Number(session.values['kick-site']) : null;
    drawn = sites.map(({ x, y }, index) => {
      const choose = kicking && index !== system ? (): void => void session.change('kick-site', String(index)) : null;
      const name = index === system ? t('lattice.system') : t('lattice.site', { site: index });
      const shade = s('circle', { class: 'shade', r: map ? RING : RADIUS });
      const arc = s('path', { class: 'arc' });
      const tick = s('line', { class: 'tick', y1: -RING + 0.08, y2: -RING - 0.08 });
      const group = s(
        'g',
        {
          class: ['site', index === system && 'system', choose && 'choice'].filter(Boolean).join(' '),
          transform: `translate(${x} ${y})`,
          tabindex: index === system ? 0 : -1,
          role: choose ? 'button' : 'img',
          click: () => choose?.(),
          pointerenter: () => focus(index),
          pointerleave: () => focus(null),
          focus: () => focus(index),
          blur: () => focus(null),
          keydown: (event: KeyboardEvent) => (choose && ['Enter', ' '].includes(event.key) ? (event.preventDefault(), choose()) : walk(event, index)),
        },
        s('circle', { class: 'ground', r: RING + 0.03 }),
        shade,
        s('circle', { class: 'ring', r: RING }),
        arc,
        tick,
        index === system && s('text', { class: 'letter', y: 0.105 }, 'S'),
        index === kicked && s('text', { class: 'letter', y: 0.105 }, 'k'),
      );
      return { group, shade, arc, tick, name: index === kicked ? t('lattice.kicked', { name }) : name };
    });
    svg.replaceChildren(
      ...bonds.map(([a, b]) => line(a, b, 'bond')),
      // A bumpy bath: each site as high above its place as its energy is.
      ...heights.flatMap((_, site) => [between(ground[site]!, sites[site]!, 'stalk'), s('ellipse', { class: 'foot', cx: ground[site]!.x, cy: ground[site]!.y, rx: 0.12, ry: 0.06 })]),
      // Beyond an edge the site of the opposite edge once more: there the ends meet.
      ...echoes.map((echo) => between(sites[echo.from] ?? echo, echo, 'bond across')),
      ...echoes.map(({ of, x, y }) => s('circle', { class: 'echo', cx: x, cy: y, r: 0.6 * RADIUS }, s('title', {}, t('lattice.image', { site: of })))),
      line(attach, system, 'bond coupling'),
      ...drawn.map(({ group }) => group),
    );
    // The reader stays at the site that was just kicked.
    stop(held);
  };

  /** The site that the keyboard is at. */
  const stop = (index: number): void => {
    const { group } = drawn[index] ?? {};
    if (!group) return;
    drawn.forEach((each) => each.group.setAttribute('tabindex', each.group === group ? '0' : '-1'));
    group.focus({ preventScroll: true });
  };

  /** Arrow keys go from site to site: the picture is one stop of the Tab key. */
  const walk = (event: KeyboardEvent, index: number): void => {
    const direction = DIRECTIONS[event.key];
    const next = direction && nearest(sites, index, direction);
    if (next === undefined) return;
    event.preventDefault();
    stop(next);
  };

  const focus = (index: number | null): void => {
    focused = index;
    update();
  };

  const describe = (index: number, said: string): void => {
    put(drawn[index]?.group, 'aria-label', said);
    if (index === focused) value.textContent = said;
  };

  const updateMap = (): void => {
    const signal = session.cursor.signal();
    drawn.forEach(({ group, shade, name }, index) => {
      const change = signal?.sites[index];
      group.classList.toggle('unknown', change === undefined);
      shade.style.fill = signal?.colors[index] ?? '';
      describe(index, change === undefined ? name : t('lattice.change', { name, change: number(change, 2) }));
    });
  };

  const updateDensities = (): void => {
    const run = session.cursor.followedRun();
    const density = (moment: Moment | null): number[] | undefined => moment?.runs.find(({ index }) => index === run)?.density;
    const now = density(session.cursor.shown());
    const start = density(session.cursor.beginning());
    drawn.forEach(({ group, shade, arc, tick, name }, index) => {
      const filled = now?.[index] ?? 0;
      const before = start?.[index] ?? 0;
      group.classList.toggle('unknown', !now);
      put(shade, 'fill-opacity', (0.06 + 0.94 * filled).toFixed(3));
      put(arc, 'd', arcPath(filled));
      put(tick, 'transform', `rotate(${360 * before})`);
      const said = now && start ? t('lattice.density', { name, now: steady(filled), start: steady(before) }) : name;
      describe(index, said);
    });
  };

  const update = throttleToFrame(() => {
    if (focused === null) value.textContent = t(hint);
    if (map) updateMap();
    else updateDensities();
  }, signal);

  const rebuild = (): void => {
    build();
    update();
  };
  rebuild();
  session.changes.on(['scenario'], rebuild, signal);
  session.changes.on(['rows', 'moment'], update, signal);
  return h('figure', { class: map ? 'lattice map' : 'lattice' }, svg, h('figcaption', {}, value));
}
