// The styles of the stage and of the sheet of keys: they come with the scripts that need them.
import styles from '../styles/lecture.css?inline';
import { wear } from './wear';

/** A document's own sheet of them, once. */
export const wearStyles = (paper: Document): void => wear(paper, styles);
