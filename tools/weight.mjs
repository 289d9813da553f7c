// What a reader transfers: the bytes of a real visit in Chromium, as the server sends them with gzip.
import { serve } from './serve.mjs';

/** Bars in kB (1000 bytes): the story and one run of the lab for a reader of English; a frame with a finished picture, before its press. */
export const bars = { visit: 335, poster: 40 };

const idle = 'networkidle';

/**
 * Serves the built page, lets `use(page, address)` visit it once, and gives the bytes of each file that it transferred: `Map(path, bytes)`.
 * The service worker stays out of it: it fetches what is left for a visit without a network, once the page has nothing else to do.
 */
export async function transferred(browser, use) {
  const sizes = new Map();
  const server = await serve({ served: (path, bytes) => sizes.set(path, bytes) });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  try {
    await use(await context.newPage(), server.address);
    return sizes;
  } finally {
    await context.close();
    await server.close();
  }
}

/** The bare address until it is idle, and one default run of the lab. */
export async function firstVisit(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0, undefined, { timeout: 120_000 });
  await page.waitForLoadState(idle);
  await page.evaluate(() => (location.hash = 'preset=second-law'));
  await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0, undefined, { timeout: 120_000 });
  await page.waitForLoadState(idle);
}

/** A frame that shows the finished picture of what a link names, and waits for its press. */
export const poster = (link) => async (page, address) => {
  await page.goto(`${address}#${link}&embed=poster`);
  await page.locator('[data-figure=main] img').waitFor();
  await page.waitForLoadState(idle);
};

/** Bytes as kB. */
export const kilobytes = (sizes) => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
