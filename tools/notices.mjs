// What the built page contains of others: the packages in its module and in its script, their licences, and the list of all of them
// that programs read (SBOM).
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './project.mjs';

const TARGET = 'wasm32-unknown-unknown';
const MODULE = 'second-law-wasm';

/** Files that a package states its licence in. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice|unlicense)([-.].*)?$/i;

/** Every package that Cargo.lock has, and how they hang together on one platform. */
export async function cargoMetadata(...options) {
  const command = ['metadata', '--format-version', '1', '--locked', ...options];
  const { stdout } = await promisify(execFile)('cargo', command, { cwd: root, maxBuffer: 1e9 });
  return JSON.parse(stdout);
}

/** The packages of others whose code is in the page's module, by name: what is compiled in, not what only runs while compiling. */
export async function packagesOfModule() {
  const command = ['tree', '--locked', '--package', MODULE, '--target', TARGET, '--edges', 'normal,no-proc-macro'];
  const format = ['--prefix', 'none', '--no-dedupe', '--format', '{p}'];
  const { stdout } = await promisify(execFile)('cargo', [...command, ...format], { cwd: root, maxBuffer: 1e9 });
  const compiled = new Set(stdout.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  const { packages } = await cargoMetadata('--filter-platform', TARGET);
  const others = packages.filter(({ name, version, source }) => source !== null && compiled.has(`${name} v${version}`));
  return others.sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

/** The packages of others whose code is in the page's scripts: what package.json depends on for more than building. Each stands in its folder. */
export async function packagesOfScripts() {
  const { dependencies = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const locked = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages;
  return Promise.all(
    Object.keys(dependencies)
      .sort()
      .map(async (name) => {
        const manifest = join(root, 'node_modules', name, 'package.json');
        const { version, license, author } = JSON.parse(await readFile(manifest, 'utf8'));
        return {
          name,
          version,
          license,
          authors: [author?.name ?? author ?? name],
          manifest_path: manifest,
          integrity: locked[`node_modules/${name}`].integrity,
        };
      }),
  );
}

/** SHA-256 of every package, by name and version, as Cargo.lock has it. */
export async function checksums() {
  const lock = await readFile(join(root, 'Cargo.lock'), 'utf8');
  const entry = /name = "(.+)"\nversion = "(.+)"\nsource = "(.+)"\nchecksum = "(\w+)"/g;
  return new Map([...lock.matchAll(entry)].map(([, name, version, , checksum]) => [`${name} ${version}`, checksum]));
}

/** Shorter ones only point to another file. */
const SHORTEST = 400;

/** The texts of licences in a package's folder. */
async function textsOf({ manifest_path: manifest }) {
  const folder = dirname(manifest);
  const files = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r', '').trim()).filter((text) => text.length >= SHORTEST);
}

/** One that brings none is said to be its authors' under the same licence as this project, or stops the build. */
async function ownOrStandard(found) {
  const own = await textsOf(found);
  if (own.length > 0) return own;
  const { name, version, authors, license } = found;
  if (!/\bMIT\b/.test(license)) throw new Error(`${name} ${version} (${license}) brings no text of its licence`);
  const text = await readFile(join(root, 'LICENSE'), 'utf8');
  return [text.trim().replace(/^Copyright .*$/m, `Copyright (c) ${authors.join(', ')}`)];
}

/** `{ packages, texts }`: the packages of others in the page, and each text of a licence with the packages that bring it. */
export async function notices() {
  const packages = [...(await packagesOfModule()), ...(await packagesOfScripts())];
  const texts = new Map();
  for (const found of packages) {
    for (const text of await ownOrStandard(found)) texts.set(text, [...(texts.get(text) ?? []), `${found.name} ${found.version}`]);
  }
  return { packages, texts };
}

/** All of it as one text, for dist/licences.txt. */
export async function licences({ packages, texts }) {
  const own = (await readFile(join(root, 'LICENSE'), 'utf8')).trim();
  const line = '-'.repeat(78);
  const list = packages.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n');
  const parts = [...texts].map(([text, names]) => `${line}\n${names.join(', ')}\n${line}\n\n${text}`);
  return `Second Law Lab\n\n${own}\n\n\nThe page's module and scripts contain these packages, and the standard library of Rust (MIT OR Apache-2.0):\n\n${list}\n\n\n${parts.join('\n\n\n')}\n`;
}

/** The list of packages in the form of CycloneDX 1.6. It holds no time and no number of its own, so that equal builds have equal lists. */
export async function billOfMaterials({ packages }) {
  const sums = await checksums();
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const reference = (found) => `pkg:${found.integrity ? 'npm' : 'cargo'}/${found.name}@${found.version}`;
  const hash = (found) =>
    found.integrity
      ? { alg: 'SHA-512', content: Buffer.from(found.integrity.replace('sha512-', ''), 'base64').toString('hex') }
      : { alg: 'SHA-256', content: sums.get(`${found.name} ${found.version}`) };
  const component = (found) => ({
    type: 'library',
    'bom-ref': reference(found),
    name: found.name,
    version: found.version,
    licenses: [{ expression: found.license.replaceAll(/ ?\/ ?/g, ' OR ') }],
    purl: reference(found),
    hashes: [hash(found)],
  });
  const application = { type: 'application', 'bom-ref': name, name, version, licenses: [{ expression: 'MIT' }] };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: application },
    components: packages.map(component),
    dependencies: [{ ref: name, dependsOn: packages.map(reference) }],
  };
}
