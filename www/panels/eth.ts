// In the panel of weak ETH: what is measured, the deviations beside the points, other sizes of the bath, and level statistics.
import { latticeOf, namesOf } from '../engine/wasm';
import { textOf } from '../i18n';
import type { Context, PanelView } from '../view/context';
import { h } from '../view/dom';
import { familyChoice } from '../view/family';
import { findingsView } from '../view/findings';
import { sidePlotView } from '../view/side-plot';

/** The observable as a row of buttons; the form has its full names. */
function observableView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const buttons = namesOf('observable').map((id) => {
    const said = textOf(context, `choice.observable.${id}`);
    return h(
      'button',
      { type: 'button', 'data-observable': id, title: said, click: () => session.choose('observable', id) },
      textOf(context, `observable.${id}`),
    );
  });
  const press = (): void =>
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset['observable'] === session.values['observable'])));
  const update = (): void => {
    press();
    // Levels with momenta have no gaps to look at.
    const { momenta } = latticeOf(session.text);
    for (const button of buttons) button.disabled = momenta && button.dataset['observable'] === 'gaps';
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h(
    'div',
    { class: 'observables' },
    h('div', { class: 'segmented', role: 'group', 'aria-label': t('observable.label') }, ...buttons),
  );
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
const deviationsView = (context: Context): HTMLElement => {
  const { session } = context;
  return shownFor(
    context,
    sidePlotView(context, {
      plot: 'histogram',
      title: 'deviations.title',
      text: 'deviations.text',
      overTime: false,
      legend: () => session.values['family'] !== 'none',
    }),
    (observable) => !WITHOUT_CANONICAL.includes(observable),
  );
};

/** The numbers of several baths against their size; without others there is nothing to draw. */
function sizesView(context: Context): HTMLElement {
  const { session, signal } = context;
  const plot = sidePlotView(
    context,
    { plot: 'sizes', title: 'sizes.title', text: 'sizes.text', overTime: false, legend: () => true },
    familyChoice(context),
  );
  const update = (): void => void plot.classList.toggle('bare', session.values['family'] === 'none');
  update();
  session.changes.on(['scenario'], update, signal);
  return shownFor(context, plot, (observable) => !WITHOUT_CANONICAL.includes(observable));
}

function comparedView(context: Context): HTMLElement {
  const { session, signal } = context;
  const gaps = sidePlotView(context, { plot: 'gaps', title: 'gaps.title', text: 'gaps.text', overTime: false, legend: () => true });
  // Where the main plot shows the gaps, there is nothing left to add.
  const plots = shownFor(context, h('div', { class: 'side-plots' }, sizesView(context), gaps), (observable) => observable !== 'gaps');
  // Parity sectors of a lattice whose ends meet mix levels of different momenta: their gaps say nothing.
  const update = (): void => {
    gaps.hidden = latticeOf(session.text).momenta;
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'below' }, findingsView(context), plots);
}

export const eth: PanelView = { choice: observableView, beside: deviationsView, after: comparedView };
