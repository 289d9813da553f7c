// What every part of the page is given.
import type { Lang, Translate } from '../i18n';
import type { Panel } from '../panels';
import type { Session } from '../session/session';

export interface Context {
  session: Session;
  panel: Panel;
  lang: Lang;
  t: Translate;
  theme: 'light' | 'dark';
  embed: string;
  /** Aborts when the page is built anew. */
  signal: AbortSignal;
}
