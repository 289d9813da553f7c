// The story in a browser: what the bare address opens.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { serve } from '../tools/serve.mjs';
import { finished, openLab } from './support/lab.mjs';
import { nativeRecord } from './support/native.mjs';
import { assertClose } from './support/compare.mjs';

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
const untouched = 'coupling=1&times=lin:0:10:501&turn=5&panel=reversal';
const nudged = (site) => `coupling=1&times=lin:0:10:501&turn=5&kick=${Math.PI}&kick-site=${site}&panel=reversal`;

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const timeout = 60_000;
const action = (page, name) => page.locator(`[data-figure=main] [data-action=${name}]`);

/** Waits until the film runs or rests: its run has been computed. */
const filmed = (page) => page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0, undefined, { timeout });

/** Opens the story with little motion: every step jumps to its last picture. */
async function still(hash = '', options = {}) {
  const page = await lab.open(hash, { reducedMotion: 'reduce', ...options });
  await filmed(page);
  return page;
}

async function toHome(page, answer = 'yes') {
  await action(page, 'reverse').click();
  await action(page, answer).click();
  await action(page, 'nudge').waitFor({ timeout });
}

test('the bare address asks its question and runs a film, computed here', async () => {
  const page = await lab.open();
  assert.equal(await page.locator('second-law-lab').count(), 0);
  await filmed(page);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Why does time run only one way?');
  const slider = page.getByRole('slider', { name: 'Time of the film' });
  const time = async () => Number(await slider.getAttribute('aria-valuenow'));
  const picture = async () =>
    createHash('sha256')
      .update(await page.locator('[data-figure=main] canvas').screenshot())
      .digest('hex');
  const before = await picture();
  await page.waitForTimeout(2500);
  assert.notEqual(await picture(), before, 'it moves');
  await action(page, 'play').click();
  await page.mouse.move(0, 0);
  const held = await picture();
  await page.waitForTimeout(300);
  assert.equal(await picture(), held, 'it can be held');
  // For a screenshot Firefox is given a style that the page's policy forbids.
  lab.forgive(/inline style/);
  await slider.press('ArrowRight');
  const there = await time();
  await slider.press('ArrowRight');
  assert.ok((await time()) > there, 'and moved by keys');
  assert.match(await slider.getAttribute('aria-valuetext'), /time \d\.\d, entropy \d\.\d\d/);
});

