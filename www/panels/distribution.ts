// In the panel of the fluctuation theorem: every outcome at one time that the reader chooses, offered first, since it takes all of
// the bath's eigenvectors.
import { set, statisticsOf, type StatisticsSummary } from '../engine/wasm';
import { bytes, handy, number } from '../format';
import { couplings } from '../session/session';
import type { Context } from '../view/context';
import { h, subscripts } from '../view/dom';
import { throttleToFrame } from '../view/frames';
import { runName } from '../view/readings';
import { runChoiceView } from '../view/run-choice';
import { sidePlotView } from '../view/side-plot';
import { duration } from '../view/status';

const STEPS = 1000;

/** The chosen time, as a slider along the plot's own axis. */
function timeView({ session, t, signal }: Context): HTMLElement {
  /** The first time of a linear grid may be 0, where nothing has happened yet. */
  const fractionOf = (time: number): number => Math.min(1, Math.max(0, session.cursor.fraction(time)));
  const timeAt = (fraction: number): string => String(handy(session.cursor.timeAt(Math.max(fraction, 1 / STEPS))));
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: STEPS,
    'aria-label': t('distribution.time'),
    input: () => void session.change('at', timeAt(Number(slider.value) / STEPS), true),
    change: () => void session.change('at', timeAt(Number(slider.value) / STEPS)),
  });
  const reading = h('span', { class: 'distribution-reading' });
  const update = (): void => {
    const time = Number(session.values['at']);
    const fraction = fractionOf(time);
    if (timeAt(Number(slider.value) / STEPS) !== session.values['at']) slider.value = String(Math.round(STEPS * fraction));
    slider.style.setProperty('--fill', `${100 * fraction}%`);
    slider.setAttribute('aria-valuetext', `t* = ${number(time)}`);
    reading.textContent = `t* = ${number(time)}`;
  };
  update();
  session.changes.on(['scenario', 'view'], update, signal);
  return h('div', { class: 'distribution-time' }, h('span', { class: 'run-choice-label' }, t('distribution.time')), slider, reading);
}

/** The run whose distribution is shown: the one that is followed, or the eigenstate's beside it. */
const runOf = ({ session }: Context): number => session.cursor.followedRun() % couplings(session.values);

const digestOf = (context: Context): StatisticsSummary | null => {
  const { record } = context.session.runner;
  return (record && statisticsOf(record)[runOf(context)]) ?? null;
};

/** The distribution's own numbers beside what the curves say at the same time. */
function numbersView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const body = h('tbody');
  const caption = h('caption');
  const words = h('p', { class: 'distribution-words' });
  const row = (name: string, own: number, curve: number): HTMLElement =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      ...[number(own, 6), number(curve, 6), number(own - curve, 1)].map((text) => h('td', {}, text)),
    );
  const update = throttleToFrame(() => {
    const found = digestOf(context);
    if (!found) return;
    caption.textContent = `${runName(context, runOf(context))}, t* = ${number(found.time)}`;
    body.replaceChildren(
      row('⟨s⟩ = σ', found.mean, found.curve_entropy_production),
      row('⟨e⁻ˢ⟩', found.exponential_average, found.curve_exponential_average),
    );
    const share = number(100 * found.negative, 3);
    words.replaceChildren(
      h(
        'span',
        {},
        ...subscripts(t('distribution.words', { share, difference: number(found.difference, 2), u: number(found.difference_at, 3) })),
      ),
    );
  }, signal);
  update();
  session.changes.on(['rows', 'state', 'followed', 'curves'], update, signal);
  const headings = ['distribution.own', 'distribution.curve', 'distribution.apart'] as const;
  const head = h('tr', {}, h('td'), ...headings.map((key) => h('th', { scope: 'col' }, t(key))));
  const table = h('table', {}, caption, h('thead', {}, head), body);
  const box = h('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('distribution.title') }, table);
  return h('div', { class: 'distribution-numbers' }, box, words);
}

function offerView(context: Context): HTMLElement {
  const { session, t, say, signal } = context;
  const cost = h('p', { class: 'distribution-cost' });
  const error = h('p', { class: 'field-error', role: 'alert' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'primary',
      'data-name': 'distribution',
      click: () => {
        const problems = session.change('statistics', 'full');
        error.textContent = problems.map(({ message }) => say(message)).join(' ');
        // What it takes stands beside the button.
        if (problems.length === 0 && session.runner.state === 'idle') session.runner.start();
      },
    },
    t('distribution.button'),
  );
  const update = (): void => {
    error.textContent = '';
    const wanted = set(session.text, 'statistics', 'full');
    const { long, seconds, memory_bytes } = session.runner.costOf(wanted.text);
    cost.hidden = !long || wanted.errors.length > 0;
    cost.textContent = t('distribution.cost', { time: duration(context, seconds), memory: bytes(memory_bytes) });
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'distribution-offer' }, h('p', {}, t('distribution.offer')), button, cost, error);
}

export function distributionView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const run = (): number => runOf(context);
  const ready = (): boolean => digestOf(context) !== null;
  const summary = (): string => {
    const found = digestOf(context);
    return found ? `t = ${number(found.time)}: ⟨s⟩ = ${number(found.mean)}, ⟨e⁻ˢ⟩ = ${number(found.exponential_average)}` : '';
  };
  const apart = (): string => {
    const found = digestOf(context);
    return found ? `|G_F(u) − G_R(i − u)| ≤ ${number(found.difference, 2)}` : '';
  };
  const hide = h(
    'button',
    { type: 'button', class: 'quiet', 'data-name': 'distribution', click: () => void session.change('statistics', 'average') },
    t('distribution.hide'),
  );
  const shown = h(
    'div',
    { class: 'distribution-shown' },
    session.hides('at') ? null : timeView(context),
    session.hides('at') ? null : h('p', { class: 'distribution-hint' }, t('distribution.hint')),
    runChoiceView(context),
    numbersView(context),
    h(
      'div',
      { class: 'side-plots' },
      sidePlotView(context, {
        plot: 'distribution',
        title: 'histogram.title',
        text: 'histogram.text',
        overTime: false,
        summary,
        run,
        ready,
      }),
      sidePlotView(context, {
        plot: 'characteristic',
        title: 'characteristic.title',
        text: 'characteristic.text',
        overTime: false,
        summary: apart,
        run,
        ready,
      }),
    ),
    session.hides('statistics') ? null : hide,
  );
  const offer = offerView(context);
  const why = h('p', { class: 'distribution-why' }, t('distribution.eigenstate'));
  const update = (): void => {
    const pure = session.values['state'] === 'eigenstate';
    const full = session.values['statistics'] === 'full';
    shown.hidden = !pure || !full;
    offer.hidden = !pure || full || session.hides('statistics');
    why.hidden = pure;
    root.hidden = shown.hidden && session.hides('statistics');
  };
  const root = h('section', { class: 'distribution' }, h('h2', {}, t('distribution.title')), offer, shown, why);
  update();
  session.changes.on(['scenario'], update, signal);
  return root;
}
