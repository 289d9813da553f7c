// In the panel of all eigenstates: how their entropy productions are distributed.
import type { PanelView } from '../view/context';
import { h } from '../view/dom';
import { findingsView } from '../view/findings';
import { sidePlotView } from '../view/side-plot';

export const allEigenstates: PanelView = {
  // Points at one time are no curves.
  legend: null,
  /** How often each value occurs. */
  beside: (context) => sidePlotView(context, { plot: 'histogram', title: 'frequencies.title', text: 'frequencies.text', overTime: false }),
  after: (context) => h('div', { class: 'below' }, findingsView(context)),
};
