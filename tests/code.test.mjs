// The walls between the rooms of the code, and what must agree across its languages.
import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../tools/project.mjs';
import { filesUnder } from './support/imports.mjs';
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

test("every package takes the project's lints, and none lifts those that hold a match or a cast", async () => {
  const [, strict] = (await read('Cargo.toml')).match(/\[workspace\.lints\.clippy\]\n([\s\S]*?)\n\n/);
  for (const name of ['wildcard_enum_match_arm', 'match_wildcard_for_single_variants', 'cast_possible_truncation']) {
    assert.match(strict, new RegExp(`^${name} = "deny"$`, 'm'));
  }
  const packages = (await readdir(join(root, 'crate'))).map((name) => `crate/${name}`).concat('xtask');
  for (const folder of packages) {
    assert.match(await read(`${folder}/Cargo.toml`), /^\[lints\]\nworkspace = true$/m, folder);
  }
  for (const file of (await Promise.all(packages.map((folder) => filesUnder(folder, '.rs')))).flat()) {
    const lifted = (await read(file)).match(/#!\[allow[^\]]*\]|allow\([^)]*(?:wildcard|match_wild)[^)]*\)/g);
    assert.equal(lifted, null, file);
  }
});

/** The paths of all texts in a tree of them, with an empty one reported as such. */
function texts(node, path = '') {
  return typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => texts(value, `${path}/${key}`))
    : [typeof node === 'string' && node.trim() !== '' ? path : `${path} has no text`];
}

/** The texts of every language, by its code. */
async function languages() {
  const files = await readdir(join(root, 'www/texts'));
  return Promise.all(files.map(async (file) => [file.replace('.json', ''), JSON.parse(await read(`www/texts/${file}`))]));
}

test('all languages have the same texts, none empty', async () => {
  const all = await languages();
  assert.ok(all.length >= 2);
  const [, en] = all.find(([lang]) => lang === 'en');
  for (const [lang, own] of all) {
    assert.deepEqual(texts(own).sort(), texts(en).sort(), lang);
    assert.deepEqual(
      texts(own).filter((path) => path.endsWith('has no text')),
      [],
      lang,
    );
  }
});

/** Every place in a tree of texts with what stands there. */
const leaves = (node, path = '') =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}/${key}`))
    : [[path, String(node)]];

test('the pages around the page have every language too, with the same texts and slots', async () => {
  const langs = (await languages()).map(([lang]) => lang);
  const slots = (tree) => leaves(tree).map(([path, text]) => `${path} ${(text.match(/\{\w+\}/g) ?? []).sort()}`);
  for (const folder of ['site/texts', 'site/kit']) {
    assert.deepEqual(await missing(langs.map((lang) => `${folder}/${lang}.json`)), []);
    const [en, ...others] = await Promise.all(
      ['en', ...langs.filter((lang) => lang !== 'en')].map(async (lang) => JSON.parse(await read(`${folder}/${lang}.json`))),
    );
    for (const own of others) assert.deepEqual(slots(own).sort(), slots(en).sort(), folder);
  }
});

test('all languages fill in the same values', async () => {
  const all = await languages();
  const [, en] = all.find(([lang]) => lang === 'en');
  const slots = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [lang, own] of all) {
    for (const key of Object.keys(en)) assert.deepEqual(slots(own[key]), slots(en[key]), `${lang}: ${key}`);
  }
});

test('a language is a file of texts and a line in the list of the module', async () => {
  const list = (await read('crate/lab/src/words.rs')).match(/^languages! \{([\s\S]*?)^\}/m)[1];
  const named = [...list.matchAll(/= "(\w+)"/g)].map(([, lang]) => lang);
  assert.deepEqual((await languages()).map(([lang]) => lang).sort(), named.sort());
});

/** Every file below a folder that ends so. */
async function sources(folder, ending) {
  const files = await readdir(join(root, folder), { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

/** The string literals of a Rust source with the code before each since the last statement, and the source without comments. */
function literals(source) {
  const pieces = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"((?:\\[\s\S]|[^"\\])*)"|'(?:\\[^']+|[^'\\])'/g;
  const code = source.replace(pieces, (piece) => (piece.startsWith('/') ? '' : piece));
  const found = [];
  for (const match of code.matchAll(pieces)) {
    if (match[1] === undefined) continue;
    const statement = code
      .slice(0, match.index)
      .split(/[;{}]\s/)
      .at(-1);
    found.push({ text: match[1].replace(/\\\n\s*/g, ''), statement });
  }
  return { code, found };
}

/** A Rust source up to its own tests. */
const untested = (source) => source.split(/#\[cfg\(test\)\]\s*mod tests \{/)[0];

const japanese = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

test('the Rust sources of physics, lab and wasm hold no Japanese, and no sentences for readers', async () => {
  /** For whoever reads a panic, an attribute or the citation in a picture. */
  const elsewhere = /\b(expect|panic!|unreachable!|\w*assert\w*!)\s*\(|#!?\[|const REFERENCE/;
  const sentence = /\p{L}{2,}[ ,] ?\p{Ll}{2,} \p{Ll}{2,}/u;
  const lists = ['physics', 'lab', 'wasm'].map((name) => sources(`crate/${name}/src`, '.rs'));
  for (const file of (await Promise.all(lists)).flat()) {
    const source = await read(file);
    assert.doesNotMatch(literals(source).code, japanese, file);
    // Files that are there for tests alone.
    if (/\/(tests|types)\.rs$/.test(file)) continue;
    for (const { text, statement } of literals(untested(source)).found) {
      if (!elsewhere.test(statement)) assert.doesNotMatch(text, sentence, file);
    }
  }
});

test("the page's sources hold no words either, but those that say that words are missing", async () => {
  for (const file of await sources('www', '.ts')) {
    // The second knows the counters that numbers are not parted from.
    if (['www/i18n.ts', 'www/view/prose.ts'].includes(file) || file.startsWith('www/pkg')) continue;
    const source = await read(file);
    assert.doesNotMatch(source.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ''), japanese, file);
    assert.doesNotMatch(source, /\b(en|ja): ['"`]/, file);
  }
});

