// In the panel of information: entropy production of one coupling and what it is the sum of, and how exactly it is.
import { couplings } from '../session/session';
import type { PanelView } from '../view/context';
import { h } from '../view/dom';
import { findingsView } from '../view/findings';
import { runChoiceView } from '../view/run-choice';

export const information: PanelView = {
  curves: ['entropy_production', 'mutual_information', 'divergence_change', 'system_entropy', 'bath_entropy'],
  below: (context) =>
    h('div', { class: 'below' }, couplings(context.session.values) > 1 ? runChoiceView(context) : null, findingsView(context)),
};
