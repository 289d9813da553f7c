// The time that is looked at, as a slider; playing it; going back to the start; turning time round there.
import { number } from '../format';
import type { Context } from './context';
import { h } from './dom';
import { throttleToFrame } from './frames';
import { icon } from './icons';

const STEPS = 1000;

export function transportView(context: Context): HTMLElement {
  const { session, adds, t, signal } = context;
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: STEPS,
    value: STEPS,
    'aria-label': t('transport.time'),
    input: () => {
      session.cursor.pause();
      session.cursor.choose(session.cursor.timeAt(Number(slider.value) / STEPS));
    },
  });
  // The slider says it already to those who hear the page.
  const reading = h('span', { class: 'transport-time', 'aria-hidden': 'true' });
  const toggle = h('button', {
    type: 'button',
    class: 'round',
    'data-action': 'play',
    click: () => (session.cursor.playing ? session.cursor.pause() : session.cursor.play()),
  });
  const rewind = h(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'data-move': 'start',
      'aria-label': t('transport.start'),
      title: t('transport.start'),
      click: () => {
        session.cursor.pause();
        session.cursor.choose(session.times.from);
      },
    },
    icon('start'),
  );

  const update = throttleToFrame(() => {
    const time = session.cursor.shown()?.time ?? session.cursor.place();
    const fraction = Math.min(1, Math.max(0, session.cursor.fraction(session.cursor.place())));
    slider.value = String(Math.round(STEPS * fraction));
    slider.style.setProperty('--fill', `${100 * fraction}%`);
    slider.setAttribute('aria-valuetext', `t = ${number(time, 3)}`);
    reading.textContent = `t = ${number(time, 3)}`;
  }, signal);

  const press = (): void => {
    const words = t(session.cursor.playing ? 'transport.pause' : 'transport.play');
    toggle.replaceChildren(icon(session.cursor.playing ? 'pause' : 'play'));
    toggle.setAttribute('aria-label', words);
    toggle.title = words;
  };

  update();
  press();
  session.changes.on(['moment', 'rows', 'view', 'scenario'], update, signal);
  session.changes.on(['playing'], press, signal);
  return h(
    'div',
    { class: 'transport', role: 'group', 'aria-label': t('transport.label') },
    rewind,
    toggle,
    slider,
    reading,
    adds.turn?.(context) ?? null,
  );
}
