// A button that opens a panel below it, closed by Escape, a press outside, or leaving it with Tab. Its event `menu-open` comes first.
import type { Context } from './context';
import { h, uniqueId, type Child } from './dom';

export function menu({ signal }: Context, name: string, label: Child[], ...content: Child[]): HTMLElement {
  const id = uniqueId('menu');
  const panel = h('div', { class: 'menu-panel', id, hidden: true }, ...content);
  const button = h('button', { type: 'button', class: 'menu-button', 'data-name': name, 'aria-expanded': 'false', 'aria-controls': id }, ...label);
  const root = h('div', { class: `menu menu-${name}` }, button, panel);
  const open = (yes: boolean): void => {
    if (yes) root.dispatchEvent(new Event('menu-open'));
    panel.hidden = !yes;
    button.setAttribute('aria-expanded', String(yes));
  };
  button.addEventListener('click', () => open(panel.hidden === true));
  const close = (): void => {
    open(false);
    button.focus();
  };
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
  });
  root.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !root.contains(event.relatedTarget)) open(false);
  });
  root.addEventListener('menu-close', close);
  const outside = (event: Event): void => {
    if (!event.composedPath().includes(root)) open(false);
  };
  document.addEventListener('pointerdown', outside, { signal });
  return root;
}
