// What the page weighs for those who read it: bytes of real visits, as tools/weight.mjs counts them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../tools/browsers.mjs';
import { bars, firstVisit, kilobytes, poster, transferred } from '../tools/weight.mjs';

let browser;
before(async () => (browser = await launch('chromium')));
after(() => browser.close());

const list = (sizes) => [...sizes].map(([path, bytes]) => `${(bytes / 1000).toFixed(1)} kB ${path}`).join('\n');

test('the story and one run of the lab stay within the bar', async () => {
  const sizes = await transferred(browser, firstVisit);
  assert.ok(
    [...sizes.keys()].some((path) => path.includes('second_law')),
    'the module is counted',
  );
  assert.ok(kilobytes(sizes) <= bars.visit, `${kilobytes(sizes).toFixed(1)} kB are more than ${bars.visit} kB:\n${list(sizes)}`);
});

// The film, and the picture with the most in it.
for (const link of ['chapter=film', 'preset=light-cone']) {
  test(`a poster of ${link} stays within its bar, and nothing of the engine is in it`, async () => {
    const sizes = await transferred(browser, poster(link));
    const paths = [...sizes.keys()];
    assert.ok(
      paths.some((path) => /pictures\/[^/]+\.svg$/.test(path)),
      'the picture is counted',
    );
    assert.deepEqual(
      paths.filter((path) => /second_law|worker|(lab|story)-/.test(path)),
      [],
    );
    assert.ok(kilobytes(sizes) <= bars.poster, `${kilobytes(sizes).toFixed(1)} kB are more than ${bars.poster} kB:\n${list(sizes)}`);
  });
}
