// The styles of the stage and of the sheet of keys: they come with the scripts that need them.
import styles from '../styles/lecture.css?inline';

const worn = new WeakSet<Document>();

/** A document's own sheet of them, once; text in a sheet that a script makes is no inline style to the page's policy. */
export function wearStyles(paper: Document): void {
  const { CSSStyleSheet: Sheet } = paper.defaultView as Window & typeof globalThis;
  if (worn.has(paper)) return;
  worn.add(paper);
  const sheet = new Sheet();
  sheet.replaceSync(styles);
  paper.adoptedStyleSheets = [...paper.adoptedStyleSheets, sheet];
}
