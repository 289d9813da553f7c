// The page's scripts: which are asked for, in which order they run, and what happens where one is missing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { runPage } from '../../www/on-demand.ts';

/** What the host has: a script's address and what runs when it arrives. Others are missing. */
let files;
let asked;

beforeEach(() => {
  files = {};
  asked = [];
  globalThis.document = {
    currentScript: { src: 'https://host/sub/assets/index.js' },
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        asked.push(script.src);
        setTimeout(() => {
          const file = files[script.src.replace('https://host/sub/assets/', '')];
          if (!file) return script.onerror();
          file(script);
          script.onload();
        });
      },
    },
  };
});

const chunk = (body) => (script) => script.run(body);

/** Runs a first chunk that exports `seven` and gives its `load`. */
function begin() {
  let loading;
  runPage((_, load, exports) => {
    exports.seven = 7;
    loading = load;
  });
  return loading;
}

test('a script sees what the first one and those it needs export, and is run once', async () => {
  const load = begin();
  let runs = 0;
  files['shared.js'] = chunk((require, _, exports) => {
    exports.eight = require('./index.js').seven + 1;
  });
  files['share.js'] = chunk((require, _, exports) => {
    runs += 1;
    exports.nine = require('./shared.js').eight + 1;
  });
  const [first, second] = await Promise.all([load('shared.js', 'share.js'), load('shared.js', 'share.js')]);
  assert.equal(first.nine, 9);
  assert.equal(first, second);
  assert.equal(runs, 1);
  assert.deepEqual(asked, ['https://host/sub/assets/shared.js', 'https://host/sub/assets/share.js']);
});

test('a script loads others itself', async () => {
  const load = begin();
  files['inner.js'] = chunk((_, __, exports) => {
    exports.ten = 10;
  });
  files['outer.js'] = chunk((_, load, exports) => {
    exports.open = () => load('inner.js');
  });
  const { open } = await load('outer.js');
  assert.deepEqual(asked, ['https://host/sub/assets/outer.js']);
  assert.equal((await open()).ten, 10);
});

test('a script that is missing is refused by its address, and asked for again another time', async () => {
  const load = begin();
  await assert.rejects(load('share.js'), { message: 'https://host/sub/assets/share.js' });
  // A page of the host's own in its place.
  files['share.js'] = () => {};
  await assert.rejects(load('share.js'));
  files['share.js'] = chunk((_, __, exports) => {
    exports.here = true;
  });
  assert.deepEqual(await load('share.js'), { here: true });
});
