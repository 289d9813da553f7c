// In the panel of all eigenstates: how their entropy productions are distributed.
import type { Context, PanelView } from '../view/context';
import { h } from '../view/dom';
import { familyChoice } from '../view/family';
import { findingsView } from '../view/findings';
import { sidePlotView } from '../view/side-plot';

/** The share of eigenstates below zero against the bath's size; without others there is nothing to draw. */
function sizesView(context: Context): HTMLElement {
  const { session, signal } = context;
  const plot = sidePlotView(
    context,
    { plot: 'sizes', title: 'negative.title', text: 'negative.text', overTime: false, legend: () => true },
    familyChoice(context),
  );
  const update = (): void => void plot.classList.toggle('bare', session.values['family'] === 'none');
  update();
  session.changes.on(['scenario'], update, signal);
  return plot;
}

export const allEigenstates: PanelView = {
  // Points at one time are no curves.
  legend: null,
  /** How often each value occurs. */
  beside: (context) => sidePlotView(context, { plot: 'histogram', title: 'frequencies.title', text: 'frequencies.text', overTime: false }),
  after: (context) => h('div', { class: 'below' }, findingsView(context), h('div', { class: 'side-plots' }, sizesView(context))),
};
