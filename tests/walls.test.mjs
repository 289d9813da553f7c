// The walls between the rooms: imports never run upward, and there are no circles. Both are read from the sources.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circles, pageGraph, pageImports, rustGraph, rustImports } from './support/imports.mjs';

/**
 * The rooms from the ground up: a file may import from its own room and from those above it in this list, never
 * from those below it. Rooms on one line stand side by side and do not know each other. A file belongs to the
 * room with the longest name that its path begins with.
 */
const rust = [
  ['numerics/src/'],
  ['physics/src/'],
  ['lab/src/json.rs'],
  ['lab/src/message.rs'],
  ['lab/src/error.rs', 'lab/src/words.rs'],
  ['lab/src/scenario/'],
  ['lab/src/bath.rs'],
  ['lab/src/work/'],
  ['lab/src/plan/'],
  ['lab/src/record/'],
  ['lab/src/draw/'],
  ['lab/src/panels/'],
  ['lab/src/estimate.rs'],
  ['lab/src/export/'],
  ['lab/src/page.rs', 'lab/src/script/'],
  ['lab/src/runner.rs'],
  ['lab/src/lib.rs'],
  ['cli/src/', 'python/src/', 'wasm/src/'],
].map((floor) => floor.map((room) => `crate/${room}`));

const page = [
  ['emitter.ts', 'keys.ts', 'format.ts', 'frame.ts', 'on-demand.ts', 'script.ts', 'element/files.ts', 'languages.ts'],
  ['room.ts'],
  ['site.ts'],
  ['engine/'],
  ['i18n.ts', 'panel.ts'],
  ['session/'],
  ['view/'],
  ['panels/'],
  ['address.ts', 'host/', 'poster.ts'],
  ['story/'],
  ['lab.ts'],
  ['main.ts', 'element/'],
].map((floor) => floor.map((room) => `www/${room}`));

/** The room of a file: its name and its floor; undefined for a file that has none. */
function roomOf(file, floors) {
  const rooms = floors.flatMap((names, floor) => names.map((name) => ({ name, floor })));
  return rooms.filter(({ name }) => file.startsWith(name)).sort((a, b) => b.name.length - a.name.length)[0];
}

/** Imports that run upward, or sideways between rooms of one floor, as `from -> to`. */
function upward(graph, floors) {
  return [...graph].flatMap(([file, imported]) => {
    const from = roomOf(file, floors);
    const wrong = (target) => {
      const to = roomOf(target, floors);
      return to.name !== from.name && to.floor >= from.floor;
    };
    return [...imported].filter(wrong).map((target) => `${file} -> ${target}`);
  });
}

/** Circles of more than two files, or between rooms, and all after the first of those that two files of one room make. */
function forbidden(graph, floors) {
  const small = (files) => files.length === 2 && new Set(files.map((file) => roomOf(file, floors).name)).size === 1;
  const found = circles(graph);
  return [...found.filter((files) => !small(files)), ...found.filter(small).slice(1)];
}

for (const [language, graph, floors] of [
  ['Rust', await rustImports(['numerics', 'physics', 'lab', 'cli', 'python', 'wasm']), rust],
  ['TypeScript', await pageImports(), page],
]) {
  test(`${language}: every file has a room, and every room a file`, () => {
    const files = [...graph.keys()];
    assert.deepEqual(
      files.filter((file) => !roomOf(file, floors)),
      [],
    );
    assert.deepEqual(
      floors.flat().filter((name) => !files.some((file) => roomOf(file, floors)?.name === name)),
      [],
    );
  });

  test(`${language}: no import runs upward`, () => {
    assert.deepEqual(upward(graph, floors), []);
  });

  test(`${language}: no circle of imports, but for one of two files inside a room`, () => {
    assert.deepEqual(forbidden(graph, floors), []);
  });
}

