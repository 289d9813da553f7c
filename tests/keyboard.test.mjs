// The keyboard's place on the page: no press of any button loses it.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { defaultSetup, finished, openLab } from './support/lab.mjs';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const small = 'bath=square-2x3&bosons=2&times=lin:0:4:20';

/** Every panel, and the states of the page that have buttons of their own. */
const SETUPS = {
  entropy: `${small}&coupling=0.5,1`,
  fluctuation: `panel=fluctuation&${small}&statistics=full&coupling=1`,
  'light-cone': `panel=light-cone&${small}&coupling=1,2`,
  reversal: `panel=reversal&${small}&coupling=1&kick=0.5&turn=2`,
  information: `panel=information&${small}&coupling=0.5,1`,
  map: `panel=map&${small}&coupling=0.5,1`,
  eth: 'panel=eth&bath=square-2x3&bosons=2',
  'all-eigenstates': 'panel=all-eigenstates&bath=square-2x3&bosons=2&coupling=0.5',
  sizes: 'panel=sizes&family=quarter&coupling=1&times=log:0.1:4:10&attach=0',
  'a bad link': `${small}&attach=99`,
};

/** What can be pressed: shown, not disabled, and no way out of the page or to a file. */
const PRESSED = 'button, summary, [role=button]';

/** Presses the `place`-th of them by key; what it was, where the keyboard is then, and how many there are. */
const press = async (page, place) => {
  const found = await page.evaluate(
    ([selector, place]) => {
      const all = [...document.querySelectorAll(`second-law-lab :is(${selector})`)].filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'),
      );
      const element = all[place];
      element?.focus();
      return (
        element && {
          name: (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60),
          held: document.activeElement === element,
          over: element.matches('[data-name=stage], [data-name=builder], .keys'),
        }
      );
    },
    [PRESSED, place],
  );
  if (!found) return null;
  assert.ok(found.held, `${found.name} takes the focus`);
  await page.keyboard.press('Enter');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 120)));
  // What fills the screen is left again.
  if (found.over) {
    await page.locator('.lecture, .key-sheet, .builder').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.lecture, .key-sheet, .builder').waitFor({ state: 'detached' });
  }
  const lost = await page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
  return { ...found, lost };
};

for (const [name, scenario] of Object.entries(SETUPS)) {
  test(`every button keeps the keyboard's place (${name})`, { timeout: 240_000 }, async () => {
    const page = await lab.open(`#${scenario}`);
    await finished(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    const lost = [];
    let pressed = 0;
    for (let place = 0; place < 200; place++) {
      const done = await press(page, place);
      if (!done) break;
      pressed += 1;
      if (done.lost) lost.push(done.name);
      // Where it led elsewhere, the next one is pressed on the page as it was.
      const there = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('panel') ?? 'entropy');
      const own = new URLSearchParams(scenario).get('panel') ?? 'entropy';
      if (there !== own) {
        await page.goto(`${lab.address}#${scenario}`);
        await finished(page);
      }
    }
    assert.ok(pressed > 10, `${pressed} pressed`);
    assert.deepEqual(lost, []);
  });
}

test('a cancelled run, an experiment from the list and a change of the panel keep it too', async () => {
  const page = await lab.open('#bath=square-4x4&bosons=6&times=lin:0:2000:400');
  const held = () => page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null);
  await page.locator('[data-action=cancel]').press('Enter');
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'cancelled');
  await page.waitForTimeout(100);
  assert.ok(await held(), 'after Cancel');
  for (const preset of ['disorder', 'weak-eth']) {
    await page.locator('[data-name=chapters]').press('Enter');
    // The links come with the next picture after the menu.
    await page.locator(`[data-preset=${preset}][href]`).press('Enter');
    await page.waitForFunction((preset) => location.hash.includes(`preset=${preset}`), preset);
    await page.waitForTimeout(100);
    assert.ok(await held(), preset);
  }
  await page.locator('[data-name=panel]').selectOption('reversal');
  await page.waitForFunction(() => location.hash.includes('panel=reversal'));
  await page.waitForTimeout(100);
});

test("all experiments of the list can be reached by key from the lab's own first set-up", async () => {
  const page = await lab.open(defaultSetup);
  await finished(page);
  const opener = page.locator('[data-name=chapters]');
  await opener.press('Enter');
  const links = page.locator('a[data-preset]');
  await page.waitForFunction(() => document.querySelector('a[data-preset]').hasAttribute('href'));
  assert.ok((await links.count()) >= 20);
  assert.equal(await page.locator('a[data-preset]:not([href])').count(), 0);
  const reached = new Set();
  for (let tab = 0; tab < 60; tab++) {
    await page.keyboard.press('Tab');
    const preset = await page.evaluate(() => document.activeElement.dataset.preset);
    if (preset) reached.add(preset);
  }
  assert.equal(reached.size, await links.count());
});
