// axe-core on the page: lab in every panel, story, stage and frames, in both languages, themes and on a phone. A clean axe is not the
// goal, which tests/keyboard.test.mjs and tests/lecture.test.mjs are nearer to; but nothing of it may be there.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab } from './support/lab.mjs';

const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const small = 'bath=square-2x3&bosons=2&times=lin:0:4:20';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

/** What axe finds, as "rule: element". */
async function found(page) {
  // The page's own policy forbids foreign scripts: this one comes with the debugger.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

const LAB = {
  entropy: `${small}&coupling=0.5,1`,
  fluctuation: `panel=fluctuation&${small}&statistics=full&coupling=1`,
  'light-cone': `panel=light-cone&${small}&coupling=1,2`,
  reversal: `panel=reversal&${small}&coupling=1&kick=0.5&mismatch=0.2&turn=2`,
  information: `panel=information&${small}&coupling=0.5,1`,
  map: `panel=map&${small}&coupling=0.5,1`,
  eth: 'panel=eth&bath=square-2x3&bosons=2',
  'all-eigenstates': 'panel=all-eigenstates&bath=square-2x3&bosons=2&coupling=0.5',
  sizes: 'panel=sizes&family=quarter&coupling=1&times=log:0.1:4:10',
  'a bad link': `${small}&attach=99`,
  'a whole frame': `${small}&embed=full`,
  'a framed plot': `${small}&embed=plot`,
};

for (const [name, scenario] of Object.entries(LAB)) {
  test(`axe finds nothing in the lab (${name})`, { timeout: 120_000 }, async () => {
    for (const [viewport, look] of [
      [{ width: 1440, height: 900 }, 'lang=en&theme=light'],
      // Tall, so that what sticks to its lower edge covers nothing.
      [{ width: 320, height: 1400 }, 'lang=ja&theme=dark'],
    ]) {
      const page = await lab.open(`#${scenario}&${look}`, { viewport });
      await finished(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      assert.deepEqual(await found(page), [], `${viewport.width} px, ${look}`);
      await page.context().close();
    }
  });
}

for (const [name, hash] of Object.entries({ story: '', stage: 'stage=1', 'a frame': 'chapter=film&embed=plot' })) {
  test(`axe finds nothing in the story (${name})`, { timeout: 120_000 }, async () => {
    const page = await lab.open(`#${hash}`, { reducedMotion: 'reduce' });
    await page.waitForSelector('second-law-story .story', { state: 'attached' });
    await page.waitForTimeout(1500);
    assert.deepEqual(await found(page), []);
  });
}