test('the reader of Rust sees every way to import', () => {
  const graph = rustGraph(
    new Map([
      ['crate/a/src/lib.rs', 'pub mod x; pub mod y; #[cfg(test)]\nmod checks;'],
      ['crate/a/src/checks.rs', 'use crate::x;'],
      [
        'crate/a/src/x.rs',
        'use crate::y::{self, inner::{One, Two as Other}}; // use crate::z::Comment;\n const S: &str = "crate::w::String"; const Q: char = \'"\';',
      ],
      ['crate/a/src/y/mod.rs', 'pub mod inner; mod listed; pub use listed::Shown; pub use inner::One; fn f() -> One { todo!() }'],
      [
        'crate/a/src/y/inner.rs',
        'fn f() { super::Shown::new(); } #[cfg(test)] mod tests { use crate::z; fn g() {} } fn h() { super::super::x::go() }',
      ],
      ['crate/a/src/y/listed.rs', 'pub struct Shown;'],
      ['crate/a/src/z.rs', 'mod inside { use super::Local; use super::super::w; }'],
      ['crate/a/src/w.rs', ''],
      ['crate/b/src/lib.rs', 'mod here; use a::y::Shown; fn f() { here::go(); a::z::go(); std::mem::swap() }'],
      ['crate/b/src/here.rs', ''],
    ]),
  );
  const imports = (file) => [...graph.get(`crate/${file}`)].map((path) => path.replace('crate/', '')).sort();
  assert.deepEqual(imports('a/src/x.rs'), ['a/src/y/inner.rs', 'a/src/y/mod.rs']);
  assert.deepEqual(imports('a/src/y/mod.rs'), ['a/src/y/inner.rs']);
  assert.deepEqual(imports('a/src/y/inner.rs'), ['a/src/x.rs', 'a/src/y/listed.rs']);
  assert.deepEqual(imports('b/src/lib.rs'), ['a/src/y/listed.rs', 'a/src/z.rs', 'b/src/here.rs']);
  assert.deepEqual(imports('a/src/lib.rs'), []);
  assert.deepEqual(imports('a/src/z.rs'), ['a/src/w.rs']);
  assert.equal(graph.has('crate/a/src/checks.rs'), false);
});

test('the reader of TypeScript sees every way to import', () => {
  const source =
    "import a from './a';\nimport type { B } from '../b';\nexport { c } from './c.js';\nimport './d';\nconst e = await import('./e');\nimport W from './f?worker&inline';\n// from './g'\nimport x from 'outside';";
  const names = ['www/in/a.ts', 'www/b.ts', 'www/in/d.ts', 'www/in/e.ts', 'www/in/f.ts', 'www/in/g.ts'];
  const graph = pageGraph(new Map([['www/in/file.ts', source], ...names.map((name) => [name, ''])]));
  assert.deepEqual([...graph.get('www/in/file.ts')].sort(), ['www/b.ts', 'www/in/a.ts', 'www/in/d.ts', 'www/in/e.ts', 'www/in/f.ts']);
});

test('a circle and an upward import would be found', () => {
  const graph = new Map([
    ['www/lab.ts', new Set(['www/view/a.ts'])],
    ['www/view/a.ts', new Set(['www/view/b.ts'])],
    ['www/view/b.ts', new Set(['www/lab.ts'])],
    ['www/engine/c.ts', new Set(['www/view/a.ts'])],
  ]);
  assert.deepEqual(upward(graph, page), ['www/view/b.ts -> www/lab.ts', 'www/engine/c.ts -> www/view/a.ts']);
  assert.deepEqual(forbidden(graph, page), [['www/lab.ts', 'www/view/a.ts', 'www/view/b.ts']]);
});

test('two files of one room may know each other, once', () => {
  const pair = (a, b) => [
    [a, new Set([b])],
    [b, new Set([a])],
  ];
  const one = pair('www/view/a.ts', 'www/view/b.ts');
  assert.deepEqual(forbidden(new Map(one), page), []);
  assert.deepEqual(forbidden(new Map([...one, ...pair('www/view/c.ts', 'www/view/d.ts')]), page).length, 1);
  assert.deepEqual(forbidden(new Map(pair('www/view/a.ts', 'www/session/b.ts')), page).length, 1);
});
