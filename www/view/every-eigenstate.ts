// In the panel of all eigenstates: how their entropy productions are distributed.
import type { Context } from './context';
import { h } from './dom';
import { findingsView } from './findings';
import { sidePlotView } from './side-plot';

/** Beside the points: how often each value occurs. */
export const distributionView = (context: Context): HTMLElement =>
  sidePlotView(context, { plot: 'histogram', title: 'frequencies.title', text: 'frequencies.text', overTime: false });

export const everyEigenstateView = (context: Context): HTMLElement => h('div', { class: 'below' }, findingsView(context));
