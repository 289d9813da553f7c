// The walls between the rooms of the code, and what must agree across its languages.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../tools/project.mjs';
import { output } from './support/native.mjs';

const read = (path) => readFile(join(root, path), 'utf8');

const browserCrates = /^(wasm-bindgen|web-sys|js-sys|plotters-canvas)\b/m;

const tree = async (name) => {
  const args = ['tree', '--locked', '--package', name, '--prefix', 'none', '--edges', 'normal,build'];
  const { code, stdout, stderr } = await output('cargo', args);
  assert.equal(code, 0, stderr);
  return stdout;
};

test('only the bindings depend on browser crates', async () => {
  assert.match(await tree('second-law-wasm'), browserCrates, 'the check itself sees them where they are wanted');
  for (const name of ['second-law-numerics', 'second-law-physics', 'second-law-lab', 'second-law']) {
    assert.doesNotMatch(await tree(name), browserCrates, name);
  }
});

test('numerics and physics know neither set-ups nor drawings', async () => {
  assert.doesNotMatch(await tree('second-law-numerics'), /^(second-law-(physics|lab)|plotters|serde)\b/m);
  assert.doesNotMatch(await tree('second-law-physics'), /^(second-law-lab|plotters)\b/m);
});

/** The paths of all texts in a tree of them, with an empty one reported as such. */
function texts(node, path = '') {
  return typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => texts(value, `${path}/${key}`))
    : [typeof node === 'string' && node.trim() !== '' ? path : `${path} has no text`];
}

test('English and Japanese have the same texts, none empty', async () => {
  const [en, ja] = await Promise.all(['en', 'ja'].map(async (lang) => texts(JSON.parse(await read(`www/texts/${lang}.json`)))));
  assert.ok(en.length > 0);
  assert.deepEqual(ja.sort(), en.sort());
  assert.deepEqual(en.filter((path) => path.endsWith('has no text')), []);
});

test('both languages fill in the same values', async () => {
  const [en, ja] = (await Promise.all(['en', 'ja'].map((lang) => read(`www/texts/${lang}.json`)))).map(JSON.parse);
  const slots = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  const compare = (left, right, path) => {
    if (typeof left === 'string') assert.deepEqual(slots(right), slots(left), path);
    else for (const key of Object.keys(left)) compare(left[key], right[key], `${path}/${key}`);
  };
  compare(en, ja, '');
});

test('the crate and the page carry the same version', async () => {
  const version = JSON.parse(await read('package.json')).version;
  assert.match(await read('Cargo.toml'), new RegExp(`\\[workspace\\.package\\]\\nversion = "${version}"`));
});

test('the lock file records no download addresses', async () => {
  assert.doesNotMatch(await read('package-lock.json'), /"resolved"|https?:\/\/registry/);
});
