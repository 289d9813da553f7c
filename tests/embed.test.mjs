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

test('where a sandbox opens no page, the address stands to be copied', async () => {
  await embedded(
    (address) => frame(address, `${small}&embed=plot`, 'sandbox="allow-scripts"'),
    async (_, inner) => {
      await finished(inner);
      await inner.locator('.caption a').click();
      const address = inner.locator('.caption .address');
      assert.equal(await address.inputValue(), `${lab.address}#${small}`);
      assert.equal(
        await address.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)),
        `${lab.address}#${small}`,
      );
      lab.forgive(/Blocked opening/);
    },
  );
});

test('a frame without an origin offers no file that it could not make', async () => {
  await embedded(
    (address) => frame(address, `${small}&embed=full`, 'sandbox="allow-scripts"'),
    async (_, inner) => {
      await finished(inner);
      await inner.locator('.share').evaluate((share) => (share.closest('details').open = true));
      assert.equal(await inner.getByRole('button', { name: 'Download as JSON' }).count(), 1);
      assert.equal(await inner.getByRole('button', { name: 'Download as HTML' }).count(), 0);
    },
  );
});

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
        // Before it is pressed nobody has read its link.
        if (mode === 'poster') await inner.locator('[data-action=play]').click();
        await alert.waitFor();
        assert.ok((await alert.boundingBox()).height < 40, 'one line');
        const words = alert.locator('summary');
        if (await words.count())
          assert.ok(
            await words.evaluate((line) => line.getBoundingClientRect().right <= innerWidth),
            'what does not fit ends in an ellipsis',
          );
        assert.match(await alert.innerText(), /attach=99[\s\S]*0 to 3/);
        const covered = await alert.evaluate((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]));
          return points.some(([x, y]) => y < innerHeight && !element.contains(document.elementFromPoint(x, y)));
        });
        assert.ok(!covered);
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
      const loaded = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('second_law')).length;
      assert.equal(await inner.evaluate(loaded), 0, 'nor does it load its engine');
      assert.equal(page.workers().length, 0);
      await page.locator('iframe').scrollIntoViewIfNeeded();
      assert.equal((await finished(inner)).state, 'done');
      assert.equal(await inner.evaluate(loaded), 1);
      for (let left = 40; page.workers().length > 0; left -= 1) {
        assert.ok(left > 0, 'workers that have nothing to do are let go');
        await page.waitForTimeout(100);
      }
    },
  );
});

test('a frame changes nothing of its host, and tells it heights and the keys that it has no use for', async () => {
  const hear = `<script>window.heard = []; addEventListener('message', ({ data, source }) => source === frames[0] && heard.push(data))</script>`;
  await embedded(
    (address) => `${hear}${frame(address, `${small}&embed=full`, 'sandbox="allow-scripts"')}<div style="height: 3000px"></div>`,
    async (page, inner) => {
      await finished(inner);
      // The height of the copied code is enough for all of it, its controls folded.
      for (const panel of ['entropy', 'fluctuation', 'eth', 'sizes', 'light-cone', 'information', 'map'])
        for (const width of [320, 375, 700, 1200]) {
          await page.locator('iframe').evaluate((element, width) => Object.assign(element, { width, height: 1010 }), width);
          await inner.waitForFunction((width) => innerWidth === width, width);
          await inner.evaluate((text) => (document.querySelector('second-law-lab').scenario = text), `${small}&panel=${panel}&embed=full`);
          assert.equal((await finished(inner)).state, 'done');
          await inner
            .waitForFunction(() => document.scrollingElement.scrollHeight <= innerHeight)
            .catch(() => assert.fail(`${panel} at ${width} px`));
        }
      await inner.evaluate((text) => (document.querySelector('second-law-lab').scenario = text), `${small}&embed=full`);
      await finished(inner);
      const host = () => page.evaluate(() => [history.length, scrollY, document.activeElement.localName]);
      const before = await host();
      assert.equal(before[2], 'body', 'no focus is taken');
      for (const text of [`${small}&beta=0.3`, `${small}&panel=fluctuation`]) {
        await inner.evaluate((text) => (document.querySelector('second-law-lab').scenario = text), `${text}&embed=full`);
        assert.equal((await finished(inner)).state, 'done');
      }
      assert.deepEqual(await host(), before);
      await inner.evaluate((text) => location.replace(text), `#${small}&embed=plott`);
      const plot = inner.locator('.embed-plot .plot-surface');
      await plot.waitFor();
      assert.equal((await finished(inner)).scenario, small, 'what it cannot read of how it should look is a plot of the same');
      await plot.press('PageDown');
      await page.waitForFunction(() => window.heard.some(({ type }) => type === 'second-law-lab:key'));
      const heard = await page.evaluate(() => window.heard);
      assert.deepEqual(
        heard.filter(({ type }) => type?.endsWith('key')),
        [{ type: 'second-law-lab:key', version: 1, key: 'PageDown' }],
      );
      const heights = heard.filter(({ type }) => type?.endsWith('height'));
      assert.ok(heights.length > 0 && heights.every(({ version, height }) => version === 1 && height > 200 && height < 4000));
      for (const { height } of heights) {
        assert.ok(heard.some((data) => data.subject === 'lti.frameResize' && data.height === height));
        assert.ok(heard.some((data) => data.context === 'iframe.resize' && data.height === height));
      }
      assert.equal((await host())[0], before[0], 'nothing of this has come into its history');
    },
  );
});

