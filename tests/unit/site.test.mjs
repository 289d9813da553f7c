// Where links of the lab lead.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { hasAddress, hasHome, pageAddress, publishedAt } from '../../www/site.ts';

const host = 'https://news.example/article?id=3#top';
let found;

beforeEach(() => {
  found = {};
  globalThis.location = { href: host };
  globalThis.document = {
    documentElement: { dataset: {} },
    querySelector: (selector) => found[selector.match(/\[(\w+)\]/)[1]] ?? null,
  };
  publishedAt('');
});

const element = (site) => ({ getAttribute: () => site });

test("an element in someone else's page leads to where the package, or else the element, says that the lab is", () => {
  assert.ok(!hasHome());
  assert.equal(pageAddress(), 'https://news.example/article');
  publishedAt('https://example.org/lab/');
  assert.ok(hasHome());
  assert.equal(pageAddress(), 'https://example.org/lab/');
  found.site = element('https://example.org/other/?utm_source=mail#top');
  assert.equal(pageAddress(), 'https://example.org/other/');
  found.site = element('javascript:alert(1)');
  assert.ok(!hasHome());
});

test("the lab's own page is where it is, whatever stands in it", () => {
  found = { address: {}, site: element('https://example.org/lab/') };
  assert.equal(pageAddress(), 'https://news.example/article');
  document.documentElement.dataset.root = '../';
  assert.equal(pageAddress(), 'https://news.example/');
});

test('of a file on a disk no more than the name is handed on, and where it came from if it knows', () => {
  found = { address: {} };
  location.href = 'file:///home/reader/private/second%20law.html#coupling=1';
  assert.ok(!hasAddress());
  assert.equal(pageAddress(), 'second%20law.html');
  document.documentElement.dataset.root = 'https://example.org/lab/';
  assert.ok(hasAddress());
  assert.equal(pageAddress(), 'https://example.org/lab/');
});