for (const [hash, viewport] of [
  ['', { width: 1280, height: 800 }],
  ['#lang=ja', { width: 390, height: 844 }],
  ['#chapter=6', { width: 1280, height: 800 }],
]) {
  test(`nothing moves as the page comes to life (${viewport.width} px ${hash})`, async () => {
    const page = await lab.open('about:blank', { viewport });
    await page.addInitScript(() => {
      window.moved = 0;
      const sum = (list) => list.getEntries().forEach(({ value }) => (window.moved += value));
      new PerformanceObserver(sum).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${lab.address}${hash}`);
    await filmed(page);
    await page.waitForTimeout(1500);
    const moved = await page.evaluate(() => window.moved);
    assert.ok(moved <= 0.01, `${moved}`);
  });
}

test('run backwards it comes home to the fourteenth decimal, after a bet; the focus is never lost', async () => {
  const page = await lab.open();
  await filmed(page);
  await action(page, 'reverse').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'yes');
  await page.getByRole('button', { name: 'No', exact: true }).press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.story-figure') !== null), 'while the film runs back');
  await action(page, 'nudge').waitFor({ timeout });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'nudge');
  const text = await page.locator('[data-figure=main] .story-belly').innerText();
  assert.match(text, /You said no, but it did\./);
  assert.match(text, /0\.00000000000000\n/);
  assert.match(text, /entropy left, to 14 decimals/);
  const { runs } = await nativeRecord(untouched);
  assert.ok(Math.abs(runs[0].entropy_production.at(-1)) < 5e-15, 'which is what the program finds');
});

test('a nudge at any site loses the way, and the outcome says its number', async () => {
  const page = await still();
  await toHome(page);
  for (const site of [0, 6, 15]) {
    await action(page, 'nudge').click();
    const button = page.getByRole('button', { name: `Site ${site + 1} of 16: nudge it` });
    await button.waitFor({ timeout });
    assert.equal(await page.locator('.story-site').count(), 16);
    await button.press('Enter');
    await action(page, 'restart').waitFor({ timeout });
    const { runs } = await nativeRecord(nudged(site));
    const [made, left] = [runs[1].entropy_production[250], runs[1].entropy_production.at(-1)].map((x) => x.toFixed(2));
    const text = await page.locator('[data-figure=main] .story-belly').innerText();
    assert.ok(text.includes(`${left} of ${made} stays`), `${text}: ${left} of ${made}`);
    assert.match(text, /It does not come home/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'nudge', 'the keyboard goes on from there');
  }
});

test('every chapter has its finding, a link of its own and a door to its set-up in the lab', async () => {
  const page = await still('#chapter=5');
  const chapters = page.locator('[data-chapter]');
  assert.equal(await chapters.count(), 7);
  await page.waitForFunction(() => document.querySelector('[data-chapter="5"]').getBoundingClientRect().top < innerHeight);
  for (let k = 1; k <= 7; k++) {
    const chapter = page.locator(`[data-chapter="${k}"]`);
    const heading = chapter.getByRole('heading', { level: 2 });
    assert.equal(await heading.getByRole('link').getAttribute('href'), `#chapter=${k}`);
    assert.ok((await heading.innerText()).length > 15);
    const door = await chapter.locator('.story-door a').getAttribute('href');
    assert.match(door, /^#(coupling|preset)=/);
  }
  await page.locator('[data-chapter="4"] .story-door a').click();
  const { scenario, state, record } = await finished(page);
  assert.equal(state, 'done');
  assert.equal(scenario, nudged(5));
  assertClose(record, await nativeRecord(scenario), 1e-10);
  await page.goBack();
  await page.locator('second-law-story h1').waitFor();
  assert.equal(await page.locator('second-law-lab').count(), 0, 'back in the story');
});

test("the numbers in the chapters are the program's", async () => {
  const page = await still();
  const text = async (chapter) => (await page.locator(`[data-chapter="${chapter}"]`).innerText()).replaceAll('\u00a0', ' ');
  const every = await nativeRecord('preset=all-eigenstates&coupling=1&occupation=1');
  const gentle = await nativeRecord('preset=all-eigenstates');
  const values = ({ levels }) => levels.map((level) => level.entropy_production).filter((value) => value !== null);
  const below = (record) => values(record).filter((value) => value < -1e-10).length;
  assert.equal(below(every), 0);
  assert.match(await text(6), new RegExp(`${values(every).length.toLocaleString('en')} states, and not one dips below zero`));
  assert.match(await text(6), new RegExp(`${values(every).length.toLocaleString('en')} of ${every.bath.dimension.toLocaleString('en')}`));
  assert.match(await text(7), new RegExp(`and ${below(gentle)} states dip below zero`));
  assert.ok((await text(7)).includes(`−${Math.abs(Math.min(...values(gentle))).toFixed(3)}`));
  const left = [];
  for (let site = 0; site < 16; site++) left.push((await nativeRecord(nudged(site))).runs[1].entropy_production.at(-1));
  assert.ok((await text(4)).includes(`between ${Math.min(...left).toFixed(2)} and ${Math.max(...left).toFixed(2)} of 1.34`));
  const { runs } = await nativeRecord('coupling=1&times=lin:0:5:251');
  assert.ok(
    runs[0].entropy_production.slice(1).every((value) => value > 0),
    'chapter 3: above zero at all times shown',
  );
  // The live run of all states says the same as the numbers that the page opened with.
  await page.goto(`${lab.address}#chapter=7`);
  await page.waitForFunction(() => /55 states dip/.test(document.querySelector('[data-chapter="7"] h2')?.innerText ?? ''), undefined, {
    timeout,
  });
});

test('a long picture tells how far it is, can be stopped and begun again, inside the figure', async () => {
  const page = await still('#chapter=6');
  const figure = page.locator('[data-figure=chapter]');
  const cancel = figure.locator('[data-action=cancel]');
  await cancel.waitFor({ timeout });
  await cancel.click();
  await figure.getByText('Cancelled. What had been computed stays.').waitFor();
  await figure.locator('[data-action=run]').click();
  await page.waitForFunction(() => document.querySelector('.story-progress').hidden, undefined, { timeout });
});

test('the links of the lab open the lab, and it never writes an address of the story', async () => {
  const page = await lab.open('#embed=plot');
  assert.equal((await finished(page)).scenario, 'embed=plot');
  await page.goto(`${lab.address}#lang=ja`);
  await page.locator('second-law-story h1').waitFor();
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), japanese);
  await page.locator('[data-name=story-open-lab]').click();
  const { scenario, state } = await finished(page);
  assert.deepEqual([scenario, state], ['lang=ja', 'done']);
  assert.equal(new URL(page.url()).hash, '#preset=second-law&lang=ja');
});

test('the language can be switched, and the address keeps it', async () => {
  const page = await still();
  await page.getByRole('button', { name: '日本語' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'なぜ時間は戻らないのか');
  assert.equal(new URL(page.url()).hash, '#lang=ja');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'story-lang');
  await toHome(page, 'no');
  assert.match(await page.locator('[data-figure=main] .story-belly').innerText(), /帰ってきました。/);
});

for (const [width, height] of [
  [320, 640],
  [360, 740],
  [390, 844],
  [600, 800],
  [768, 1024],
  [844, 390],
  [1280, 720],
  [1920, 1080],
]) {
  test(`at ${width}x${height} the figure lies in the first screen, in both languages, and nothing sticks out`, async () => {
    for (const lang of ['en', 'ja']) {
      const page = await still(`#lang=${lang}`, { viewport: { width, height } });
      const { top, bottom, sideways } = await page.locator('[data-figure=main]').evaluate((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return { top, bottom, sideways: document.documentElement.scrollWidth - innerWidth };
      });
      assert.ok(top >= 0 && bottom <= height, `${lang}: from ${top} to ${bottom}`);
      assert.ok(bottom - top > 0.45 * height, `${lang}: ${bottom - top} px high`);
      assert.ok(sideways <= 0, `${lang}: ${sideways} px too wide`);
      const beyond = await page.locator('.story-bar').evaluate((bar) => {
        const words = document.createRange();
        words.selectNodeContents(bar.lastElementChild);
        return words.getBoundingClientRect().right - document.querySelector('[data-figure=main]').getBoundingClientRect().right;
      });
      assert.ok(beyond <= 0.5, `${lang}: the header ends ${beyond} px beyond the figure`);
      const inside = async (state) => {
        const moved = await page.evaluate(() => {
          const [card, lead] = ['[data-figure=main]', '.story-lead'].map((one) => document.querySelector(one));
          // On the document: to press something the driver of Firefox scrolls, as a reader may.
          return { top: card.getBoundingClientRect().top + scrollY, cut: lead.scrollHeight - Math.ceil(lead.clientHeight) };
        });
        assert.ok(Math.abs(moved.top - top) < 0.1, `${lang}, ${state}: the figure stays where it is (${top}, ${moved.top})`);
        assert.ok(moved.cut <= 1, `${lang}, ${state}: the sentence has room in the lead's place (${moved.cut} px cut)`);
        const out = await page.locator('[data-figure=main] .story-figure').evaluate((figure) => {
          const box = figure.getBoundingClientRect();
          return [...figure.querySelectorAll('button:not([hidden]), .story-number, .story-ask, .story-say, .story-hint')]
            .filter((element) => {
              const own = element.getBoundingClientRect();
              return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1;
            })
            .map((element) => element.textContent || element.className);
        });
        assert.deepEqual(out, [], `${lang}, ${state}`);
        const over = await page.locator('[data-figure=main] .story-belly').evaluate((belly) => {
          const box = belly.getBoundingClientRect();
          return [...belly.children]
            .filter((child) => child.getBoundingClientRect().top < box.top - 4 || child.getBoundingClientRect().bottom > box.bottom + 4)
            .map(({ textContent }) => textContent);
        });
        assert.deepEqual(over, [], `${lang}, ${state}: under the plateau and above the axis`);
      };
      await inside('rest');
      await action(page, 'reverse').click();
      await inside('bet');
      await action(page, 'no').click();
      await action(page, 'nudge').waitFor({ timeout });
      await inside('home');
      await action(page, 'nudge').click();
      await page.locator('.story-site').first().waitFor();
      await inside('pick');
      const small = await page
        .locator('.story-site')
        .evaluateAll((all) => Math.min(...all.map((one) => one.getBoundingClientRect().width)));
      assert.ok(small >= 24, `${lang}: sites of ${small} px to tap`);
      await page.locator('.story-site').nth(9).click();
      await page.locator('[data-figure=main] .story-number').waitFor({ timeout });
      await action(page, 'nudge').waitFor({ timeout });
      await inside('away');
      await page.context().close();
    }
  });
}

test('the stage shows one sentence a beat, steps by keys and blanks', async () => {
  const page = await lab.open('#stage=1', { reducedMotion: 'reduce', viewport: { width: 1920, height: 1080 } });
  const stage = page.getByRole('dialog');
  await stage.waitFor();
  await filmed(page);
  const words = stage.locator('.lecture-words');
  assert.equal(await words.innerText(), 'Why does time run only one way?');
  // Of a screen 1080 high: Firefox takes its own for the whole one.
  const size = await words.locator('p').evaluate((element) => (parseFloat(getComputedStyle(element).fontSize) * 1080) / innerHeight);
  assert.ok(size >= 60, `${size} px`);
  for (let beat = 0; beat < 4; beat++) await page.keyboard.press('PageDown');
  await words.getByText('to the 14th decimal').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await words.getByText('It does not come home: 1.29 of 1.34 stays.').waitFor({ timeout });
  await page.keyboard.press('ArrowLeft');
  await words.getByText('Now nudge one single site').waitFor();
  await page.keyboard.press('b');
  assert.ok(await stage.locator('.lecture-blank').isVisible());
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await stage.waitFor({ state: 'detached' });
});

for (const embed of ['plot', 'poster']) {
  for (const [width, height] of [
    [320, 240],
    [400, 300],
    [800, 480],
  ]) {
    test(`in a frame of ${width}x${height} (${embed}) the film fits and can be turned round`, async () => {
      const page = await lab.open(`#chapter=film&embed=${embed}`, { reducedMotion: 'reduce', viewport: { width, height } });
      if (embed === 'poster') await page.locator('[data-action=play]').click();
      await filmed(page);
      assert.equal(
        await page.evaluate(
          () => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
        ),
        true,
      );
      await toHome(page);
      const caption = await page.locator('.story-caption').innerText();
      if (width < 480) assert.match(caption, /It came home, to 14 decimals/);
      const href = await page.locator('.story-caption a').getAttribute('href');
      assert.equal(href, lab.address, 'the line leads to the page');
    });
  }
}

test('the film runs in a frame without an origin', async () => {
  const frame = `<iframe title="Film" src="${lab.address}#chapter=film&embed=plot&lang=ja" width="480" height="320" sandbox="allow-scripts"></iframe>`;
  const host = await serve({
    pages: { '/': `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><body>${frame}` },
  });
  try {
    const page = await lab.open(host.address, { reducedMotion: 'reduce' });
    const inner = page.frames()[1];
    await filmed(inner);
    await toHome(inner);
    assert.match(await inner.locator('.story-belly').innerText(), /0\.00000000000000/);
  } finally {
    await host.close();
  }
});

test('without WebAssembly the question, the words and the picture stay, and the figure says what is missing', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto(lab.address);
  await page.locator('[data-figure=main] .story-belly').getByText('WebAssembly').waitFor();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Why does time run only one way?');
  assert.equal(await page.locator('[data-chapter]').count(), 7);
});

