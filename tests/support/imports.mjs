// Which file imports which, read from the sources themselves: Rust modules and TypeScript files.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { root } from '../../tools/project.mjs';

/** Paths of all files under a folder of the project with this ending, as a graph names them. */
export async function filesUnder(folder, ending) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath ?? entry.path, entry.name)
          .slice(root.length)
          .split(/[\\/]/),
      ),
    )
    .sort();
}

/**
 * The imports of the files of some Rust packages: `Map(file, Set(file))`. Seen are `use` items and the paths of
 * expressions and types. A name that a `mod.rs` re-exports counts as an import of the file it comes from, and a
 * re-export that its own file does not use is a list, not an import. Left out are modules of tests, which may
 * look at anything.
 */
export async function rustImports(packages) {
  const sources = new Map();
  for (const folder of packages) {
    for (const file of await filesUnder(`crate/${folder}/src`, '.rs')) {
      sources.set(file, await readFile(join(root, file), 'utf8'));
    }
  }
  return rustGraph(sources);
}

/** The same from sources in memory, `Map(file, text)` with files at crate/PACKAGE/src/.. */
export function rustGraph(everything) {
  const sources = withoutTestFiles(everything);
  const modules = new Map();
  for (const file of sources.keys()) modules.set(moduleOf(file).join('::'), file);
  const read = new Map([...sources].map(([file, text]) => [file, pathsOf(text)]));

  /** The file in which a path, absolute from its package's name, ends; follows re-exports. */
  const fileOf = (path, depth = 0) => {
    for (let length = path.length; length > 0; length--) {
      const file = modules.get(path.slice(0, length).join('::'));
      if (!file) continue;
      const name = path[length];
      const reexport = name && depth < 8 && read.get(file).reexports.get(name);
      return reexport ? (fileOf([...absolute(reexport, file), ...path.slice(length + 1)], depth + 1) ?? file) : file;
    }
    return undefined;
  };

  /** A path as written in a file, from its package's name on; undefined for one that leads out of the project. */
  const absolute = (path, file) => {
    const here = moduleOf(file);
    const [first, ...rest] = path;
    if (first === 'crate') return [here[0], ...rest];
    if (first === 'self') return [...here, ...rest];
    if (first === 'super') {
      let [base, tail] = [here.slice(0, -1), rest];
      while (tail[0] === 'super') [base, tail] = [base.slice(0, -1), tail.slice(1)];
      return [...base, ...tail];
    }
    if (modules.has([...here, first].join('::'))) return [...here, ...path];
    return path;
  };

  const graph = new Map();
  for (const [file, { paths }] of read) {
    const found = new Set(paths.map((path) => fileOf(absolute(path, file))));
    found.delete(undefined);
    found.delete(file);
    graph.set(file, found);
  }
  return graph;
}

