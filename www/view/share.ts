// Taking it away: link, embed code, picture, numbers; and bringing a record back.
import { framed } from '../frame';
import type { Key } from '../i18n';
import { formats, version } from '../engine/wasm';
import { labText } from '../room';
import { hasAddress } from '../site';
import type { Context } from './context';
import { copying } from './copying';
import { h } from './dom';
import { fileOf, Noise, pictureOf, save } from './export';
import { linkTo, shownAs } from './link';
import { attempt } from './shortcuts';
import { hasSingleFile, singleFile } from './single-file';

/** A frame without an origin may not be allowed to save files, and is not told. */
const mayBeForbidden = (): boolean => framed() && self.origin === 'null';

const isText = ({ type }: Blob): boolean => /^text\/(?!html)|json|svg/.test(type);

export function shareView(context: Context): HTMLElement {
  const { session, t } = context;
  const { said, field, say, copy, offer } = copying(context, true);

  const button = (key: Key, action: () => void): HTMLButtonElement => h('button', { type: 'button', click: action }, t(key));
  const download = (kind: string, content: () => Promise<Blob> | Blob): HTMLButtonElement => {
    const deliver = async (): Promise<void> => {
      const file = await content();
      save(context.panel.id, kind, file);
      if (mayBeForbidden()) offer(isText(file) ? await file.text() : linkTo(unframed()), t('share.blocked'));
    };
    const element = button(
      `share.${kind}` as Key,
      () => void deliver().catch((error) => say(t(error instanceof Noise ? 'share.noise' : 'share.failed'))),
    );
    element.setAttribute('aria-label', t('share.file', { kind: kind.toUpperCase() }));
    return element;
  };
  const unframed = (): string => shownAs(session.text, 'off');
  const copyLink = (): void => {
    const whole = session.told.refused || session.problems.length === 0;
    const link = hasAddress() ? linkTo(unframed()) : labText(unframed());
    void copy(link, t(whole ? (hasAddress() ? 'share.copied' : 'share.bare') : 'share.unread'));
  };

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

  const more = button('share.more', () => attempt(context, view, async () => (await import('./builder')).openBuilder(context, view)));
  more.dataset['name'] = 'builder';
  const view: HTMLElement = h(
    'section',
    { class: 'share card', 'aria-label': t('share.title') },
    h('div', { class: 'share-group' }, button('share.link', copyLink), more),
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
  return view;
}
