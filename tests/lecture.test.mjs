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
