// The set-up in the page's address.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { addressText, onAddress, writeAddress } from '../../www/address.ts';

let written;

beforeEach(() => {
  written = [];
  globalThis.location = { hash: '#coupling=1', pathname: '/lab/', search: '?from=course' };
  globalThis.history = {
    pushState: (...args) => written.push(['push', args[2]]),
    replaceState: (...args) => written.push(['replace', args[2]]),
  };
});

test('the text is what stands after #', () => {
  assert.equal(addressText(), 'coupling=1');
  location.hash = '';
  assert.equal(addressText(), '');
});

test('where nothing that could be a set-up stands after #, the query is read if it is one', () => {
  location.search = '?bath=square-2x3&bosons=2';
  assert.equal(addressText(), 'coupling=1');
  location.hash = '#top';
  assert.equal(addressText(), 'bath=square-2x3&bosons=2');
  location.hash = '#bath%3Dsquare-2x2';
  assert.equal(addressText(), 'bath%3Dsquare-2x2');
  location.hash = '';
  location.search = '?Preset%3Ddisorder';
  assert.equal(addressText(), 'Preset%3Ddisorder');
  writeAddress('', 'replace');
  assert.deepEqual(written, [['replace', '/lab/']]);
  location.search = '?from=course&id=3';
  assert.equal(addressText(), '');
});

test("in a frame the history is the host's", () => {
  globalThis.window = { parent: {} };
  writeAddress('coupling=2', 'push');
  delete globalThis.window;
  assert.deepEqual(written, [['replace', '#coupling=2']]);
});

test('a set-up enters the history as it is told, and not twice', () => {
  writeAddress('coupling=2', 'push');
  writeAddress('coupling=3', 'replace');
  writeAddress('coupling=4', 'none');
  writeAddress('coupling=1', 'push');
  assert.deepEqual(written, [
    ['push', '#coupling=2'],
    ['replace', '#coupling=3'],
  ]);
});

test('the default set-up leaves path and query alone', () => {
  writeAddress('', 'push');
  assert.deepEqual(written, [['push', '/lab/?from=course']]);
});

test('a frame that may not have a history does without', () => {
  history.pushState = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  writeAddress('coupling=2', 'push');
  assert.deepEqual(written, []);
});

test('a change of the address is told until the listener leaves', () => {
  const target = new EventTarget();
  globalThis.addEventListener = target.addEventListener.bind(target);
  const [heard, leaving] = [[], new AbortController()];
  onAddress((text) => heard.push(text), leaving.signal);
  target.dispatchEvent(new Event('hashchange'));
  leaving.abort();
  target.dispatchEvent(new Event('popstate'));
  assert.deepEqual(heard, ['coupling=1']);
});
