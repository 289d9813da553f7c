// What every part of the page is given.
import type { Words } from '../i18n';
import type { Panel } from '../panels';
import type { Session } from '../session/session';

export interface Context extends Words {
  session: Session;
  panel: Panel;
  theme: 'light' | 'dark';
  embed: string;
  /** Aborts when the page is built anew. */
  signal: AbortSignal;
}
