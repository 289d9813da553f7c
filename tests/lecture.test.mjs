// The whole screen for a room, in the lab, and the sheet of keys.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { generate } from 'lean-qr';
import { finished, openLab } from './support/lab.mjs';

const small = 'bath=square-2x3&bosons=2&times=lin:0:4:20&coupling=1';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

test('a set-up on the whole screen: its sentences a beat each, large; a code of its link; notes in a window of their own', async () => {
  const page = await lab.open(`#${small}&stage=1`, { viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
  await finished(page);
  const stage = page.getByRole('dialog');
  const words = stage.locator('.lecture-words p');
  await words.filter({ hasText: 'Green is one quantum site.' }).waitFor();
  assert.doesNotMatch(await page.evaluate(() => document.querySelector('second-law-lab').scenario), /stage/);
  const size = async () => parseFloat(await words.evaluate((element) => getComputedStyle(element).fontSize));
  assert.ok((await size()) >= 60, `${await size()} px`);
  const box = await stage.locator('.lecture-figure').boundingBox();
  assert.ok(box.width > 0.9 * 1920 && box.height > 0.6 * 1080, 'the figure has the screen');
  const link = page.url();
  assert.doesNotMatch(link, /stage/, 'who follows the code comes to the lab itself');
  const code = generate(link);
  let modules = 0;
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) modules += code.get(x, y) ? 1 : 0;
  const path = await stage.locator('.lecture-code path').getAttribute('d');
  assert.equal(path.split('M').length - 1, modules, 'the code of the link');

  await page.keyboard.press('PageDown');
  await words.filter({ hasText: 'Blue is its bath: 6 sites' }).waitFor();
  const [notes] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('n')]);
  await notes.getByText('2 of 4').waitFor();
  await notes.getByText('The second law asks that').waitFor();
  // A clicker may be heard by either window.
  await notes.keyboard.press('PageDown');
  await notes.getByText('3 of 4').waitFor();
  await page.keyboard.press('ArrowRight');
  await words.filter({ hasText: 'Entropy production' }).waitFor();
  await page.keyboard.press('b');
  assert.ok(await stage.locator('.lecture-blank').isVisible());
  const gone = notes.waitForEvent('close');
  await page.keyboard.press('Escape');
  await gone;
  assert.equal(await stage.count(), 0);
  await page.locator('[data-name=stage]').press('Enter');
  await stage.waitFor();
  await page.keyboard.press('f');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'stage', 'the focus goes back');
});

test('? lists the keys, and those of the stage are those that it listens to', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await sheet.waitFor();
  const keys = await sheet.locator('section').last().locator('kbd').allInnerTexts();
  await page.keyboard.press('Escape');
  assert.equal(await sheet.count(), 0);
  assert.deepEqual(keys, ['→', '↓', 'Page ↓', 'Space', 'Enter', '←', '↑', 'Page ↑', 'Home', 'B', '.', 'N', 'Esc', 'F']);
  await page.locator('.field-bosons').evaluate((element) => (element.closest('details').open = true));
  await page.locator('.field-bosons').getByRole('textbox').first().press('?');
  assert.equal(await sheet.count(), 0, 'not where text is written');
});

/** Whether the keyboard is on the stage, or has left the page. */
const onStage = (page) =>
  page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('.lecture') !== null);

for (const [room, hash] of [
  ['lab', `#${small}`],
  ['story', ''],
]) {
  test(`what the stage covers is not there for the keyboard, and is again when it is left (${room})`, async () => {
    const page = await lab.open(hash, { reducedMotion: 'reduce' });
    if (room === 'lab') await finished(page);
    const opener = page.locator('[data-name=stage], [data-name=story-stage]');
    await opener.press('Enter');
    await page.locator('.lecture').waitFor();
    await page.waitForFunction(() => document.fullscreenElement === document.documentElement);
    for (let tab = 0; tab < 12; tab++) {
      await page.keyboard.press('Tab');
      assert.ok(await onStage(page), `after ${tab + 1} times Tab`);
    }
    await page.keyboard.press('Escape');
    await page.locator('.lecture').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[inert]').count(), 0);
    assert.ok(await opener.evaluate((element) => element === document.activeElement));
  });
}

test('who leaves the full screen leaves the stage, but for the window of its notes', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const stage = page.getByRole('dialog');
  const filled = (yes) => page.waitForFunction((yes) => (document.fullscreenElement !== null) === yes, yes);
  // As the browser does for Escape, of which it tells the page nothing.
  const leave = () => page.evaluate(() => document.exitFullscreen());
  await page.keyboard.press('f');
  await stage.waitFor();
  await filled(true);
  await leave();
  await stage.waitFor({ state: 'detached' });
  await page.keyboard.press('f');
  await stage.waitFor();
  await filled(true);
  await Promise.all([page.waitForEvent('popup'), page.keyboard.press('n')]);
  await page.evaluate(() => document.fullscreenElement && document.exitFullscreen());
  await filled(false);
  assert.equal(await stage.count(), 1);
});

test('a stage that is left before the screen is had takes no screen', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate(() => {
    const root = document.documentElement;
    const fill = root.requestFullscreen.bind(root);
    root.requestFullscreen = () => (window.filling = new Promise((had) => setTimeout(had, 300)).then(fill));
  });
  await page.keyboard.press('f');
  await page.waitForFunction(() => window.filling);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.evaluate(() => window.filling);
  await page.waitForFunction(() => document.fullscreenElement === null);
});

test('a browser that fills no screen has the stage in its window', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate(() => (document.documentElement.requestFullscreen = undefined));
  await page.keyboard.press('f');
  const stage = page.getByRole('dialog');
  await stage.waitFor();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(100);
  assert.equal(await stage.count(), 1);
});

test('a sheet on the stage has the keys first', async () => {
  const page = await lab.open(`#${small}`, { reducedMotion: 'reduce' });
  await finished(page);
  await page.keyboard.press('f');
  const passed = page.locator('.lecture-beats .passed');
  await passed.first().waitFor({ state: 'attached' });
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await sheet.waitFor();
  for (const key of ['ArrowRight', 'PageDown', 'f']) await page.keyboard.press(key);
  assert.equal(await passed.count(), 1);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  assert.equal(await page.locator('.lecture').count(), 1, 'Escape leaves the sheet alone');
  await page.keyboard.press('ArrowRight');
  assert.equal(await passed.count(), 2);
});

test('a site on the stage is nudged by key and by hand, and the lecture waits', async () => {
  const page = await lab.open(`#panel=reversal&${small}&turn=2&kick=0.5`, { reducedMotion: 'reduce' });
  await finished(page);
  await page.keyboard.press('f');
  const passed = page.locator('.lecture-beats .passed');
  await passed.first().waitFor({ state: 'attached' });
  const site = page.locator('.lecture .site[role=button]');
  const kicked = (number) => page.waitForFunction((number) => new URLSearchParams(location.hash).get('kick-site') === number, number);
  await site.nth(3).press('Enter');
  await kicked('3');
  assert.ok(await site.nth(3).evaluate((element) => element === document.activeElement), 'the keyboard stays at the site');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press(' ');
  await page.waitForFunction(() => !location.hash.includes('kick-site=3'));
  await site.nth(4).click();
  await kicked('4');
  assert.equal(await passed.count(), 1);
  await page.keyboard.press('PageDown');
  assert.equal(await passed.count(), 2);
});
