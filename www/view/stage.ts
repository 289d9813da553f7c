// The figure: lattice and plot side by side, legend, time, and what the run is doing.
import { presets } from '../engine/wasm';
import { textOf } from '../i18n';
import { showsLevels } from '../panel';
import type { Context } from './context';
import { h, oncePerFrame, type Child } from './dom';
import { latticeView } from './lattice';
import { legendView } from './legend';
import { levelView } from './level';
import { plotView } from './plot';
import { statusView } from './status';
import { tabsView } from './tabs';
import { toolbarView } from './toolbar';
import { transportView } from './transport';

/** The name of the set-up's preset, and whether it has been changed. */
function setupName(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const name = h('p', { class: 'setup-name' });
  const known = presets();
  const update = oncePerFrame(() => {
    const preset = known.find(({ id }) => id === session.values['preset']);
    const title = preset ? textOf(context, `preset.${preset.id}.title`) : '';
    const changed = preset && !session.isPreset(preset);
    name.textContent = changed ? t('setup.changed', { preset: title }) : title;
  }, signal);
  update();
  session.changes.on(['scenario'], update, signal);
  return name;
}

/** `whole`: with lattice, time and the numbers of the run; otherwise the plot alone with its legend. */
export function stageView(context: Context, whole: boolean, ...more: Child[]): HTMLElement {
  const { session, panel, adds } = context;
  const levels = showsLevels(panel);
  const unless = (part: string, make: () => HTMLElement): HTMLElement | null => (session.hides(part) ? null : make());
  const status = statusView(context, whole && !session.hides('numbers'));
  const { legend: own = legendView } = adds;
  const legend = own && unless('legend', () => own(context));
  const beside = adds.beside;
  return h(
    'section',
    { class: 'stage card', 'aria-labelledby': 'stage-title' },
    whole && !session.hides('panel') ? tabsView(context) : null,
    h(
      'div',
      { class: 'stage-head' },
      h('div', {}, h(context.embed === 'off' ? 'h2' : 'h1', { id: 'stage-title' }, textOf(context, `panel.${panel.id}`)), setupName(context)),
      toolbarView(context),
    ),
    whole ? adds.choice?.(context) ?? null : null,
    beside
      ? h('div', { class: whole ? 'figure points' : 'figure' }, whole ? h('div', {}, plotView(context), legend) : plotView(context), whole ? beside(context) : status)
      : h('div', { class: 'figure' }, whole ? unless('lattice', () => latticeView(context)) : null, plotView(context), whole ? null : status),
    beside && whole ? null : legend,
    whole && levels ? levelView(context) : null,
    whole && !levels ? unless('scrubber', () => transportView(context)) : null,
    whole ? adds.below?.(context) ?? null : null,
    whole ? status : null,
    whole ? adds.after?.(context) ?? null : null,
    ...more,
  );
}
