// docs/outside.md: every example runs as it stands, one after the other in an empty folder.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../tools/project.mjs';
import { builtProgram } from './support/native.mjs';

const text = await readFile(join(root, 'docs/outside.md'), 'utf8');
const examples = [...text.matchAll(/^```(sh|python)\n([\s\S]*?)^```/gm)].map(([, language, code]) => ({ language, code }));

let folder;
let env;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outside-'));
  const programs = join(folder, 'bin');
  await mkdir(programs);
  await copyFile(await builtProgram(), join(programs, 'second-law'));
  env = { ...process.env, LC_ALL: 'C.UTF-8', PATH: `${programs}${delimiter}${process.env.PATH}` };
});
after(() => rm(folder, { recursive: true }));

const read = (name) => readFile(join(folder, name), 'utf8');
const run = async ({ language, code }) => {
  const [program, option] = language === 'sh' ? ['sh', '-euc'] : ['python3', '-c'];
  return promisify(execFile)(program, [option, code], { cwd: folder, env });
};

test('the examples run, and write what is said of them', async () => {
  assert.equal(examples.length, 4);
  const said = [];
  for (const example of examples) said.push((await run(example)).stdout);
  assert.equal(await read('again.json'), `${await read('record.json')}\n`);
  assert.equal(await read('same.svg'), await read('plot.svg'));
  assert.ok((await read('second-law-plot.1')).includes('entanglement') || (await read('second-law.1')).includes('entanglement'));
  const results = (await read('results.jsonl')).trimEnd().split('\n');
  assert.equal(results.length, 13);
  assert.equal(said.at(-1).trimEnd().split('\n').length, 12 + 4);
  assert.match(await read('cite.bib'), /doi = \{10\.1103\/PhysRevLett\.119\.100601\}[\s\S]*\\path\{bath=square-2x3&bosons=2\}/);
});

test('readers of tables open the CSV as it comes: numbers in the columns of numbers', async (t) => {
  const rows =
    'import csv; rows = list(csv.DictReader(open("plot.csv"))); print(rows[0]["scenario"], sum(float(row["time"]) for row in rows) > 0)';
  const { stdout } = await run({ language: 'python', code: rows });
  assert.equal(stdout, 'bath=square-2x3&bosons=2 True\n');
  const python = process.env.PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import pandas']).status !== 0) return t.skip('pandas is not installed; PYTHON names a Python that has it');
  const code = 'import pandas; f = pandas.read_csv("plot.csv"); print((f.dtypes.iloc[:-3] == "float64").all(), len(f), f.scenario[0])';
  const { stdout: found } = await promisify(execFile)(python, ['-c', code], { cwd: folder, env });
  assert.equal(found, 'True 800 bath=square-2x3&bosons=2\n');
});

test('CITATION.cff names the version and the paper', async () => {
  const [citation, { version }] = await Promise.all([
    readFile(join(root, 'CITATION.cff'), 'utf8'),
    readFile(join(root, 'package.json'), 'utf8').then(JSON.parse),
  ]);
  assert.ok(citation.includes(`\nversion: ${version}\n`));
  assert.ok(citation.includes('doi: 10.1103/PhysRevLett.119.100601'));
});
