// The languages of the page: each a file of texts, which comes to the reader as a script of its own.

const files = import.meta.glob<string>('./texts/*.json', { query: '?url', import: 'default', eager: true });

/** Where the script of each language is, by its code. */
export const addresses: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([file, address]) => [file.replace(/^.*\/|\.json$/g, ''), `${address}.js`]),
);

/** Their codes. */
export const languages: readonly string[] = [...addresses.keys()];
