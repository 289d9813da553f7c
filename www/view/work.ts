// The paper that all this is about, as it is cited, in its own language.
import type { Words } from '../i18n';
import { h } from './dom';

export const workView = (t: Words['t']): HTMLElement => h('cite', { lang: 'en' }, t('footer.work'));
