// The whole page, or the part of it that an embedding page asked for.
import { linkTo, shownAs } from './link';
import { linkOut } from './link-out';
import { textOf } from '../i18n';
import { showsLevels } from '../panel';
import { hasHome } from '../site';
import type { Context } from './context';
import { controlsView } from './controls';
import { h } from './dom';
import { headerView } from './header';
import { icon } from './icons';
import { messagesView } from './messages';
import { footerView, notesView } from './notes';
import { shareView } from './share';
import { attempt, helpSheet, shortcuts } from './shortcuts';
import { folded, stageView } from './figure';
import { thumbView } from './thumb';

/** From this width on the controls stand beside the figure. */
const WIDE = '(min-width: 1060px)';

function side(context: Context): HTMLElement | null {
  const { t } = context;
  if (context.session.hides('parameters')) return null;
  const wide = matchMedia(WIDE);
  const drawer = h('details', { class: 'drawer', open: wide.matches }, h('summary', {}, t('controls.title')), controlsView(context));
  wide.addEventListener('change', () => (drawer.open = wide.matches), { signal: context.signal });
  return h('aside', { class: 'side card', 'aria-label': t('controls.title') }, drawer);
}

/** The figure's card, the controls and what there is to share. */
function bench(context: Context, tag: 'div' | 'main', stage: HTMLElement, more: HTMLElement | null): HTMLElement {
  const controls = side(context);
  return h(tag, { class: controls ? 'bench with-side' : 'bench' }, stage, controls, more);
}

const share = (context: Context): HTMLElement | null => (context.session.hides('share') ? null : shareView(context));

/** What an embedded plot is called: a mixture is not one quantum state. */
const captioned = (context: Context): string => {
  const { session, panel, t } = context;
  return session.values['state'] === 'canonical' && !showsLevels(panel)
    ? t('embed.caption.canonical')
    : textOf(context, `embed.caption.${panel.id}`);
};

function caption(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const link = linkOut(t('embed.open'));
  const update = (): void => {
    link.href = linkTo(shownAs(session.text, 'off'));
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('p', { class: 'caption' }, h('span', {}, captioned(context)), ' ', hasHome() ? link : null);
}

/** The height at which an embedded page looks its best, in CSS px. */
export function wantedHeight(page: HTMLElement): number {
  const { width, height } = page.getBoundingClientRect();
  const plot = page.matches('.embed-plot') ? page.querySelector('.plot') : null;
  return plot ? height - plot.clientHeight + Math.min(520, Math.max(240, 0.55 * width)) : height;
}

export function pageView(context: Context): HTMLElement {
  const { t } = context;
  switch (context.embed) {
    case 'plot':
    case 'slider':
      return h(
        'div',
        { class: 'lab embed embed-plot' },
        messagesView(context),
        h('main', {}, stageView(context, false, context.embed === 'slider' && thumbView(context), caption(context))),
      );
    case 'full':
      return h(
        'div',
        { class: 'lab embed embed-full' },
        headerView(context, null),
        messagesView(context),
        bench(context, 'main', stageView(context, true, caption(context)), folded(t('share.title'), share(context))),
      );
    default:
      return wholePage(context);
  }
}

function wholePage(context: Context): HTMLElement {
  const { t, signal } = context;
  const stage = async (): Promise<void> => (await import('./lab-lecture')).openStage(context, page);
  const words = t('story.full');
  const full = h(
    'button',
    {
      type: 'button',
      class: 'icon-button full',
      'data-name': 'stage',
      'aria-label': words,
      title: words,
      click: () => attempt(context, page, stage),
    },
    icon('full'),
  );
  const keys = h(
    'button',
    { type: 'button', class: 'quiet keys', click: () => attempt(context, page, () => helpSheet(context, page)) },
    t('footer.keys'),
  );
  const page: HTMLElement = h(
    'div',
    { class: 'lab' },
    headerView(context, full),
    messagesView(context),
    h('main', {}, bench(context, 'div', stageView(context, true), share(context)), notesView(context)),
    footerView(context, keys),
  );
  page.addEventListener('lecture', () => attempt(context, page, stage));
  shortcuts(context, page, stage, signal);
  return page;
}
