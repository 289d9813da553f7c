// Short ways to make elements.

export type Child = Node | string | null | false;
export type Props = Record<string, string | number | boolean | null | ((event: never) => void)>;

const SVG = 'http://www.w3.org/2000/svg';

function furnish<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** An HTML element; functions among the properties listen to the event of their name. */
export const h = <K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] =>
  furnish(document.createElement(tag), props, children);

/** An SVG element. */
export const s = <K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] =>
  furnish(document.createElementNS(SVG, tag), props, children);

/** A text whose places of the form `{name}` are taken by elements. */
export const filled = (text: string, parts: Record<string, Child>): Child[] =>
  text.split(/\{(\w+)\}/).map((piece, place) => (place % 2 === 0 ? piece : (parts[piece] ?? null)));

/** Sets an attribute where it is another: setting it has the browser look at its styles again. */
export function put(element: Element | undefined, name: string, value: string): void {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A formula's subscript, `_{LR}`, `_LR` or `_B`, or its superscript, `^{2}`. */
const SCRIPT = /_(?:\{([^}]*)\}|([A-Za-z]+))|\^\{([^}]*)\}/;

/** A text with subscripts and superscripts. */
export const subscripts = (text: string): Child[] =>
  // Splitting by a pattern with three groups gives text, first to third group, text, and so on.
  text.split(SCRIPT).flatMap((piece, place) => (piece ? [place % 4 === 0 ? piece : h(place % 4 === 3 ? 'sup' : 'sub', {}, piece)] : []));

/** The same text where there can be neither. */
export const plain = (text: string): string => text.replace(new RegExp(SCRIPT, 'g'), '$1$2$3');

let lastId = 0;

/** An id that no other element has. */
export const uniqueId = (stem: string): string => `${stem}-${++lastId}`;
