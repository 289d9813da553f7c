// What others' packages bring into the build and into the page: locked, licensed, named, and without scripts of their own.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cargoMetadata, checksums, packagesOfModule, packagesOfScripts } from '../tools/notices.mjs';
import { root } from '../tools/project.mjs';
import { output } from './support/native.mjs';
import { bytes } from './support/module.mjs';

const read = (path) => readFile(join(root, path), 'utf8');
const packages = (await cargoMetadata()).packages.filter(({ source }) => source !== null);
const locked = JSON.parse(await read('package-lock.json')).packages;
const fromNpm = Object.entries(locked).filter(([name]) => name !== '');

/** Licences that a program under MIT may be built from; `deny.toml` has the same for Rust. */
const allowed = ['MIT', 'Apache-2.0', 'Zlib', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Unlicense', 'Unicode-3.0', '0BSD', 'CC0-1.0'];
/** Of tools that only run during the build, unchanged, and of the letters in pictures. */
const allowedInTools = [...allowed, 'MPL-2.0', 'OFL-1.1'];

/** Whether a licence in the writing of SPDX can be kept with these: one of each `OR`, all of each `AND`. */
function permits(expression, licences) {
  const plain = expression.replaceAll(/ ?\/ ?/g, ' OR ').replaceAll(/ WITH LLVM-exception/g, '');
  const inner = plain.replaceAll(/\(([^()]*)\)/g, (_, group) => (permits(group, licences) ? 'MIT' : 'none'));
  return inner.split(' AND ').every((part) => part.split(' OR ').some((name) => licences.includes(name.trim())));
}

test('licences are read as they are meant', () => {
  assert.ok(permits('(MIT OR Apache-2.0) AND Unicode-3.0', allowed));
  assert.ok(permits('MIT OR Apache-2.0 OR LGPL-2.1-or-later', allowed));
  assert.ok(!permits('MIT AND GPL-3.0-only', allowed));
  assert.ok(!permits('(GPL-3.0-only OR LGPL-2.1-or-later) AND MIT', allowed));
});

test('every package has a licence that this one may be built from', () => {
  for (const { name, version, license } of packages) assert.ok(permits(license ?? '', allowed), `${name} ${version}: ${license}`);
  for (const [name, { license }] of fromNpm) assert.ok(permits(license ?? '', allowedInTools), `${name}: ${license}`);
});

test('every package is locked by version and checksum, from one registry', async () => {
  const sums = await checksums();
  assert.equal(new Set(packages.map(({ source }) => source)).size, 1);
  for (const { name, version } of packages) assert.match(sums.get(`${name} ${version}`) ?? '', /^[0-9a-f]{64}$/, `${name} ${version}`);
  for (const [name, { integrity }] of fromNpm) assert.match(integrity ?? '', /^sha512-/, name);
});

test('no package runs a script when it is installed', async () => {
  assert.match(await read('.npmrc'), /^ignore-scripts=true$/m);
  const needed = fromNpm.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional);
  assert.deepEqual(needed, [], 'none that the build would miss');
});

test('versions that are asked for are exact, and packages are installed from the lock file only', async () => {
  const { dependencies = {}, devDependencies } = JSON.parse(await read('package.json'));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  assert.match(await read('tools/project.mjs'), /run\('npm', 'ci'\)/);
});

test('cargo deny agrees, where it is installed', async (t) => {
  const { code: missing } = await output('cargo', ['deny', '--version']);
  if (missing !== 0) return t.skip('the workflow of CI runs it; the tests above hold the same without it');
  const { code, stderr } = await output('cargo', ['deny', '--locked', 'check', 'licenses', 'bans', 'sources']);
  assert.equal(code, 0, stderr);
});

test('deny.toml allows the same licences', async () => {
  const [, list] = /^allow = \[([\s\S]*?)\]/m.exec(await read('deny.toml'));
  const names = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(names.toSorted(), allowed.filter((name) => names.includes(name)).toSorted());
  for (const { license, name } of packages) assert.ok(permits(license, names), `${name}: ${license}`);
});

test('the page comes with the licences of all that is in its module and scripts, and with a list for programs', async () => {
  const inside = [...(await packagesOfModule()), ...(await packagesOfScripts())];
  const [text, bill, about] = await Promise.all(['dist/licences.txt', 'dist/sbom.cdx.json', 'dist/about/index.html'].map(read));
  const { specVersion, components, dependencies } = JSON.parse(bill);
  assert.equal(specVersion, '1.6');
  assert.deepEqual(
    components.map(({ name, version }) => `${name} ${version}`),
    inside.map(({ name, version }) => `${name} ${version}`),
  );
  for (const { purl, hashes, licenses } of components) {
    assert.match(purl, /^pkg:(cargo|npm)\/[\w-]+@/);
    assert.match(hashes[0].content, purl.startsWith('pkg:npm') ? /^[0-9a-f]{128}$/ : /^[0-9a-f]{64}$/);
    assert.ok(licenses[0].expression.length > 2);
  }
  assert.deepEqual(
    dependencies[0].dependsOn,
    components.map(({ purl }) => purl),
  );
  for (const { name, version } of inside) for (const place of [text, about]) assert.ok(place.includes(`${name} ${version}`), name);
  for (const words of ['Apache License', 'Permission is hereby granted', 'Hao Hou']) {
    for (const place of [text, about]) assert.ok(place.includes(words), words);
  }
});

test('the module says nothing of where it was built', () => {
  const text = Buffer.from(bytes).toString('latin1');
  for (const place of [root, homedir()]) assert.ok(!text.includes(place), place);
});
