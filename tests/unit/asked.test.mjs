// Of the parts of an address the one that is read, and what goes with it.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { CAMPAIGN_FAMILIES, CAMPAIGN_KEYS, KEYS } from '../../www/keys.ts';
import { asked, storyAddress, written } from '../../www/room.ts';

const small = 'bath=square-2x3&bosons=2';

test('a part that shows nothing goes with the one beneath; one that shows something stands alone', () => {
  for (const [carried, query, fragment, text] of [
    ['', '', '', ''],
    ['', '', small, small],
    ['', '', 'embed=plot', 'embed=plot'],
    ['', '', 'top', 'top'],
    ['', small, '', small],
    ['', small, 'top', small],
    ['', small, 'embed=plot', `${small}&embed=plot`],
    ['', small, 'preset=disorder', 'preset=disorder'],
    ['', small, '\uff42\uff41\uff54\uff48\uff1dring-4', '\uff42\uff41\uff54\uff48\uff1dring-4'],
    ['', small, 'preset%3Ddisorder', 'preset%3Ddisorder'],
    ['', small, 'preset%253Ddisorder', 'preset%253Ddisorder'],
    ['', small, 'fontsize=12', `${small}&fontsize=12`],
    ['', small, 'chapter=3', 'chapter=3'],
    ['', small, 'stage=1', `${small}&stage=1`],
    ['', `${small}&lang=en&theme=dark`, 'lang=ja', `${small}&theme=dark&lang=ja`],
    ['', 'preset%3Ddisorder%26coupling%3D1', 'lang%3Dja', 'preset=disorder&coupling=1&lang=ja'],
    ['', 'preset=disorder&amp;lang=en', 'lang=ja', 'preset=disorder&lang=ja'],
    ['', 'lang=ja', 'embed=plot', 'lang=ja&embed=plot'],
    ['', 'from=course&id=3', '', ''],
    ['', 'from=course&id=3', 'lang=ja', 'lang=ja'],
    ['', 'v=7', '', ''],
    ['preset=disorder', '', '', 'preset=disorder'],
    ['preset=disorder', '', 'top', 'preset=disorder'],
    ['preset=disorder', '', 'lang=ja', 'preset=disorder&lang=ja'],
    ['preset=disorder', 'lang=ja', 'embed=plot', 'preset=disorder&lang=ja&embed=plot'],
    ['preset=disorder', small, '', small],
    ['preset=disorder', '', small, small],
    ['preset=disorder', '', 'chapter=0', 'chapter=0'],
    ['chapter=5', '', 'lang=ja&fontsize=12', 'chapter=5&lang=ja'],
    ['chapter=5', '', 'embed=plot', 'chapter=5'],
    ['chapter=5', '', small, small],
  ]) {
    assert.equal(asked(carried, query, fragment), text, JSON.stringify([carried, query, fragment]));
  }
});

test('whatever campaigns add changes nothing, in any part', () => {
  const keys = [...CAMPAIGN_KEYS, ...CAMPAIGN_FAMILIES.map((family) => `${family}x`), 'Echobox', 'hsCtaTracking', 'ScCid'];
  for (const key of keys) {
    assert.ok(!KEYS.includes(key.toLowerCase()), key);
    assert.deepEqual(storyAddress(`${key}=x`), storyAddress(''), key);
    assert.deepEqual(storyAddress(`chapter=3&${key}=x&lang=ja`), storyAddress('chapter=3&lang=ja'), key);
    for (const beneath of [
      [small, ''],
      ['', small],
    ])
      assert.equal(asked(...beneath, `${key}=x`), small, key);
  }
});

afterEach(() => {
  delete globalThis.document;
  delete globalThis.location;
});

test('where something stands beneath, what is written says whether it is the story or the lab', () => {
  const stand = (setup, search = '') => {
    globalThis.document = { documentElement: { dataset: setup ? { setup } : {} } };
    globalThis.location = { search, hash: '' };
  };
  stand('');
  for (const text of ['', 'lang=ja', 'embed=plot', small]) assert.equal(written(text), text);
  stand('', '?from=course');
  assert.equal(written('lang=ja'), 'lang=ja');
  for (const beneath of [['preset=disorder'], ['', `?${small}`]]) {
    stand(...beneath);
    assert.equal(written(''), 'chapter=0');
    assert.equal(written('lang=ja'), 'chapter=0&lang=ja');
    assert.equal(written('embed=plot'), 'preset=second-law&embed=plot');
    assert.equal(written(small), small);
    assert.deepEqual(storyAddress(written('lang=ja')), storyAddress('lang=ja'), 'its head, as without');
  }
});

test('the longest texts are read without a halt', () => {
  for (const sign of ['x', '_', ' ', '&', '=', '#', '%', '-', 'x=', 'lang=ja&']) {
    const long = sign.repeat(3e5 / sign.length);
    const start = performance.now();
    for (const [carried, query, fragment] of [
      ['', '', `hide=${long}`],
      ['preset=disorder', `lang=${long}`, long],
      ['chapter=5', '', long],
    ])
      asked(carried, query, fragment);
    assert.ok(performance.now() - start < 10_000, sign);
  }
});
