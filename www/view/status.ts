// What the run is doing: progress by phase, the estimate before a long run, how it ended; and how far to trust its numbers.
import { bytes, number, whole } from '../format';
import { momentAt, summary, type Estimate, type RunRecord } from '../engine/wasm';
import { showsOneState } from '../panel';
import type { Context } from './context';
import { h } from './dom';
import { fewerBosons } from './fewer';
import { throttleToFrame } from './frames';
import { failureBox } from './messages';
import { readingText } from './readings';

const SCREEN_READER_INTERVAL = 2000;

export const duration = ({ t }: Context, seconds: number): string =>
  seconds < 90 ? t('unit.seconds', { count: Math.max(1, Math.round(seconds)) }) : t('unit.minutes', { count: Math.round(seconds / 60) });

/** Inside the plot: what is computed and how far it is, what a long run takes before it begins, how it ended. */
export function statusView(context: Context): HTMLElement {
  const { session, t, texts, isKey, lang, signal } = context;
  const root = h('div', { class: 'status' });
  const spoken = h('p', { class: 'hidden-text', role: 'status' });
  const bars = h('div', { class: 'phases' });
  const words = h('p', { class: 'status-words' });
  let spokenAt = 0;

  const phaseName = (phase: string): string => {
    const key = `phase.${phase}`;
    return isKey(key) ? t(key) : phase;
  };

  const progress = throttleToFrame(() => {
    if (session.runner.state !== 'running') return;
    const phases = session.runner.phases();
    const current = phases.find(({ fraction }) => fraction > 0 && fraction < 1) ?? phases.find(({ fraction }) => fraction < 1) ?? phases.at(-1);
    const said = t('status.running', {
      phase: current ? phaseName(current.phase) : '',
      // Of this phase: the phases take very different times.
      percent: Math.floor(100 * (current?.fraction ?? 0)),
    });
    if (words.textContent !== said) words.textContent = said;
    const names = phases.map(({ phase }) => phaseName(phase));
    const known = [...bars.children] as HTMLProgressElement[];
    // Most often only how far they are has changed.
    if (names.join() === known.map(({ ariaLabel }) => ariaLabel).join()) phases.forEach(({ fraction }, k) => (known[k]!.value = fraction));
    else bars.replaceChildren(...phases.map(({ fraction }, k) => h('progress', { max: 1, value: fraction, 'aria-label': names[k] ?? '' })));
    if (performance.now() - spokenAt > SCREEN_READER_INTERVAL) {
      spokenAt = performance.now();
      spoken.textContent = said;
    }
  }, signal);

  const run = (label: string): HTMLElement => h('button', { type: 'button', class: 'primary', 'data-action': 'run', click: () => session.runner.start() }, label);

  const cost = (estimate: Estimate): string =>
    t('estimate', {
      dimension: whole(estimate.dimension, lang),
      memory: bytes(estimate.memory_bytes),
      time: duration(context, estimate.seconds),
    });

  /** What the curves say at the end of a run; where there are none of one state, what the record says in sentences. */
  const ended = (): string => {
    const { record } = session.runner;
    if (!record) return '';
    const runs = showsOneState(context.panel) && !context.adds.map ? momentAt(record, Number.MAX_VALUE).runs : [];
    return runs.length > 0 ? readingText(context, { time: Math.max(...runs.map(({ time }) => time)), runs }) : summary(record, texts);
  };

  const show = (): void => {
    const { state, failure } = session.runner;
    root.dataset['state'] = state;
    spokenAt = 0;
    switch (state) {
      case 'running':
        root.replaceChildren(
          words,
          h('button', { type: 'button', class: 'cancel', 'data-action': 'cancel', click: () => session.runner.cancel() }, t('status.cancel')),
          bars,
          session.runner.cost ? h('p', { class: 'status-cost' }, cost(session.runner.cost)) : '',
        );
        progress();
        break;
      case 'idle':
        // What starts by itself once it is on screen needs no button.
        if (session.runner.unseen()) root.replaceChildren();
        else root.replaceChildren(h('p', { class: 'status-words' }, session.runner.cost ? cost(session.runner.cost) : t('status.idle')), run(t('status.run')));
        break;
      case 'cancelled':
        root.replaceChildren(h('p', { class: 'status-words' }, t('status.cancelled')), run(t('status.again')));
        spoken.textContent = t('status.cancelled');
        break;
      case 'failed':
        root.replaceChildren(failure ? failureBox(failure, context, () => session.retry()) : '');
        if (failure?.code === 'memory') root.firstElementChild?.append(fewerBosons(context));
        break;
      case 'done':
        root.replaceChildren();
        spoken.textContent = [t('status.done'), ended()].join(' ');
        break;
    }
  };

  show();
  session.changes.on(['state'], show, signal);
  session.changes.on(['progress'], progress, signal);
  return h('div', { class: 'status-box' }, root, spoken);
}

/** How far the numbers of a complete run may be off. */
export function trustView({ session, t, signal }: Context): HTMLElement {
  const values = h('span');
  const root = h('p', { class: 'trust' }, h('strong', {}, t('trust.title')), ' ', values);
  const said = (): string | null => {
    const { result, state } = session.runner;
    if (!result || state !== 'done') return null;
    if ('trace_error' in result && result.trace_error !== null) return t('trust.traces', { error: number(result.trace_error, 2) });
    // All eigenstates together, or each run by itself.
    const runs: Pick<RunRecord, 'norm_error' | 'energy_drift'>[] = 'norm_error' in result ? [result] : result.runs;
    if (runs.length === 0) return null;
    const worst = (all: number[]): string => number(Math.max(0, ...all), 2);
    return t('trust.values', { norm: worst(runs.map(({ norm_error }) => norm_error)), energy: worst(runs.map(({ energy_drift }) => energy_drift)) });
  };
  const update = (): void => {
    const words = said();
    // Its room stays while another run goes on.
    if (words !== null) values.textContent = words;
    root.classList.toggle('empty', words === null);
  };
  update();
  session.changes.on(['state'], update, signal);
  return root;
}
