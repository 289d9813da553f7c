// The figure: lattice and plot side by side, legend, time, and what the run is doing.
import { presets } from '../engine/wasm';
import { textOf } from '../i18n';
import { showsLevels, type Panel } from '../panels';
import { coneView } from './cone';
import type { Context } from './context';
import { h, oncePerFrame, type Child } from './dom';
import { entropyView } from './entropy';
import { deviationsView, ethView, observableView } from './eth';
import { distributionView, everyEigenstateView } from './every-eigenstate';
import { fluctuationView } from './fluctuation';
import { latticeView } from './lattice';
import { legendView } from './legend';
import { levelView } from './level';
import { plotView } from './plot';
import { returnView } from './reversal';
import { runChoiceView } from './run-choice';
import { holdingView, sizesView } from './sizes';
import { statusView } from './status';
import { tabsView } from './tabs';
import { toolbarView } from './toolbar';
import { transportView } from './transport';

/** What a panel adds below its plot. */
const BELOW: Partial<Record<Panel, (context: Context) => HTMLElement>> = {
  entropy: entropyView,
  fluctuation: fluctuationView,
  'light-cone': coneView,
  reversal: returnView,
};

/** What panels that are about more than one state of one bath have in place of the lattice. */
const CHOICE: Partial<Record<Panel, (context: Context) => HTMLElement>> = { eth: observableView };
const BESIDE: Partial<Record<Panel, (context: Context) => HTMLElement>> = { eth: deviationsView, 'all-eigenstates': distributionView, sizes: holdingView };
const AFTER: Partial<Record<Panel, (context: Context) => HTMLElement>> = { eth: ethView, 'all-eigenstates': everyEigenstateView, sizes: sizesView };

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
  const { session, panel, t } = context;
  const levels = showsLevels(panel);
  const unless = (part: string, make: () => HTMLElement): HTMLElement | null => (session.hides(part) ? null : make());
  const status = statusView(context, whole && !session.hides('numbers'));
  // Points of all eigenstates at one time have no curves.
  const legend = panel === 'all-eigenstates' ? null : unless('legend', () => (panel === 'light-cone' ? runChoiceView : legendView)(context));
  return h(
    'section',
    { class: 'stage card', 'aria-labelledby': 'stage-title' },
    whole && !session.hides('panel') ? tabsView(context) : null,
    h(
      'div',
      { class: 'stage-head' },
      h('div', {}, h(context.embed === 'off' ? 'h2' : 'h1', { id: 'stage-title' }, t(`panel.${panel}`)), setupName(context)),
      toolbarView(context),
    ),
    whole ? CHOICE[panel]?.(context) ?? null : null,
    BESIDE[panel]
      ? h('div', { class: whole ? 'figure points' : 'figure' }, whole ? h('div', {}, plotView(context), legend) : plotView(context), whole ? BESIDE[panel]?.(context) ?? null : status)
      : h('div', { class: 'figure' }, whole ? unless('lattice', () => latticeView(context)) : null, plotView(context), whole ? null : status),
    BESIDE[panel] && whole ? null : legend,
    whole && levels ? levelView(context) : null,
    whole && !levels ? unless('scrubber', () => transportView(context)) : null,
    whole ? BELOW[panel]?.(context) ?? null : null,
    whole ? status : null,
    whole ? AFTER[panel]?.(context) ?? null : null,
    ...more,
  );
}