// The protocol that drives Firefox cannot turn scripts off.
const scripted = process.env.BROWSER === 'firefox' && 'scripts stay on in Firefox';
test('without JavaScript the story is there to read, with pictures, in both languages', { skip: scripted }, async () => {
  const page = await lab.open('', { javaScriptEnabled: false });
  const text = (await page.locator('body').innerText()).replaceAll('\u00a0', ' ');
  for (const said of [
    'Why does time run only one way?',
    'なぜ時間は戻らないのか',
    'The way back is open',
    '1,818 states, and not one dips below zero',
    'between 1.27 and 1.32 of 1.34',
    'for long times too',
  ]) {
    assert.ok(text.includes(said), said);
  }
  assert.equal(await page.locator('[data-chapter]').count(), 7);
  const pictures = await page
    .locator('img')
    .evaluateAll((all) => all.map(({ complete, naturalWidth, alt }) => ({ complete, naturalWidth, alt })));
  assert.ok(pictures.length >= 7);
  for (const { complete, naturalWidth, alt } of pictures) assert.ok(complete && naturalWidth > 0 && alt.length > 20, alt);
});

test('the numbers that the page opens with are those that the program computes', async () => {
  const { facts } = JSON.parse(await readFile(join(root, 'www/pkg/story.json'), 'utf8'));
  const { runs } = await nativeRecord(untouched);
  assert.ok(Math.abs(facts.made - runs[0].entropy_production[250]) < 1e-5);
  const cone = await nativeRecord('coupling=1&times=lin:0:5:251&panel=light-cone');
  assertClose(facts.arrival, cone.light_cones[0].arrival, 1e-5);
});

test('the moving film is told as it moves, and a result stands once in the reading order', async () => {
  const page = await lab.open();
  await filmed(page);
  const slider = page.locator('[data-name=story-scrub]').first();
  await page.waitForFunction(() => Number(document.querySelector('[data-name=story-scrub]').getAttribute('aria-valuenow')) > 0.5);
  const before = Number(await slider.getAttribute('aria-valuenow'));
  await page.waitForTimeout(400);
  await slider.focus();
  assert.notEqual(Number(await slider.getAttribute('aria-valuenow')), before, 'and at once for who comes to it');
  assert.match(await page.locator('[data-figure=main] > .unseen').first().innerText(), /shows time (?!0\.0)/);
  const quiet = await still();
  await toHome(quiet);
  const spoken = quiet.locator('[data-figure=main] > [aria-live]');
  assert.notEqual(await spoken.innerText(), '');
  await quiet.waitForFunction(() => document.querySelector('[data-figure=main] > [aria-live]').textContent === '');
});
