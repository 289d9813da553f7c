// Below the plot of the entropy production: turning time round, and the comparison with a canonical bath.
import { comparisonView } from './comparison';
import type { Context } from './context';
import { h } from './dom';
import { turnView } from './reversal';

export const entropyView = (context: Context): HTMLElement => h('div', { class: 'below' }, turnView(context), comparisonView(context));
