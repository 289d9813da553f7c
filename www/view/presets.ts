// Set-ups worth a look, each with a line on why.
import { presets } from '../engine/wasm';
import { textOf } from '../i18n';
import type { Context } from './context';
import { h } from './dom';
import { icon } from './icons';
import { menu } from './menu';

export function presetsView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const list = h('ul', { class: 'presets' });
  const buttons = presets().map((preset) => {
    const button = h(
      'button',
      {
        type: 'button',
        'data-preset': preset.id,
        click: () => {
          session.openPreset(preset);
          button.dispatchEvent(new Event('menu-close', { bubbles: true }));
        },
      },
      h('strong', {}, textOf(context, `preset.${preset.id}.title`)),
      h('span', {}, textOf(context, `preset.${preset.id}.blurb`)),
    );
    list.append(h('li', {}, button));
    return button;
  });
  const update = (): void => {
    for (const button of buttons) {
      const current = button.dataset['preset'] === (session.values['preset'] ?? '');
      button.setAttribute('aria-current', String(current));
    }
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return menu(context, 'presets', [t('presets.title'), icon('down')], h('p', { class: 'menu-intro' }, t('presets.intro')), list);
}