/** Leaves out the files that a `#[cfg(test)] mod name;` declares. */
function withoutTestFiles(sources) {
  const tests = new Set();
  for (const [file, text] of sources) {
    for (const [, name] of text.matchAll(/#\[cfg\(test\)\]\s*(?:pub\s+)?mod\s+(\w+)\s*;/g)) tests.add([...moduleOf(file), name].join('::'));
  }
  return new Map([...sources].filter(([file]) => !tests.has(moduleOf(file).join('::'))));
}

/** crate/lab/src/draw/mod.rs is lab::draw; a package goes by the name of its folder, as its users write it. */
function moduleOf(file) {
  const [, name, , ...rest] = file.replace(/\.rs$/, '').split('/');
  if (['lib', 'main', 'mod'].includes(rest.at(-1))) rest.pop();
  return [name, ...rest];
}

/** The paths in a Rust source, each a list of names, and what it re-exports: `{paths, reexports: Map(name, path)}`. */
function pathsOf(source) {
  const text = withoutInnerModules(
    withoutTests(source.replace(/\/\/.*|\/\*[\s\S]*?\*\/|r(#*)"[\s\S]*?"\1|"(?:[^"\\]|\\[\s\S])*"|'(?:\\.|[^\\'])'/g, '')),
  );
  const paths = [];
  const reexports = new Map();
  const body = text.replace(/\b(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);/g, (_, isPublic, tree) => {
    for (const { path, name } of expanded(tree.replace(/\s+/g, ' '))) {
      if (isPublic) reexports.set(name, path);
      else paths.push(path);
    }
    return '';
  });
  for (const [name, path] of reexports) if (new RegExp(`\\b${name}\\b`).test(body)) paths.push(path);
  for (const [path] of body.matchAll(/(?<![\w:])(?:[a-z_]\w*)(?:::\w+)+/g)) paths.push(path.split('::'));
  return { paths, reexports };
}

/** `a::{b, c as d}` is a::b and a::c, the second by the name d. */
function expanded(tree, before = []) {
  const [, head, group] = tree.trim().match(/^((?:\w+::)*)\{(.*)\}$/) ?? [];
  if (group !== undefined) {
    const prefix = [...before, ...head.split('::').filter(Boolean)];
    return parts(group).flatMap((part) => expanded(part, prefix));
  }
  const [written, alias] = tree.trim().split(/ as /);
  const path = [...before, ...written.split('::')].filter((name, place) => name !== '*' && !(name === 'self' && place > 0));
  return [{ path, name: alias ?? path.at(-1) }];
}

/** Splits at the commas that stand in no inner braces. */
function parts(group) {
  const found = [''];
  let depth = 0;
  for (const letter of group) {
    depth += { '{': 1, '}': -1 }[letter] ?? 0;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.filter((part) => part.trim() !== '');
}

/** Takes out what is compiled for tests only. */
const withoutTests = (text) => withBlocks(text, /#\[cfg\(test\)\]\s*(pub\s+)?mod\s+\w+\s*\{/, () => '');

/** Modules written inside a file belong to it: their `super` is the file itself. */
const withoutInnerModules = (text) =>
  withBlocks(text, /\bmod\s+\w+\s*\{/, (block) =>
    block.slice(block.indexOf('{')).replace(/\bsuper::(super::)?/g, (_, further) => (further ? further : 'self::')),
  );

/** Replaces every block that begins with a match of `start` and ends with its closing brace. */
function withBlocks(text, start, replacement) {
  for (;;) {
    const from = text.search(start);
    if (from < 0) return text;
    let [depth, to] = [0, text.indexOf('{', from)];
    do {
      depth += { '{': 1, '}': -1 }[text[to]] ?? 0;
      to++;
    } while (depth > 0 && to < text.length);
    text = text.slice(0, from) + replacement(text.slice(from, to)) + text.slice(to);
  }
}

/** The imports of the page's TypeScript files; imports of types count like any other. */
export async function pageImports() {
  const sources = new Map();
  for (const file of await filesUnder('www', '.ts')) {
    if (!file.endsWith('.test.ts') && !file.startsWith('www/pkg/')) sources.set(file, await readFile(join(root, file), 'utf8'));
  }
  return pageGraph(sources);
}

/** The same from sources in memory. */
export function pageGraph(sources) {
  const graph = new Map();
  for (const [file, source] of sources) {
    const text = source.replace(/(?<!:)\/\/.*|\/\*[\s\S]*?\*\//g, '');
    const found = new Set();
    for (const [, path] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']*)'/g)) {
      const target = posix.join(dirname(file), path.replace(/\?.*$/, ''));
      const known = [target, `${target}.ts`, `${target}/index.ts`].find((name) => sources.has(name));
      if (known) found.add(known);
    }
    found.delete(file);
    graph.set(file, found);
  }
  return graph;
}

/** The circles of a graph: sets of files each of which reaches all others, as sorted lists, the largest first. */
export function circles(graph) {
  const [index, low, stack, found] = [new Map(), new Map(), [], []];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found.sort((a, b) => b.length - a.length);
}
