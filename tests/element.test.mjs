// The npm package as `npm pack` gives it: in a plain page, built by Vite, in React, and where there is no document.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { buildPackage } from '../tools/package.mjs';
import { root } from '../tools/project.mjs';
import { serve } from '../tools/serve.mjs';
import { openLab } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';
const call = promisify(execFile);

const document = (body, head = '') =>
  `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${head}<body>${body}</body></html>`;
const element = (id, attributes) => `<second-law-lab id="${id}" ${attributes}></second-law-lab>`;

/** What stands in the pages: two elements 6,000 px apart, in both languages, and one that was set before it was defined. */
const two = `${element('near', `scenario="${small}&coupling=1" embed="plot" lang="ja" theme="dark"`)}<svg width="1" height="6000"></svg>${element('far', `scenario="${small}&coupling=0.5" embed="plot" lang="en"`)}`;

const react = `
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'second-law-lab';
function App() {
  const [scenario, choose] = useState('${small}&coupling=0.5');
  const [seen, see] = useState(0);
  return h('main', {},
    h('button', { onClick: () => choose('${small}&coupling=0.25') }, 'Other'),
    h('output', {}, seen),
    h('second-law-lab', { id: 'near', scenario, embed: 'plot', lang: 'en', onresult: ({ detail }) => see(detail.runs[0].coupling) }));
}
createRoot(document.querySelector('#root')).render(h(App));
`;

let folder;
let server;
let lab;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'element-'));
  const [built, modules] = [join(folder, 'package'), join(folder, 'node_modules')];
  await buildPackage(built);
  const { stdout } = await call('npm', ['pack', built, '--json', '--pack-destination', folder], { cwd: folder });
  const [{ filename }] = JSON.parse(stdout);
  await rm(built, { recursive: true });
  await call('tar', ['-xf', filename], { cwd: folder });
  await mkdir(modules);
  await symlink(built, join(modules, 'second-law-lab'));
  for (const name of ['react', 'react-dom', 'scheduler']) await symlink(join(root, 'node_modules', name), join(modules, name));
  const pages = {
    'index.html': document(two, '<script type="module" src="./main.js"></script>'),
    'main.js': "import 'second-law-lab';",
    'react.html': document('<div id="root"></div>', '<script type="module" src="./react.js"></script>'),
    'react.js': react,
    'plain.html': document(two, '<script type="module" src="./package/second-law-lab.js"></script>'),
  };
  for (const [name, text] of Object.entries(pages)) await writeFile(join(folder, name), text);
  const { build } = await import('vite');
  const input = ['index.html', 'react.html'].map((name) => join(folder, name));
  await build({ root: folder, configFile: false, base: './', logLevel: 'error', build: { rolldownOptions: { input } } });
  // No more than the package's README says that it needs.
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; img-src data:";
  server = await serve({ folder, headers: { 'Content-Security-Policy': policy } });
  lab = await openLab();
});
afterEach(() => lab.clear());
after(async () => {
  await lab?.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

const done = (page, id) => page.waitForFunction((id) => document.getElementById(id)?.state === 'done', id, { timeout: 60_000 });

for (const path of ['plain.html', 'dist/index.html']) {
  test(`two elements on one page share an engine, and neither stops the other: ${path}`, async () => {
    const page = await lab.open(`${server.address}${path}`);
    await done(page, 'near');
    assert.equal(await page.evaluate(() => document.getElementById('far').state), 'idle', 'what nobody sees rests');
    const looks = await page.evaluate(() => {
      const near = document.getElementById('near');
      const { display, color } = getComputedStyle(near.querySelector('.lab'));
      return {
        near: [near.record.runs.length, near.querySelector('.lab').lang, near.dataset.theme, display],
        styled: color !== getComputedStyle(document.body).color,
        host: [document.documentElement.lang, document.title, document.documentElement.dataset.theme ?? null],
        links: near.querySelectorAll('.caption a').length,
        modules: performance.getEntriesByType('resource').filter(({ name }) => /\.bin$/.test(name)).length,
      };
    });
    assert.deepEqual(looks.near.slice(0, 3), [1, 'ja', 'dark']);
    assert.ok(looks.styled, 'the styles came with the element');
    assert.deepEqual(looks.host, ['en', 'Host', null], 'the document around it is as it was');
    assert.equal(looks.links, 0, 'no link to a page that is not there');
    await page.locator('#far').scrollIntoViewIfNeeded();
    await done(page, 'far');
    // The one that is out of sight asks for another set-up: the one that is seen goes on.
    await page.evaluate((text) => {
      document.getElementById('near').scenario = `${text}&coupling=1&repulsion=0.3`;
      document.getElementById('far').scenario = `${text}&coupling=0.5&repulsion=0.3`;
    }, small);
    await page.waitForFunction((text) => document.getElementById('far').record?.scenario === text, `${small}&repulsion=0.3&coupling=0.5`);
    await page.locator('#near').scrollIntoViewIfNeeded();
    await page.waitForFunction((text) => document.getElementById('near').record?.scenario.includes(text), 'repulsion=0.3');
    assert.equal(
      await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /\.bin$/.test(name)).length),
      looks.modules,
      'one module for both',
    );
  });
}

