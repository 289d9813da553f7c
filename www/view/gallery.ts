// The way from story and lab to the site around them.
import type { Words } from '../i18n';
import { sitePage } from '../site';
import { h } from './dom';

/** A line with the gallery's link; null where the page stands alone. */
export function galleryLink({ t, lang }: Words): HTMLElement | null {
  const href = sitePage('gallery/', lang);
  return href === null ? null : h('p', {}, h('a', { href }, t('site.gallery')));
}

/** The same to what the page is made of. */
export function aboutLink({ t, lang }: Words): HTMLElement | null {
  const href = sitePage('about/', lang);
  return href === null ? null : h('p', {}, h('a', { href }, t('site.about')));
}
