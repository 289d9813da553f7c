// The ways to take a set-up elsewhere, each read again as the other side would.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/project.mjs';
import { frameCode } from '../../www/view/embed-code.ts';
import { slim } from '../../www/view/slim.ts';
import { safeLink, textOfWay, WAYS } from '../../www/view/ways.ts';

const setup = 'bath=square-2x3&bosons=2&coupling=0.2,0.8&times=lin:0:10:50';
const page = `https://example.org/a(b)/lab/#${setup}`;
const shared = {
  mode: 'plot',
  address: `${page}&embed=plot`,
  page,
  title: 'A [title] "as it is" <here> & there',
  picture: 'https://example.org/pictures/one (2).png',
};
const text = (way, more = {}) => textOfWay(way, { ...shared, ...more });
const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const attribute = (code, name) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(code)?.[1] ?? '');

test('every way has a text, and each but the script leads to the set-up', () => {
  assert.ok(WAYS.length > 8);
  for (const way of WAYS) {
    const given = text(way);
    assert.ok(given.length > 0, way);
    if (way === 'listener') continue;
    const [, found] = /#((?:[^\s"\])]|%29)+)/.exec(unescaped(given));
    // What follows `#` is a set-up's text, or all of it is escaped, as crate/lab/tests/mending.rs reads it.
    assert.equal(decodeURIComponent(found).replace('&embed=plot', ''), setup, way);
  }
});

test('the safe link has no sign that programs change', () => {
  const [start, escaped, ...rest] = safeLink(page).split('#');
  assert.deepEqual([start, rest], ['https://example.org/a(b)/lab/', []]);
  assert.match(escaped, /^[\w%.-]+$/);
  assert.equal(decodeURIComponent(escaped), setup);
});

test('a size of its own is kept, but on a narrower page', () => {
  const size = { width: 640, height: 400 };
  const code = frameCode({ ...shared, size });
  assert.equal(attribute(code, 'width'), '640');
  assert.equal(attribute(code, 'height'), '400');
  assert.match(attribute(code, 'style'), /width:640px;max-width:100%;height:400px/);
  assert.equal(text('jupyter', { size }).split('; ')[1], `IFrame("${page}&embed=plot", width=640, height=400)`);
  assert.match(text('jupyter'), /width="100%", height=\d+\)$/);
});

