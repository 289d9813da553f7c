// How the plot is shown: its axes logarithmic or linear, and the part of it that is in view; folded behind one button.
import type { Scale } from '../engine/wasm';
import { showsLevels } from '../panel';
import type { Context } from './context';
import { h } from './dom';
import { icon } from './icons';
import { menu } from './menu';
import type { Gestures } from './plot-tool';
import { attempt } from './shortcuts';
import { moves, type Move } from './zoom';

function scales({ session, t, signal }: Context, axis: 'x' | 'y', symbol: string): HTMLElement {
  const choice = (scale: Scale): HTMLButtonElement =>
    h('button', { type: 'button', click: () => session.chart.setAxis(axis, { scale, range: null }) }, t(`axis.${scale}`));
  const log = choice('log');
  const linear = choice('linear');
  const update = (): void => {
    log.setAttribute('aria-pressed', String(session.chart[axis].scale === 'log'));
    linear.setAttribute('aria-pressed', String(session.chart[axis].scale === 'linear'));
    log.disabled = axis === 'x' && session.times.from <= 0;
  };
  update();
  session.changes.on(['view', 'scenario'], update, signal);
  const name = t(`axis.${axis}`);
  return h('div', { class: 'segmented', role: 'group', 'aria-label': name, title: name }, h('var', { 'aria-hidden': 'true' }, symbol), log, linear);
}

/** Zooming and moving without a drag, a wheel or two fingers. */
function zooms(context: Context, tool: Gestures, axis: 'x' | 'y'): HTMLElement {
  const { t } = context;
  const actions = moves(context, tool, axis);
  const button = (move: Move): HTMLElement => {
    const words = t(`zoom.${axis}.${move}`);
    return h('button', { type: 'button', class: 'round', 'data-move': move, 'aria-label': words, title: words, click: actions[move] }, icon(move));
  };
  return h('div', { class: axis === 'x' ? 'zooms' : 'zooms upright', role: 'group', 'aria-label': t(`axis.${axis}`) }, ...(['less', 'more', 'back', 'on'] as const).map(button));
}

/** The followed curve as a tone; what makes it is loaded on demand. */
function soundButton(context: Context): HTMLElement {
  const { t } = context;
  const button = h('button', { type: 'button', class: 'sound', 'aria-pressed': 'false' }, t('sound.play'));
  const told = (playing: boolean): void => button.setAttribute('aria-pressed', String(playing));
  const play = async (): Promise<void> => (await import('./sound')).toggleSound(context, told);
  button.addEventListener('click', () => attempt(context, button.closest<HTMLElement>('.lab') ?? button, play));
  return button;
}

export function toolbarView(context: Context, tool: Gestures): HTMLElement {
  const { t, panel } = context;
  const { symbol, scales: offered } = panel;
  return menu(
    context,
    'view',
    [icon('axes'), h('span', { class: 'hidden-text' }, t('zoom.title'))],
    h('p', { class: 'menu-intro' }, t('zoom.title')),
    offered.time ? scales(context, 'x', 't') : null,
    zooms(context, tool, 'x'),
    offered.value ? scales(context, 'y', symbol) : null,
    zooms(context, tool, 'y'),
    h('p', { class: 'menu-intro' }, t('zoom.hint')),
    panel.column !== null && !showsLevels(panel) && 'AudioContext' in window && soundButton(context),
  );
}
