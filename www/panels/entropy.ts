// Below the plot of the entropy production: the comparison with a canonical bath; beside its time: turning time round.
import { comparisonView } from '../view/comparison';
import type { PanelView } from '../view/context';
import { h } from '../view/dom';
import { turnButton } from './reversal';

export const entropy: PanelView = {
  below: (context) => h('div', { class: 'below' }, comparisonView(context)),
  turn: turnButton,
};
