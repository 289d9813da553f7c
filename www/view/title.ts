// What is seen, above the figure: what was found as a title, a sentence on it, and where in the story it belongs.
import { latticeOf, presets } from '../engine/wasm';
import { textOf, type Key } from '../i18n';
import { firstPanel, showsOneState } from '../panel';
import type { Context } from './context';
import { h } from './dom';
import { throttleToFrame } from './frames';
import { chapterLink, linkTo } from './link';
import { glossed } from './terms';

/** What is to be seen, said of the set-up at hand. */
function lead(context: Context): string {
  const { session, panel, t } = context;
  const { values } = session;
  const { sites } = latticeOf(session.text);
  const size = { sites: sites.length - 1, bosons: values['bosons'] ?? '' };
  const own = textOf(context, `lead.${panel.id}`, size);
  if (!showsOneState(panel)) return own;
  const keys: Record<string, Key> = { canonical: 'lead.canonical', typical: 'lead.typical' };
  const bath = t(keys[values['state'] ?? ''] ?? 'lead.eigenstate', size);
  return t('sentences', { before: bath, after: own });
}

/** What the figure shows, in a line: what was found with a preset, else what is computed. */
export function titleOf(context: Context): string {
  const { session, panel } = context;
  const preset = presets().find((each) => each.id === session.values['preset'] && session.isPreset(each));
  return preset ? textOf(context, `preset.${preset.id}.title`) : textOf(context, `choice.panel.${panel.id}`);
}

/** The sentence on it: a preset's own, else what is to be seen. */
export function leadOf(context: Context): string {
  const { session } = context;
  const preset = presets().find((each) => each.id === session.values['preset'] && session.isPreset(each));
  return preset ? textOf(context, `preset.${preset.id}.blurb`) : lead(context);
}

export function titleView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const known = presets();
  const kicker = h('p', { class: 'kicker' });
  const title = h('h1', { id: 'stage-title', tabindex: -1, 'data-name': 'title' });
  const sentence = h('p', { class: 'lead' });

  let shown = '';
  const update = (): void => {
    const preset = known.find(({ id }) => id === session.values['preset']);
    const unchanged = preset !== undefined && session.isPreset(preset);
    const key = `${unchanged} ${preset?.id} ${unchanged ? '' : lead(context)}`;
    if (key === shown) return;
    shown = key;
    title.textContent = titleOf(context);
    sentence.replaceChildren(...glossed(context, leadOf(context), new Set()));
    if (!preset) return kicker.replaceChildren();
    const name = textOf(context, `preset.${preset.id}.title`);
    if (unchanged) {
      const words = `${preset.chapter} · ${textOf(context, `story.${preset.chapter}.kicker`)}`;
      const href = chapterLink(session.values, preset.chapter);
      kicker.replaceChildren(href === null ? words : h('a', { href }, words));
    } else if ((new URLSearchParams(preset.text).get('panel') ?? firstPanel().id) === panel.id) {
      kicker.replaceChildren(h('a', { href: linkTo(preset.text) }, t('setup.changed', { preset: name })));
    } else kicker.replaceChildren();
  };
  update();
  session.changes.on(['scenario'], throttleToFrame(update, signal), signal);
  return h('div', { class: 'stage-title' }, kicker, title, sentence);
}
