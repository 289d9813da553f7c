// In the panel of weak ETH: what is measured, the deviations beside the points, other sizes of the bath, and level statistics.
import { schema, set } from '../engine/wasm';
import { bytes } from '../format';
import { pick } from '../i18n';
import type { Context } from './context';
import { h } from './dom';
import { findingsView } from './findings';
import { lattice } from './geometry';
import { sidePlotView } from './side-plot';
import { duration } from './status';

const names = (key: string): { id: string; label: { en: string; ja: string } }[] => schema().find((parameter) => parameter.key === key)?.names ?? [];

/** The observable as a row of buttons; the form has its full names. */
export function observableView({ session, lang, t, signal }: Context): HTMLElement {
  const words: Record<string, string> = {
    density: t('observable.density'),
    hopping: t('observable.hopping'),
    pair: t('observable.pair'),
    'local-state': t('observable.local-state'),
    entanglement: t('observable.entanglement'),
    gaps: t('observable.gaps'),
  };
  const buttons = names('observable').map(({ id, label }) => {
    const said = pick(label, lang);
    return h('button', { type: 'button', 'data-observable': id, title: said, click: () => session.choose('observable', id) }, words[id] ?? said);
  });
  const press = (): void => buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset['observable'] === session.values['observable'])));
  press();
  session.changes.on(['scenario'], press, signal);
  return h('div', { class: 'observables' }, h('div', { class: 'segmented', role: 'group', 'aria-label': t('observable.label') }, ...buttons));
}

/** Observables with no canonical value to deviate from. */
const WITHOUT_CANONICAL = ['gaps', 'entanglement'];

/** Shows an element only for some of the observables. */
function shownFor({ session, signal }: Context, element: HTMLElement, fits: (observable: string) => boolean): HTMLElement {
  const update = (): void => {
    element.hidden = !fits(session.values['observable'] ?? '');
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return element;
}

/** Beside the points: how far they are from the canonical value. */
export const deviationsView = (context: Context): HTMLElement => {
  const { session } = context;
  return shownFor(
    context,
    sidePlotView(context, { plot: 'histogram', title: 'deviations.title', text: 'deviations.text', overTime: false, legend: () => session.values['family'] !== 'none' }),
    (observable) => !WITHOUT_CANONICAL.includes(observable),
  );
};

/** The family that the bath itself belongs to, if it does. */
function familyLike({ session }: Context): string {
  const filling = Number(session.values['bosons']) / (lattice(session.values['bath'] ?? '', 0).sites.length - 1);
  const [name] = [['half', 1 / 2], ['third', 1 / 3], ['quarter', 1 / 4]].find(([, share]) => Math.abs(Number(share) - filling) < 1e-9) ?? ['quarter'];
  return String(name);
}

/** The next larger of a family, where there is one. */
const LARGER: Record<string, string> = { quarter: 'quarter-large', half: 'half-large', sides: 'sides-large' };

/** Which baths of other sizes are compared; what the large ones cost is said before they are asked for. */
export function familyChoice(context: Context, like: (context: Context) => string = familyLike): HTMLElement {
  const { session, lang, t, signal } = context;
  const select = h(
    'select',
    { 'aria-label': t('family.label'), change: () => (session.choose('family', select.value), update()) },
    ...names('family').map(({ id, label }) => h('option', { value: id }, pick(label, lang))),
  );
  let next = '';
  const button = h('button', { type: 'button', 'data-name': 'family', click: () => session.choose('family', next) });
  const update = (): void => {
    const family = session.values['family'] ?? '';
    select.value = family;
    next = family === 'none' ? like(context) : (LARGER[family] ?? '');
    const reading = next && set(session.text, 'family', next);
    button.hidden = !reading || reading.errors.length > 0;
    if (!reading || button.hidden) return;
    const { seconds, memory_bytes: memory } = session.runner.costOf(reading.text);
    const cost = { time: duration(context, seconds), memory: bytes(memory) };
    button.className = family === 'none' ? 'primary' : '';
    button.textContent = t(family === 'none' ? 'family.compare' : 'family.larger', cost);
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'family' }, button, select);
}

/** The numbers of several baths against their size; without others there is nothing to draw. */
function sizesView(context: Context): HTMLElement {
  const { session, signal } = context;
  const plot = sidePlotView(context, { plot: 'sizes', title: 'sizes.title', text: 'sizes.text', overTime: false, legend: () => true }, familyChoice(context));
  const update = (): void => void plot.classList.toggle('bare', session.values['family'] === 'none');
  update();
  session.changes.on(['scenario'], update, signal);
  return shownFor(context, plot, (observable) => !WITHOUT_CANONICAL.includes(observable));
}

export function ethView(context: Context): HTMLElement {
  const gaps = sidePlotView(context, { plot: 'gaps', title: 'gaps.title', text: 'gaps.text', overTime: false, legend: () => true });
  // Where the main plot shows the gaps, there is nothing left to add.
  const plots = shownFor(context, h('div', { class: 'side-plots' }, sizesView(context), gaps), (observable) => observable !== 'gaps');
  return h('div', { class: 'below' }, findingsView(context), plots);
}