test('properties take whatever is assigned as text, also before the element is defined', async () => {
  const page = await lab.open(`${server.address}plain.html`);
  await done(page, 'near');
  const states = await page.evaluate(async (text) => {
    const early = document.createElement('template').content.ownerDocument.createElement('second-law-lab');
    Object.defineProperty(early, 'scenario', { value: text, configurable: true, writable: true, enumerable: true });
    early.embed = 'plot';
    document.body.prepend(early);
    const later = document.getElementById('near');
    const wrong = [null, undefined, 7, {}, [], true, Number.NaN, () => {}];
    for (const given of wrong) for (const name of ['theme', 'embed', 'scenario']) later[name] = given;
    const kept = [later.theme, later.embed];
    later.embed = 'plot';
    later.scenario = text;
    return { kept, early: [early.getAttribute('scenario'), Object.hasOwn(early, 'scenario')] };
  }, small);
  assert.deepEqual(states.kept, ['() => {}', '() => {}']);
  assert.deepEqual(states.early, [small, false]);
  await page.waitForFunction((text) => document.getElementById('near').record?.scenario === text, small);
});

test('links of an element lead to where the lab is published, if that is an address of the web', async () => {
  const page = await lab.open(`${server.address}plain.html`);
  await done(page, 'near');
  const lead = (site) =>
    page.evaluate((site) => {
      const near = document.getElementById('near');
      near.site = site;
      return [...near.querySelectorAll('.caption a')].map(({ href }) => href);
    }, site);
  assert.deepEqual(await lead('https://example.org/lab/?utm_source=mail#top'), [`https://example.org/lab/#${small}&coupling=1`]);
  assert.deepEqual(await lead('../lab/'), [`${new URL('/lab/', server.address).href}#${small}&coupling=1`]);
  const said = () => page.locator('#near .alert').allTextContents();
  assert.deepEqual(await said(), []);
  for (const wrong of ['javascript:alert(1)', 'https://']) {
    assert.deepEqual(await lead(wrong), [], wrong);
    assert.match((await said()).join(), /site=.*(: an address of http or https|：http または https のアドレス)/);
  }
  assert.deepEqual(await lead(''), []);
  assert.deepEqual(await said(), [], 'what is mended is said no more');
});

test('React sets its properties and hears its events', async () => {
  const page = await lab.open(`${server.address}dist/react.html`);
  await page.waitForFunction(() => document.querySelector('output')?.textContent === '0.5', undefined, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Other' }).click();
  await page.waitForFunction(() => document.querySelector('output').textContent === '0.25', undefined, { timeout: 60_000 });
});

test('importing it without a document does nothing', async () => {
  const { defined } = await import(pathToFileURL(join(folder, 'package/second-law-lab.js')).href);
  assert.ok(defined instanceof Promise);
});

test('the package holds what it names, its types hold together, and nothing says where it was built', async () => {
  const inside = join(folder, 'package');
  const { name, version, types, main } = JSON.parse(await readFile(join(inside, 'package.json'), 'utf8'));
  assert.equal(name, 'second-law-lab');
  assert.equal(version, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version);
  const files = await readdir(inside, { recursive: true });
  for (const file of [types, main, 'README.md', 'LICENSE', 'licences.txt']) assert.ok(files.includes(file.replace('./', '')), file);
  for (const file of files.filter((file) => /\.(js|ts|md|json)$/.test(file))) {
    assert.ok(!(await readFile(join(inside, file), 'utf8')).includes(root), file);
  }
  const use = `import { defined, type FromLab, type RecordJson, type SecondLawLabElement, type ToLab } from 'second-law-lab';
    const hello: ToLab = { type: 'second-law-lab:hello', version: 1 };
    const lab: SecondLawLabElement = document.createElement('second-law-lab');
    lab.scenario = 'beta=0.3';
    lab.site = 'https://example.org/lab/';
    // @ts-expect-error: it is not to be set
    lab.state = 'done';
    // @ts-expect-error: there is no such message
    const jump: ToLab = { type: 'second-law-lab:jump', version: 1 };
    export const all: [ToLab, RecordJson | null, FromLab['version'], Promise<new () => SecondLawLabElement>, unknown] = [hello, lab.record, 1, defined, jump];`;
  await writeFile(join(folder, 'use.ts'), use);
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom',
    '--types',
    '',
  ];
  await call(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts'], { cwd: folder }).catch(({ stdout }) =>
    assert.fail(stdout),
  );
});
