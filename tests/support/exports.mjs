// What a reader takes away of a set-up, as the page of any engine hands it over.
import { bindings } from './module.mjs';

/** Keys that make any preset one of a moment, where they go with it. */
const SMALL = {
  bath: 'square-2x3',
  bosons: '2',
  family: 'none',
  coupling: '0.5,2',
  samples: '2',
  levels: '2',
  late: '20:24:3',
  times: 'log:0.01:20:30',
};

/** The baths that stand for those that grow: several, of which the largest takes a moment too. */
const GROWING = 'half';

/** A preset in a size that takes a moment, with the same parts. */
export function smallPreset(id) {
  const { panel } = JSON.parse(bindings.read(`preset=${id}`)).values;
  const { bath, bosons, ...others } = SMALL;
  const small = panel === 'sizes' ? { ...others, family: GROWING } : SMALL;
  return Object.entries(small).reduce((text, [key, value]) => {
    const { text: changed, errors } = JSON.parse(bindings.set(text, key, value));
    return errors.length === 0 ? changed : text;
  }, `preset=${id}`);
}

/** In the page: goes to a set-up, waits for its end, and returns the files that the page hands over: `{ csv, json, svg }`. */
export async function exportsInPage(hash) {
  const element = () => document.querySelector('second-law-lab');
  const until = async (is) => {
    for (const end = Date.now() + 100_000; !is(); ) {
      if (Date.now() > end) throw new Error(`${hash} is ${element()?.state}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const settled = () => ['done', 'failed', 'idle', 'cancelled'].includes(element()?.state);
  await until(settled);
  let over = element().scenario === hash;
  element().addEventListener('result', () => (over = true), { once: true });
  location.hash = hash;
  await until(() => over && element().state === 'done');
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let given = null;
  // What would be saved is kept here instead.
  URL.createObjectURL = (blob) => {
    given = blob;
    return 'about:blank';
  };
  HTMLAnchorElement.prototype.click = () => {};
  try {
    const files = {};
    for (const kind of ['csv', 'json', 'svg']) {
      given = null;
      document.querySelector(`[aria-label="Download as ${kind.toUpperCase()}"]`).click();
      await until(() => given !== null);
      files[kind] = await given.text();
    }
    return files;
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
}
