// The element and its styles, which all of a document share.
import { SecondLawLab } from '../lab';
import styles from '../styles/element.css?inline';
import { wear } from '../view/wear';
import type { SecondLawLabElement } from './types';

export function define(): new () => SecondLawLabElement {
  wear(document, styles);
  return SecondLawLab;
}
