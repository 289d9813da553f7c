// The figure on the first screen: what is seen, lattice and plot side by side, legend, time, and the run inside the plot; below it
// what the panel adds.
import { textOf } from '../i18n';
import { showsLevels } from '../panel';
import type { Context } from './context';
import { h, type Child } from './dom';
import { latticeView } from './lattice';
import { legendView } from './legend';
import { levelView } from './level';
import { plotView } from './plot';
import { statusView, trustView } from './status';
import { thumbView } from './thumb';
import { titleView } from './title';
import { transportView } from './playback';

/** Keeps the first screen's figure inside it: the room above it, in CSS px, is known to the styles. */
function measured(screen: HTMLElement, signal: AbortSignal): void {
  const measure = (): void => {
    const lab = screen.closest('.lab');
    if (lab) screen.style.setProperty('--above', `${Math.round(screen.getBoundingClientRect().top - lab.getBoundingClientRect().top)}px`);
  };
  const observer = new ResizeObserver(measure);
  // Once all are on the page, and before it is painted.
  queueMicrotask(() => {
    measure();
    screen
      .closest('.lab')
      ?.querySelectorAll(':scope > :is(header, .messages)')
      .forEach((element) => observer.observe(element));
  });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** `whole`: with title, lattice, time and the numbers of the run; otherwise the plot alone with its legend. */
export function stageView(context: Context, whole: boolean, ...more: Child[]): HTMLElement {
  const { session, panel, adds, signal } = context;
  const unless = (part: string, make: () => HTMLElement): HTMLElement | null => (session.hides(part) ? null : make());
  const { legend: own = legendView } = adds;
  const legend = own && unless('legend', () => own(context));
  const plot = plotView(context, statusView(context));
  if (!whole) {
    const heading = h('h1', { id: 'stage-title', class: 'hidden-text' }, textOf(context, `choice.panel.${panel.id}`));
    return h(
      'section',
      { class: 'stage', 'aria-labelledby': heading.id },
      heading,
      h('div', { class: 'figure', 'data-figure': 'main' }, plot),
      legend,
      ...more,
    );
  }
  const beside = adds.beside?.(context) ?? null;
  const figure = h(
    'div',
    { class: beside ? 'figure points' : 'figure', 'data-figure': 'main' },
    unless('lattice', () => latticeView(context)),
    plot,
    beside,
    legend,
  );
  const screen = h(
    'div',
    { class: beside ? 'screen with-points' : 'screen' },
    titleView(context),
    adds.choice?.(context) ?? null,
    figure,
    h(
      'div',
      { class: 'hands' },
      adds.playback?.(context) ?? (showsLevels(panel) ? levelView(context) : unless('scrubber', () => transportView(context))),
      session.hides('parameters') ? null : thumbView(context),
    ),
  );
  measured(screen, signal);
  return h(
    'section',
    { class: 'stage card', 'aria-labelledby': 'stage-title' },
    screen,
    adds.below?.(context) ?? null,
    unless('numbers', () => trustView(context)),
    adds.after?.(context) ?? null,
    ...more,
  );
}
