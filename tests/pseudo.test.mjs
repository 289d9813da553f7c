// The page in a language that no one speaks: every text of the English file in brackets and 40 % longer. What a reader sees
// without brackets has not come out of the files of words; what does not fit will not fit in some language or other.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab } from './support/lab.mjs';

const [OPEN, CLOSE] = ['⟦', '⟧'];
/** What a text is lengthened with: words, so that it can be broken into lines as any text can. */
const MORE = ' lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua';

/** The texts of the page in that language. */
async function pseudo() {
  const texts = JSON.parse(await readFile(join(root, 'www/texts/en.json'), 'utf8'));
  const longer = (text) => `${OPEN}${text}${MORE.repeat(10).slice(0, Math.ceil(0.4 * text.length))}${CLOSE}`;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, longer(text)]));
}

/** A small set-up in every panel, with what the panel can show beside its plot. */
const PANELS = {
  entropy: 'bath=square-2x3&bosons=2&compare=canonical&times=log:0.1:10:20',
  fluctuation: 'bath=square-2x3&bosons=2&panel=fluctuation&statistics=full&compare=canonical&times=log:0.1:10:20',
  'fluctuation, trivial': 'bath=square-2x3&bosons=2&panel=fluctuation&occupation=1&times=log:0.1:10:20',
  'light-cone': 'bath=square-2x3&bosons=2&panel=light-cone&coupling=1,2&times=lin:0:4:20',
  reversal: 'bath=square-2x3&bosons=2&panel=reversal&coupling=1&kick=0.5&turn=5&times=lin:0:4:20',
  'reversal, mismatched': 'bath=square-2x3&bosons=2&panel=reversal&coupling=1&mismatch=0.5&turn=5&times=lin:0:4:20',
  information: 'bath=square-2x3&bosons=2&panel=information&coupling=1,2&times=lin:0:4:20',
  map: 'bath=square-2x3&bosons=2&panel=map&coupling=1,2&times=lin:0:4:20',
  eth: 'bath=square-3x3&bosons=3&panel=eth&family=third',
  'eth, entanglement': 'bath=square-3x3&bosons=3&panel=eth&observable=entanglement',
  'all-eigenstates': 'bath=square-3x3&bosons=3&panel=all-eigenstates',
  sizes: 'bath=square-3x3&bosons=2&panel=sizes&family=none&coupling=1&times=log:0.1:5:20',
  'light-cone, embedded': 'bath=square-2x3&bosons=2&panel=light-cone&coupling=1&embed=plot&times=lin:0:4:20',
  refused: 'bath=square-2x3&bosons=9&bsons=3&times=log:0.1:10:20',
};

/** What stands on the page as it is in every language: names of the text form, of files, of other people's work; units, symbols. */
const NAMES =
  /Second Law Lab|日本語|English|Phys\. Rev\. Lett\. [\d, ()]+|arXiv:[\d.]+|\b(?:square|chain)-[\dx]+|\b(?:PNG|SVG|CSV|JSON)\b|\brad\b|\bexp\b|[τv]LR|2eJZ|https?:\S+/gu;

/** What is left of a text without what stands in brackets, which may stand in one another. */
function bare(text) {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return left.replace(NAMES, '');
}

/** What a plot wrote, with the lines of a text put together again. */
function unbroken(lines) {
  const whole = [];
  let open = '';
  for (const line of lines) {
    open = open === '' ? line : `${open} ${line}`;
    if (open.split(OPEN).length > open.split(CLOSE).length) continue;
    whole.push(open);
    open = '';
  }
  return open === '' ? whole : [...whole, open];
}

/** A word, as opposed to a symbol or a number. */
const WORD = /\p{L}{3,}/u;

/** The texts of a page: of every block that is shown, of every attribute that is read out, of every plot. */
async function textsOf(page) {
  const { found, lettering } = await page.evaluate(() => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    // A term that is explained on tap is part of its sentence.
    const inline = (element) =>
      /^inline/.test(getComputedStyle(element).display) && (element.matches('.term') || !/^(BUTTON|OPTION|LABEL|A)$/.test(element.tagName));
    const found = new Set();
    for (const element of document.querySelectorAll('second-law-lab, second-law-lab *')) {
      // What stands in links is the same in every language.
      if (!shown(element) || element.matches('code')) continue;
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
      let block = element;
      while (own && inline(block) && block.parentElement) block = block.parentElement;
      if (own) found.add(block.textContent);
      for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt', 'placeholder']) {
        if (element.hasAttribute(name)) found.add(element.getAttribute(name));
      }
    }
    return { found: [...found, document.title], lettering: window.lettering };
  });
  return [...new Set([...found, ...unbroken(lettering)])];
}

let lab;
let texts;
before(async () => {
  texts = await pseudo();
  lab = await openLab();
});
afterEach(() => lab.clear());
after(() => lab.close());

/** Opens a set-up in that language. */
async function open(scenario, viewport) {
  const page = await lab.open('about:blank', { viewport });
  // What plots write is not in the document.
  await page.addInitScript(() => {
    window.lettering = [];
    const fillText = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
      window.lettering.push(text);
      return fillText.call(this, text, ...place);
    };
  });
  const body = `document.currentScript.carried=${JSON.stringify(texts)};`;
  await page.route('**/en-*.json.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto(`${lab.address}#${scenario}`);
  await finished(page);
  // Everything that can be opened is.
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.waitForTimeout(300);
  return page;
}

for (const [name, scenario] of Object.entries(PANELS)) {
  for (const [width, height] of [
    [1280, 900],
    [390, 844],
  ]) {
    test(`every word comes from the files of words, and has room at ${width} px (${name})`, async () => {
      const page = await open(scenario, { width, height });
      const all = await textsOf(page);
      assert.ok(all.filter((text) => text.includes(OPEN)).length > 5, 'the language is there');
      assert.deepEqual(
        all.filter((text) => WORD.test(bare(text))),
        [],
      );
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(tooWide <= 0, `${tooWide} px too wide`);
      const outside = await page.evaluate(() => {
        const scrolls = (element) =>
          element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
        const seen = [...document.querySelectorAll('second-law-lab *')].filter((element) =>
          element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
        );
        const beyond = seen.filter(
          (element) =>
            element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.hidden-text') && !scrolls(element.parentElement),
        );
        return beyond.map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
      });
      assert.deepEqual(outside, []);
    });
  }
}