/** The names of the panels, in no order. */
async function panels() {
  const folders = await sources('crate/lab/src/panels', '/mod.rs');
  const names = (await Promise.all(folders.map(read))).flatMap(
    (source) => source.match(/: PanelSpec = PanelSpec \{\s*id: "([\w-]+)"/)?.[1] ?? [],
  );
  assert.ok(names.length >= 7);
  return names;
}

test('on the page only what a panel adds knows its name', async () => {
  const name = new RegExp(`['"](${(await panels()).join('|')})['"]`);
  const files = (await sources('www', '.ts')).filter((file) => !/^www\/(panels|pkg)\//.test(file));
  for (const file of files) assert.doesNotMatch(await read(file), name, file);
});

test('no Rust file but those of its own folder names a panel, presets aside', async () => {
  const name = new RegExp(`"(${(await panels()).join('|')})"`);
  for (const folder of ['physics', 'lab', 'cli', 'wasm']) {
    for (const file of await sources(`crate/${folder}/src`, '.rs')) {
      if (/^crate\/lab\/src\/(panels\/|scenario\/presets\.rs$)/.test(file)) continue;
      assert.doesNotMatch(untested(await read(file)), name, file);
    }
  }
  assert.match(await read('crate/lab/src/scenario/presets.rs'), name, 'the check itself sees a name where one stands');
});

test('the list of what panels add to the page names panels', async () => {
  const registry = await read('www/panels/registry.ts');
  const onDemand = registry.match(/FILES[^{]*\{([^}]*)\}/)[1];
  const here = registry
    .match(/Object\.entries\(\{([^}]*)\}/)[1]
    .split(',')
    .map((name) => name.trim());
  const named = [...onDemand.matchAll(/^ *'?([\w-]+)'?(?=:)/gm)].map(([, name]) => name).concat(here);
  assert.ok(named.length > 0);
  const known = await panels();
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    [],
  );
});

test('every panel has its texts', async () => {
  const texts = JSON.parse(await read('www/texts/en.json'));
  const wanted = ['choice.panel.', 'lead.', 'embed.title.', 'embed.caption.'];
  const keys = (name) => [...wanted.map((key) => key + name), ...[1, 2, 3].map((part) => `notes.${name}.${part}`)];
  const missing = (await panels()).flatMap(keys).filter((key) => !(key in texts));
  assert.deepEqual(missing, []);
});

/** What the code names: keys, patterns of keys, and by file the keys and the slots that Rust fills. */
async function named() {
  const keys = new Set();
  const patterns = [];
  const pattern = (parts) => patterns.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`));
  for (const file of await sources('www', '.ts')) {
    if (file.startsWith('www/pkg')) continue;
    for (const [, plain, template] of (await read(file)).matchAll(/'([\w.-]+)'|`([\w.-]+\.(?:[\w.-]|\$\{[^}]*\})*)`/g)) {
      if (plain !== undefined) keys.add(plain);
      else if (template.includes('${')) pattern(template.split(/\$\{[^}]*\}/));
    }
  }
  const rust = [];
  for (const file of (await Promise.all(['lab', 'cli', 'wasm'].map((name) => sources(`crate/${name}/src`, '.rs')))).flat()) {
    const { code, found } = literals(untested(await read(file)));
    const texts = found.map(({ text }) => text);
    texts.forEach((text) => (text.includes('{}') && /^\w+\./.test(text) ? pattern(text.split('{}')) : keys.add(text)));
    const messages = [...code.matchAll(/(?:Message::new|\btext|\btold|Message::joined)\(\s*"([^"]+)"/g)].map(([, key]) => key);
    const slots = [...code.matchAll(/(?<!scenario)\.(?:with|saying)\(\s*"(\w+)"/g)].map(([, slot]) => slot);
    rust.push({ file, texts, messages, slots });
  }
  return { keys, patterns, rust };
}

test('every text is used, and every text that the module names is there', async () => {
  const texts = JSON.parse(await read('www/texts/en.json'));
  const { keys, patterns, rust } = await named();
  const unused = Object.keys(texts).filter((key) => !keys.has(key) && !patterns.some((pattern) => pattern.test(key)));
  assert.deepEqual(unused, []);
  const missing = rust.flatMap(({ file, messages }) => messages.filter((key) => !(key in texts)).map((key) => `${key} in ${file}`));
  assert.deepEqual(missing, []);
});

test("what a module's text leaves open is filled in where the text is named, and nothing else", async () => {
  const texts = JSON.parse(await read('www/texts/en.json'));
  const open = (key) => [...(texts[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot);
  for (const { file, texts: own, messages, slots } of (await named()).rust) {
    // A name without a dot is a text's where a message is made of it.
    const wanted = [...new Set(own.filter((key) => key.includes('.') || messages.includes(key)).flatMap(open))];
    // Message::joined fills these itself.
    const joined = ['before', 'after'];
    assert.deepEqual(
      wanted.filter((slot) => !slots.includes(slot) && !joined.includes(slot)),
      [],
      `unfilled in ${file}`,
    );
    assert.deepEqual(
      slots.filter((slot) => !wanted.includes(slot) && !joined.includes(slot)),
      [],
      `not in a text of ${file}`,
    );
  }
});

test('the crate and the page carry the same version', async () => {
  const version = JSON.parse(await read('package.json')).version;
  assert.match(await read('Cargo.toml'), new RegExp(`\\[workspace\\.package\\]\\nversion = "${version}"`));
});

test('the lock file records no download addresses', async () => {
  assert.doesNotMatch(await read('package-lock.json'), /"resolved"|https?:\/\/registry/);
});

/** The documents, by their paths. */
const documents = async () => {
  const inDocs = (await readdir(join(root, 'docs'), { recursive: true })).map((name) => join('docs', name));
  return [...(await readdir(root)), ...inDocs].filter((name) => name.endsWith('.md'));
};

/** Those of the paths, relative to the project, that are not there. */
const missing = async (paths) => {
  const found = await Promise.all(
    paths.map((path) =>
      access(join(root, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, place) => !found[place]);
};

test('links from one document to another lead somewhere', async () => {
  const links = async (file) =>
    [...(await read(file)).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => join(dirname(file), target));
  const targets = (await Promise.all((await documents()).map(links))).flat();
  assert.ok(targets.length > 20);
  assert.deepEqual(await missing(targets), []);
});

test('files that a comment or a tool names are there', async () => {
  const pages = ['.ts', '.css'].map((ending) => sources('www', ending));
  const tools = ['.mjs', '.py'].flatMap((ending) => ['tests', 'tools'].map((folder) => sources(folder, ending)));
  const rust = ['numerics', 'physics', 'lab', 'cli', 'wasm', 'python'].map((name) => sources(`crate/${name}`, '.rs'));
  const files = (await Promise.all([...pages, ...tools, ...rust])).flat().filter((file) => !file.startsWith('www/pkg'));
  // In a line that begins as a comment or a sentence does.
  const comment = /^\s*(?:\/\/|\/?\*|#|"""|[A-Z]).*$/gm;
  const path = /(?<![\w./-])(?:crate|www|tests|tools|docs|site)\/[\w/-]+\.(?:test\.mjs|\w+)\b/g;
  const named = async (file) =>
    ((await read(file)).match(comment) ?? []).flatMap((line) => line.match(path) ?? []).map((found) => ({ file, found }));
  // What is made on demand is there only then, and what is written large stands for a name.
  const all = (await Promise.all(files.map(named))).flat().filter(({ found }) => !/^www\/pkg\/|[A-Z]{4}/.test(found));
  assert.ok(all.length > 20);
  const gone = await missing(all.map(({ found }) => found));
  assert.deepEqual(
    all.filter(({ found }) => gone.includes(found)),
    [],
  );
  const exempt = JSON.parse(await read('biome.json')).formatter.includes.filter((name) => /^!.*\.\w+$/.test(name));
  assert.deepEqual(await missing(exempt.map((name) => name.slice(1))), []);
});

test('files that a document names are there', async () => {
  // Decisions speak of their own time, and the guide for contributors of files to be made.
  const present = (await documents()).filter((file) => !/decisions|CONTRIBUTING|CHANGELOG/.test(file));
  const named = async (file) =>
    [...(await read(file)).matchAll(/`((?:crate|www|tests|tools|docs|xtask)\/[\w./-]+)`/g)].map(([, path]) => path);
  // What is made on demand is there only then.
  const paths = (await Promise.all(present.map(named))).flat().filter((path) => !path.startsWith('www/pkg/'));
  assert.ok(paths.length > 20);
  assert.deepEqual(await missing(paths), []);
});
