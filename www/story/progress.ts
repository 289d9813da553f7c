// Inside the figure of a chapter: how far its run is, and a way to stop it or begin it again.
import { failureText } from '../view/messages';
import { h } from '../view/dom';
import type { Computation, Laboratory } from './laboratory';
import { line, type Telling } from './words';

/** `which` picture of all states the figure shows, if it shows one. */
export function progressView(
  telling: Telling,
  lab: Laboratory,
  which: () => 'every' | 'gentle' | null,
  signal: AbortSignal,
): { element: HTMLElement; update(): void } {
  const { t } = telling;
  const bar = h('progress', { max: 1, 'aria-label': t('story.chapters') });
  const words = h('span', {});
  const button = h('button', { type: 'button', class: 'story-alt', 'data-name': 'story-run' });
  const element = h('div', { class: 'story-progress', hidden: true }, words, bar, button);
  button.addEventListener('click', () => {
    const shown = which();
    if (!shown) return;
    if (lab.runs[shown].state === 'running') lab.cancel(shown);
    else void lab.levels(shown).catch(() => {});
    update();
  });

  const said = ({ state, share, failure }: Computation): string => {
    if (state === 'running') return line(t('story.plot.computing', { share: Math.floor(100 * share) }));
    if (state === 'failed' && failure) return failureText(failure, telling);
    return state === 'cancelled' ? t('status.cancelled') : '';
  };

  function update(): void {
    const shown = which();
    const run = shown && lab.runs[shown];
    element.hidden = !run || run.state === 'idle' || run.state === 'done';
    if (!run) return;
    const running = run.state === 'running';
    bar.value = run.share;
    bar.hidden = !running;
    words.textContent = said(run);
    button.textContent = t(running ? 'status.cancel' : 'status.run');
    button.dataset['action'] = running ? 'cancel' : 'run';
  }
  lab.news.on(['drawn', 'facts'], update, signal);
  return { element, update };
}