test('the figure has most of every frame, and nothing scrolls', async () => {
  await embedded(
    (address) => frame(address, `${small}&embed=poster`),
    async (page, inner) => {
      const fits = async (said) => {
        for (const [width, height] of [
          [320, 240],
          [320, 420],
          [375, 500],
          [700, 520],
          [1200, 700],
        ]) {
          await page.locator('iframe').evaluate((element, size) => Object.assign(element, size), { width, height });
          await inner.waitForFunction((size) => innerWidth === size[0] && innerHeight === size[1], [width, height]);
          const { share, beyond, tools } = await inner.evaluate(() => {
            const { width, height } = document.querySelector('[data-figure=main]').getBoundingClientRect();
            const { scrollWidth, scrollHeight } = document.scrollingElement;
            const out = [...document.querySelectorAll('.status, .alert, .caption, [data-action]')].filter((element) => {
              const { left, right, top, bottom, width } = element.getBoundingClientRect();
              return width > 0 && (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight);
            });
            return {
              share: (width * height) / innerWidth / innerHeight,
              beyond: [scrollWidth - innerWidth, scrollHeight - innerHeight, ...out.map(({ className }) => className)],
              tools: document.querySelector('.menu-view')?.checkVisibility() ?? false,
            };
          });
          assert.ok(share >= 0.55, `${said}: ${share} of ${width} x ${height}`);
          assert.deepEqual(beyond, [0, 0], `${said}, ${width} x ${height}`);
          if (width < 420) assert.ok(!tools, 'no tools in a narrow frame');
        }
      };
      await inner.locator('[data-figure=main]').waitFor();
      await fits('poster');
      await inner.locator('[data-action=play]').click();
      assert.equal((await finished(inner)).state, 'done');
      await fits('plot');
      // Its couplings to choose from are one row.
      await inner.evaluate(
        (text) => (document.querySelector('second-law-lab').scenario = text),
        `${small}&coupling=0.1,0.5,1,2&panel=light-cone&embed=plot`,
      );
      await inner.locator('.run-choice button').nth(3).waitFor();
      assert.equal((await finished(inner)).state, 'done');
      await fits('light cone');
      const broken = { code: 'memory', parameter: null, message: null, detail: 'out of memory' };
      await inner.evaluate((failure) => document.querySelector('second-law-lab').session.runner.broken(failure), broken);
      await inner.locator('.status .alert').waitFor();
      await fits('out of memory');
      await inner.evaluate((text) => location.replace(text), `#${small}&attach=99&embed=plot`);
      await inner.locator('.alert.line').waitFor();
      await fits('a bad link');
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
