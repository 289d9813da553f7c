// The panels, one stop of the Tab key: arrow keys go from one to the next.
import { textOf } from '../i18n';
import { panels } from '../panel';
import type { Context } from './context';
import { h } from './dom';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function tabsView(context: Context): HTMLElement {
  const { session, panel, t } = context;
  const buttons = panels().map(({ id }, place, { length }) => {
    const current = id === panel.id;
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
          const next = step ? place + step : { Home: 0, End: length - 1 }[event.key];
          if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          buttons[(next + length) % length]?.focus();
        },
      },
      textOf(context, `choice.panel.${id}`),
    );
  });
  return h('nav', { class: 'tabs', 'aria-label': t('panel.label') }, ...buttons);
}
