// The figure: lattice and plot side by side, legend, time, and what the run is doing.
import { presets } from '../engine/wasm';
import { pick } from '../i18n';
import type { Context } from './context';
import { h, oncePerFrame, type Child } from './dom';
import { latticeView } from './lattice';
import { legendView } from './legend';
import { plotView } from './plot';
import { statusView } from './status';
import { toolbarView } from './toolbar';
import { transportView } from './transport';

/** Panels in the order of their tabs. */
const PANELS = ['entropy'] as const;

function tabs({ session, t, signal }: Context): HTMLElement | null {
  if (PANELS.length < 2) return null;
  const buttons = PANELS.map((panel) => h('button', { type: 'button', click: () => void session.change('panel', panel) }, t(`panel.${panel}`)));
  const update = (): void =>
    buttons.forEach((button, index) => button.setAttribute('aria-current', String(PANELS[index] === session.values['panel'])));
  update();
  session.changes.on(['scenario'], update, signal);
  return h('nav', { class: 'tabs', 'aria-label': t('panel.label') }, ...buttons);
}

/** The name of the set-up's preset, and whether it has been changed. */
function setupName({ session, lang, t, signal }: Context): HTMLElement {
  const name = h('p', { class: 'setup-name' });
  const known = presets();
  const update = oncePerFrame(() => {
    const preset = known.find(({ id }) => id === session.values['preset']);
    const title = preset ? pick(preset.title, lang) : '';
    const changed = preset && !session.isPreset(preset);
    name.textContent = changed ? t('setup.changed', { preset: title }) : title;
  }, signal);
  update();
  session.changes.on(['scenario'], update, signal);
  return name;
}

/** `whole`: with lattice, time and the numbers of the run; otherwise the plot alone with its legend. */
export function stageView(context: Context, whole: boolean, ...more: Child[]): HTMLElement {
  const { session, t } = context;
  const unless = (part: string, make: () => HTMLElement): HTMLElement | null => (session.hides(part) ? null : make());
  return h(
    'section',
    { class: 'stage card', 'aria-labelledby': 'stage-title' },
    whole ? tabs(context) : null,
    h(
      'div',
      { class: 'stage-head' },
      h('div', {}, h(context.embed === 'off' ? 'h2' : 'h1', { id: 'stage-title' }, t('panel.entropy')), setupName(context)),
      toolbarView(context),
    ),
    h('div', { class: 'figure' }, whole ? unless('lattice', () => latticeView(context)) : null, plotView(context)),
    unless('legend', () => legendView(context)),
    whole ? unless('scrubber', () => transportView(context)) : null,
    statusView(context, whole && !session.hides('numbers')),
    ...more,
  );
}
