// The npm package: what importing it does. It brings the element with its styles, once the document is there to have them: where
// there is none, as on a server that writes pages, importing does nothing.
import type { SecondLawLabElement } from '../host/element';

/** The class of the element, once it is defined. */
export const defined: Promise<new () => SecondLawLabElement> =
  typeof document === 'undefined' ? new Promise(() => {}) : import('./define').then(({ define }) => define());
