// The page inside a frame of someone else's.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { serve } from '../tools/serve.mjs';
import { finished, openLab, textsLoaded } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';

let lab;
before(async () => (lab = await openLab({ base: '/some/folder/' })));
afterEach(() => lab.clear());
after(() => lab.close());

/** Opens a page of another origin with `html` in it, which gets the lab's address; calls `check` with page and frame. */
async function embedded(html, check) {
  const content = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><body>${html(lab.address)}`;
  const host = await serve({ pages: { '/': content } });
  try {
    const page = await lab.open(host.address);
    await check(page, page.frames()[1]);
  } finally {
    await host.close();
  }
}

const frame = (address, hash, attributes = '') =>
  `<iframe title="Second Law Lab" src="${address}#${hash}" width="600" height="400" ${attributes}></iframe>`;

for (const sandbox of ['', 'sandbox="allow-scripts"']) {
  for (const mode of ['plot', 'full']) {
    test(`embed=${mode} runs in a frame of another origin ${sandbox}`, async () => {
      await embedded(
        (address) => frame(address, `${small}&embed=${mode}`, sandbox),
        async (_, inner) => {
          const { state, record } = await finished(inner);
          assert.equal(state, 'done');
          assert.equal(record.bath.sites, 4);
          const full = inner.getByRole('link', { name: 'Second Law Lab' });
          const { origin, pathname, hash } = new URL(await full.first().evaluate((link) => link.href));
          assert.equal(`${origin}${pathname}`, lab.address, 'the link leads to the full page');
          assert.equal(hash, `#${small}`, 'with the same set-up');
        },
      );
    });
  }
}

for (const [lang, caption] of [
  ['en', /solved exactly/],
  ['ja', /[\u3040-\u30ff]/],
]) {
  test(`a frame without an origin loads the texts of its language (${lang})`, async () => {
    await embedded(
      (address) => frame(address, `${small}&embed=plot&lang=${lang}`, 'sandbox="allow-scripts"'),
      async (_, inner) => {
        assert.equal((await finished(inner)).state, 'done');
        assert.match(await inner.locator('.caption').innerText(), caption);
        assert.deepEqual(await textsLoaded(inner), [lang]);
      },
    );
  });
}

test('the language is switched in a frame without an origin', async () => {
  await embedded(
    (address) => frame(address, `${small}&embed=full&lang=en`, 'sandbox="allow-scripts"'),
    async (_, inner) => {
      await finished(inner);
      await inner.locator('[data-name=lang]').click();
      await inner.waitForFunction(() => document.documentElement.lang === 'ja');
      assert.deepEqual(await textsLoaded(inner), ['en', 'ja']);
    },
  );
});

for (const mode of ['plot', 'full', 'poster']) {
  test(`embed=${mode} shows what is wrong with its link, with nothing over it`, async () => {
    await embedded(
      (address) => frame(address, `${small}&attach=99&embed=${mode}`, 'sandbox="allow-scripts"'),
      async (_, inner) => {
        const alert = inner.locator('.alert');
        await alert.waitFor();
        assert.match(await alert.innerText(), /attach=99[\s\S]*0 to 3/);
        const covered = await alert.evaluate((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]));
          return points.some(([x, y]) => y < innerHeight && !element.contains(document.elementFromPoint(x, y)));
        });
        assert.ok(!covered);
        if (mode === 'poster') await inner.getByRole('button', { name: 'Run' }).click();
        assert.equal((await finished(inner)).state, 'done', 'what is right of the link has run');
      },
    );
  });
}

test('an embedded page computes only once it is on screen', async () => {
  await embedded(
    (address) => `<div style="height: 5000px"></div>${frame(address, `${small}&embed=plot`)}`,
    async (page, inner) => {
      await inner.waitForFunction(() => document.querySelector('second-law-lab')?.state === 'idle');
      await page.waitForTimeout(1000);
      assert.equal(await inner.evaluate(() => performance.getEntriesByName('second-law:run-start').length), 0);
      await page.locator('iframe').scrollIntoViewIfNeeded();
      assert.equal((await finished(inner)).state, 'done');
    },
  );
});

test('the plot follows the size of its frame', async () => {
  await embedded(
    (address) => frame(address, `${small}&embed=plot`),
    async (page, inner) => {
      await finished(inner);
      for (const width of [320, 800]) {
        await page.locator('iframe').evaluate((element, width) => (element.width = width), width);
        // What is placed over the plot follows it a frame later.
        await inner.waitForFunction((width) => {
          const canvas = Math.max(...[...document.querySelectorAll('canvas')].map((each) => each.getBoundingClientRect().width));
          const nothingSticksOut = document.documentElement.scrollWidth <= innerWidth;
          return innerWidth === width && canvas <= width && canvas > 0.5 * width && nothingSticksOut;
        }, width);
      }
    },
  );
});
