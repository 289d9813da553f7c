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

/** Up to this width what belongs beside the plot stands below it. */
const STACKED = '(max-width: 859px)';

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

/** In a frame that is to fit what few readers want is folded away. */
export const folded = (title: string, ...parts: (HTMLElement | null)[]): HTMLElement | null =>
  parts.some((part) => part !== null) ? h('details', { class: 'drawer card' }, h('summary', {}, title), ...parts) : null;

/** `whole`: with title, lattice, time and the numbers of the run; otherwise the plot alone with its legend. */
export function stageView(context: Context, whole: boolean, ...more: Child[]): HTMLElement {
  const { session, panel, adds, t, signal } = context;
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
  // Where it would stand below the plot it makes a frame too high.
  const stacked = context.embed === 'full' && matchMedia(STACKED).matches;
  const [below, trust, after] = [adds.below?.(context) ?? null, unless('numbers', () => trustView(context)), adds.after?.(context) ?? null];
  const figure = h(
    'div',
    { class: beside ? 'figure points' : 'figure', 'data-figure': 'main' },
    unless('lattice', () => latticeView(context)),
    plot,
    stacked ? null : beside,
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
    ...(context.embed === 'full' ? [trust, folded(t('embed.more'), stacked ? beside : null, below, after)] : [below, trust, after]),
    ...more,
  );
}
