// Below the plot of the entropy production: turning time round, and the comparison with a canonical bath.
import { comparisonView } from '../view/comparison';
import type { PanelView } from '../view/context';
import { h } from '../view/dom';
import { turnView } from './reversal';

export const entropy: PanelView = {
  below: (context) => h('div', { class: 'below' }, turnView(context), comparisonView(context)),
};
