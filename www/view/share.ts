// Taking it away: link, embed code, picture, numbers; and bringing a record back.
import { textOf, type Key } from '../i18n';
import { formats, version } from '../engine/wasm';
import { labText } from '../room';
import type { Context } from './context';
import { h } from './dom';
import { fileOf, Noise, pictureOf, save } from './export';
import { embedCode, linkTo, shownAs } from './link';
import { hasSingleFile, singleFile } from './single-file';

/** How long "copied" stays, in ms. */
const SAID = 3000;

export function shareView(context: Context): HTMLElement {
  const { session, t } = context;
  const said = h('p', { class: 'share-said', role: 'status' });
  const field = h('textarea', { class: 'share-field', readonly: true, rows: 3, hidden: true, 'aria-label': t('share.field') });

  let silence = 0;
  const say = (words: string): void => {
    clearTimeout(silence);
    said.textContent = words;
    silence = window.setTimeout(() => (said.textContent = ''), SAID);
  };

  const copy = async (text: string, copied: Key = 'share.copied'): Promise<void> => {
    field.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      say(t(copied));
    } catch {
      // Many frames forbid the clipboard: the reader copies from the field.
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
      say(t('share.select'));
    }
  };

  const button = (key: Key, action: () => void): HTMLButtonElement => h('button', { type: 'button', click: action }, t(key));
  const download = (kind: string, content: () => Promise<Blob> | Blob): HTMLButtonElement => {
    const deliver = async (): Promise<void> => save(context.panel.id, kind, await content());
    const element = button(
      `share.${kind}` as Key,
      () => void deliver().catch((error) => say(t(error instanceof Noise ? 'share.noise' : 'share.failed'))),
    );
    element.setAttribute('aria-label', t('share.file', { kind: kind.toUpperCase() }));
    return element;
  };
  const unframed = (): string => shownAs(session.text, 'off');

  const open = h('input', {
    type: 'file',
    accept: '.json,application/json',
    class: 'hidden-text',
    change: () => {
      const file = open.files?.[0];
      file?.text().then(
        (content) => {
          const made = session.openRecord(content);
          if (made === null) say(t('share.notRecord'));
          else if (made !== version()) say(t('share.otherVersion', { made, own: version() }));
        },
        () => say(t('share.notRecord')),
      );
      open.value = '';
    },
  });

  return h(
    'section',
    { class: 'share card', 'aria-label': t('share.title') },
    h(
      'div',
      { class: 'share-group' },
      button(
        'share.link',
        () => void copy(linkTo(unframed()), session.told.refused || session.problems.length === 0 ? 'share.copied' : 'share.unread'),
      ),
      button('share.embedPlot', () => void copy(embedCode(unframed(), 'plot', textOf(context, `embed.title.${context.panel.id}`)))),
      button('share.embedFull', () => void copy(embedCode(unframed(), 'full', textOf(context, `embed.title.${context.panel.id}`)))),
    ),
    h(
      'div',
      { class: 'share-group' },
      h('span', { class: 'share-label' }, t('share.download')),
      download('png', () => pictureOf(context)),
      ...formats().map((format) => download(format.id, () => fileOf(context, format))),
      hasSingleFile() && download('html', () => singleFile(labText(unframed()))),
      h('label', { class: 'button file' }, t('share.open'), open),
    ),
    said,
    field,
  );
}