test('pictures lead to the page, with what each language of marks would end at escaped', () => {
  const html = text('html');
  assert.deepEqual([attribute(html, 'href'), attribute(html, 'src'), attribute(html, 'alt')], [page, shared.picture, shared.title]);
  const [, alt, src, href] = /^\[!\[((?:\\.|[^\]\\])*)\]\(([^()\s]*)\)\]\(([^()\s]*)\)$/.exec(text('markdown'));
  assert.equal(alt.replaceAll(/\\(.)/g, '$1'), shared.title);
  assert.deepEqual([decodeURI(src), decodeURI(href)], [shared.picture, page]);
  assert.match(text('bbcode'), /^\[url=[^[\]]+#bath=[^[\]]+\]\[img\][^[\]]+\[\/img\]\[\/url\]$/);
});

test('the WordPress block has nothing that its filter takes away', () => {
  const block = text('wordpress');
  const [open, figure, close, ...rest] = block.split('\n');
  assert.deepEqual(rest, []);
  const [, name, options] = /^<!-- wp:(\w+) (\{.*\}) -->$/.exec(open);
  assert.deepEqual([name, JSON.parse(options)], ['image', { linkDestination: 'custom' }]);
  assert.equal(close, '<!-- /wp:image -->');
  const kept = { figure: ['class'], a: ['href'], img: ['src', 'alt'], figcaption: ['class'] };
  for (const [, tag, own] of figure.matchAll(/<(\w+)((?: [\w-]+="[^"]*")*) ?\/?>/g)) {
    assert.ok(tag in kept, tag);
    for (const [, name] of own.matchAll(/ ([\w-]+)="/g)) assert.ok(kept[tag].includes(name), `${name} of ${tag}`);
  }
});

test('a slide loads its frame when it is shown', () => {
  const slide = text('slide');
  assert.match(slide, /^<section>[\s\S]*<\/section>$/);
  assert.equal(attribute(slide, 'data-src'), `${page}&embed=plot`);
  assert.equal(attribute(slide, 'src'), '');
});

test('all of the lab has the room of a screen on a slide, and takes no more of it than the plot', () => {
  const slide = text('slide', { mode: 'full' });
  const scale = Number(/scale\(([\d.]+)\)/.exec(attribute(slide, 'style'))[1]);
  const [right, below] = /margin:0 (-\d+)px (-\d+)px/.exec(attribute(slide, 'style')).slice(1).map(Number);
  const [width, height] = ['width', 'height'].map((side) => Number(attribute(slide, side)));
  assert.ok(height >= 900 && width * scale <= 960 && height * scale <= 560);
  assert.deepEqual([width + right, height + below], [width * scale, height * scale], 'nothing of it lies over its neighbours');
  assert.match(text('slide', { mode: 'full', size: { width: 640, height: 400 } }), / width="640" height="400"/);
});

test('a carried picture has neighbours of one look in one path, and nothing else of it is changed', () => {
  const line = (colour, points, opacity) =>
    `<polyline fill="none" opacity="${opacity}" stroke="${colour}" stroke-width="8" points="${points} "/>\n`;
  const point = (x) => `<circle cx="${x}" cy="5" r="3" opacity="1" fill="#333" stroke="none" stroke-width="0"/>\n`;
  const dashes = line('#111', '0,0 1,1', 1) + line('#111', '2,2 3,3', 1) + line('#111', '4,4 5,5', 0.35) + line('#222', '6,6 7,7', 1);
  const text = '<text x="1">1</text>\n';
  const single = line('#444', '8,8 9,9', 1);
  assert.deepEqual(
    slim(dashes + text + point(1) + point(2) + text + single)
      .split('\n')
      .filter(Boolean),
    [
      '<path fill="none" stroke="#111" stroke-width="8" d="M0,0 1,1M2,2 3,3"/>',
      '<path fill="none" stroke="#111" stroke-width="8" opacity="0.35" d="M4,4 5,5"/>',
      '<path fill="none" stroke="#222" stroke-width="8" d="M6,6 7,7"/>',
      text.trim(),
      '<path fill="none" stroke="#333" stroke-width="6" stroke-linecap="round" d="M1,5h0M2,5h0"/>',
      text.trim(),
      single.trim(),
    ],
  );
});

for (const [name, lang] of [
  ['README.md', 'en'],
  ['README.ja.md', 'ja'],
]) {
  test(`the code in ${name} is the code that the page gives`, async () => {
    const content = await readFile(join(root, name), 'utf8');
    const texts = JSON.parse(await readFile(join(root, `www/texts/${lang}.json`), 'utf8'));
    const [, code] = /```html\n(<iframe[\s\S]*?)\n```/.exec(content);
    const lab = 'https://example.org/lab/#preset=second-law';
    assert.equal(code, frameCode({ mode: 'plot', address: `${lab}&embed=plot`, page: lab, title: texts['embed.title.entropy'] }));
  });
}

test('the examples hold what the dialog gives', async () => {
  const texts = JSON.parse(await readFile(join(root, 'www/texts/en.json'), 'utf8'));
  const lab = 'https://example.org/lab/';
  const given = (way, setup, mode) =>
    textOfWay(way, {
      mode,
      address: `${lab}#${setup}&embed=${mode}`,
      page: `${lab}#${setup}`,
      title: texts['embed.title.entropy'],
      picture: `${lab}pictures/second-law-en-light.png`,
    });
  const small = 'bath=square-2x3&bosons=2';
  const notebook = (text) => JSON.parse(text).cells.map(({ source }) => source.join(''));
  const wanted = [
    ['article.html', given('frame', small, 'slider')],
    ['article.html', given('frame', 'preset=second-law', 'poster')],
    ['article.html', given('listener', small, 'plot')],
    ['slides.html', given('slide', small, 'plot')],
    ['wordpress-block.html', given('wordpress', 'preset=second-law', 'plot')],
    ['frame.ipynb', given('jupyter', small, 'plot')],
  ];
  for (const [name, code] of wanted) {
    const content = await readFile(join(root, 'examples', name), 'utf8');
    assert.ok(
      (name.endsWith('.ipynb') ? notebook(content) : [content]).some((part) => part.includes(code)),
      `${name}:\n${code}`,
    );
  }
});
