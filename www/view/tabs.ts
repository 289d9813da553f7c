// The panels, one stop of the Tab key: arrow keys go from one to the next.
import { PANELS } from '../panels';
import type { Context } from './context';
import { h } from './dom';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function tabsView({ session, panel, t }: Context): HTMLElement {
  const buttons = PANELS.map((id, place) => {
    const current = id === panel;
    return h(
      'button',
      {
        type: 'button',
        'data-name': `tab-${id}`,
        'aria-current': String(current),
        tabindex: current ? 0 : -1,
        click: () => session.choose('panel', id),
        keydown: (event: KeyboardEvent) => {
          const step = STEPS[event.key];
          const next = step ? place + step : { Home: 0, End: PANELS.length - 1 }[event.key];
          if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          buttons[(next + PANELS.length) % PANELS.length]?.focus();
        },
      },
      t(`choice.panel.${id}`),
    );
  });
  return h('nav', { class: 'tabs', 'aria-label': t('panel.label') }, ...buttons);
}
