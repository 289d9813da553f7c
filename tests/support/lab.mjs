// The built page in a real browser, driven through what it promises to any embedder: its address,
// its one element's properties and events, and the names of its controls.
import assert from 'node:assert/strict';
import { launch } from '../../tools/browsers.mjs';
import { serve } from '../../tools/serve.mjs';

/** The link of the lab's own first set-up: the bare address opens the story. */
export const defaultSetup = '#preset=second-law';

/**
 * Serves the page and starts a browser, the one that BROWSER names where the test does not. `pages` adds host pages to the server: { '/path': html }; `headers` go with all it sends.
 * `clear` it after each test and `close` it after the last.
 */
export async function openLab({ name = process.env.BROWSER ?? 'chromium', base = '/', pages = {}, headers = {} } = {}) {
  const server = await serve({ base, pages, headers });
  const browser = await launch(name);
  const troubles = [];
  const contexts = [];
  return {
    address: server.address,
    /** Opens `path` (below the page's address, or elsewhere) in a fresh context with Playwright's `options`. */
    async open(path = '', options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      contexts.push(context);
      const page = await context.newPage();
      const address = new URL(path, server.address);
      watch(page, [address.origin, new URL(server.address).origin], troubles);
      await page.goto(address.href);
      return page;
    },
    /** Closes what is open, and asserts that no page reported an error, lacked a file or asked a third party for one. */
    async clear() {
      const seen = troubles.splice(0);
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      troubles.length = 0;
      assert.deepEqual(seen, []);
    },
    /** What a test has brought about itself. */
    forgive(trouble) {
      const others = troubles.filter((text) => !trouble.test(text));
      troubles.splice(0, troubles.length, ...others);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Collects what no page should ever do. */
function watch(page, origins, troubles) {
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const local = origins.includes(url.origin) || ['blob:', 'data:'].includes(url.protocol);
    if (!local) troubles.push(`request to a third party: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // What a page, or the preview in it, still loads as it is left is not lacked: Firefox and Chromium tell of it.
    const left = ['NS_BINDING_ABORTED', 'net::ERR_ABORTED'];
    if (!left.includes(request.failure()?.errorText)) troubles.push(`failed to load: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
}

/** The languages whose texts a page or frame has asked for, in that order. */
export const textsLoaded = (page) =>
  page.evaluate(() => {
    const names = performance.getEntriesByType('resource').map(({ name }) => /\/(\w+)-[^/]*\.json\.js$/.exec(name)?.[1]);
    return names.filter((name) => name !== undefined);
  });

/** The properties of the page's element (in a page or a frame). */
const element = (page) =>
  page.evaluate(() => {
    const { scenario, state, record } = document.querySelector('second-law-lab');
    return { scenario, state, record };
  });

const timeout = 60_000;

/** Waits until the page's run is over, whichever way, and returns the element's properties. */
export async function finished(page) {
  const over = () => {
    const lab = document.querySelector('second-law-lab');
    // A run may be over before what its panel adds to the page has come: the theme is set when the page stands.
    return lab?.dataset.theme && ['done', 'failed', 'cancelled'].includes(lab.state);
  };
  await page.waitForFunction(over, undefined, { timeout });
  return element(page);
}

/** Sets the address's fragment and returns the element's properties once the run it starts has its result. */
export async function visit(page, hash) {
  await page.evaluate((hash) => {
    const lab = document.querySelector('second-law-lab');
    delete lab.dataset.visited;
    lab.addEventListener('result', () => (lab.dataset.visited = hash), { once: true });
    location.hash = hash;
  }, hash);
  await page.waitForFunction(() => document.querySelector('second-law-lab').dataset.visited !== undefined, undefined, { timeout });
  return element(page);
}
