// Styles that come with a script.

const worn = new WeakMap<Document, Set<string>>();

/** Puts them on a document, once; text in a sheet that a script makes is no inline style to the page's policy. */
export function wear(paper: Document, styles: string): void {
  const { CSSStyleSheet: Sheet } = paper.defaultView as Window & typeof globalThis;
  const present = worn.get(paper) ?? new Set();
  if (present.has(styles)) return;
  worn.set(paper, present.add(styles));
  const sheet = new Sheet();
  sheet.replaceSync(styles);
  paper.adoptedStyleSheets = [...paper.adoptedStyleSheets, sheet];
}
