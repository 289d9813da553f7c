// The element and its styles, which all of a document share.
import { SecondLawLab } from '../lab';
import { publishedAt } from '../site';
import styles from '../styles/element.css?inline';
import { wear } from '../view/wear';
import type { SecondLawLabElement } from '../host/element';

/** The address of the lab's site, from the build (tools/package.mjs); '' where it was not told. */
declare const SITE_URL: string;

export function define(): new () => SecondLawLabElement {
  wear(document, styles);
  publishedAt(SITE_URL);
  return SecondLawLab;
}
