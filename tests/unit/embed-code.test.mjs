// The code that puts a set-up into another page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { frameCode, HEIGHT_LISTENER } from '../../www/view/embed-code.ts';

const address = (mode) => `https://example.org/lab/#bath=square-2x3&bosons=2&embed=${mode}`;
const told = (mode, more = {}) => ({
  mode,
  address: address(mode),
  page: 'https://example.org/lab/#bath=square-2x3&bosons=2',
  title: 'Runs "as it is" <here>',
  ...more,
});
const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const attribute = (code, name) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(code)?.[1] ?? '');

test('the code is one frame and one line of link, whatever its title says', () => {
  for (const mode of ['poster', 'plot', 'full']) {
    const code = frameCode(told(mode));
    const [frame, line, ...rest] = code.split('\n');
    assert.deepEqual(rest, []);
    assert.equal(attribute(frame, 'src'), address(mode));
    assert.equal(attribute(frame, 'title'), 'Runs "as it is" <here>');
    assert.equal(attribute(line, 'href'), told(mode).page);
    assert.equal(code.split('<').length - 1, '<iframe></iframe><p><a></a></p>'.split('<').length - 1, 'a title opens no tag');
    // Obsolete, and what Chromium warns of beside `allow`.
    assert.doesNotMatch(code, /frameborder|allowfullscreen/);
  }
});

test('the height follows the width by itself, within what each mode needs', () => {
  for (const [mode, least, most] of [
    ['poster', 240, 640],
    ['plot', 240, 640],
    ['full', 1010, 1010],
  ]) {
    const style = attribute(frameCode(told(mode)), 'style');
    // Without it the attribute, which is for hosts that drop styles, would hold.
    assert.match(style, /height:auto;aspect-ratio:4\/3/);
    assert.match(style, new RegExp(`min-height:${least}px;max-height:${most}px`));
  }
});

test('the code of a poster carries its picture, and the plot behind it waits to be opened', () => {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg"><text>'1 & 2'</text></svg>`;
  const code = frameCode(told('poster', { carried: { picture, plot: address('plot') } }));
  assert.equal(decodeURIComponent(/svg\+xml,([^"]*)/.exec(code)[1]), picture);
  const inner = code.slice(code.indexOf('<iframe'));
  assert.equal(attribute(inner, 'src'), address('plot'));
  assert.equal(attribute(inner, 'loading'), 'lazy');
  assert.match(code, /^<details [^>]*><summary .*<\/summary><iframe .*<\/iframe><\/details>\n<p>/, 'folded away');
  assert.doesNotMatch(code, /<script/);
  const large = { picture: 'x'.repeat(100_000), plot: address('plot') };
  assert.equal(frameCode(told('poster', { carried: large })), frameCode(told('poster')), 'a page has its limits');
});

test('the listener takes heights from its own frames alone, in ten lines', () => {
  assert.ok(readFileSync('docs/embedding.md', 'utf8').includes(HEIGHT_LISTENER), 'the one that is documented');
  const lines = HEIGHT_LISTENER.split('\n');
  assert.ok(lines.length <= 10);
  const listen = new Function('addEventListener', 'document', lines.slice(1, -1).join('\n'));
  const own = { contentWindow: {}, style: {}, closest: () => null };
  let hear;
  listen((_, listener) => (hear = listener), { querySelectorAll: () => [own, { ...own, contentWindow: {} }] });
  const message = { type: 'second-law-lab:height', version: 1, height: 700 };
  hear({ data: message, source: {} });
  hear({ data: null, source: own.contentWindow });
  hear({ data: { ...message, type: 'other' }, source: own.contentWindow });
  hear({ data: { ...message, height: '1px;x:y' }, source: own.contentWindow });
  assert.deepEqual(own.style, {});
  hear({ data: message, source: own.contentWindow });
  assert.deepEqual(own.style, { maxHeight: 'none', height: '700px' });
  hear({ data: { ...message, height: 1e9 }, source: own.contentWindow });
  assert.equal(own.style.height, '4000px');
});
