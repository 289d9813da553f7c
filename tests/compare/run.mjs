// npm run compare: the default set-up in QuSpin, in SciPy, in the native program and in the page, timed side by side.
// Needs Python 3.11 or newer with venv; QuSpin and the rest of requirements.txt are installed into a temporary folder.
// Fails where another program's numbers differ from ours by more than 1e-9. Prints a table in Markdown.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../../tools/browsers.mjs';
import { build } from '../../tools/build.mjs';
import { main, root, run } from '../../tools/project.mjs';
import { serve } from '../../tools/serve.mjs';

const here = join(root, 'tests', 'compare');
const tolerance = 1e-9;
const [repeats, visits] = [3, 5];

/** Program, words for it, threads. */
const others = [
  ['quspin', 'QuSpin, natural script', 1],
  ['quspin-reflection', 'QuSpin, reflections used', 1],
  ['quspin-reflection', 'QuSpin, reflections used', 2],
  ['scipy', 'SciPy, hand-written Chebyshev propagation', 1],
  ['scipy', 'SciPy, hand-written Chebyshev propagation', 2],
];

const least = (values) => Math.min(...values);
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Output of a program, and the seconds it took. */
function timed(command, args, options = {}) {
  const start = performance.now();
  const text = execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return { text, seconds: (performance.now() - start) / 1000 };
}

/** A Python with the pinned packages. */
async function python(folder) {
  const own = process.platform === 'win32' ? 'python' : 'python3';
  await run(own, '-m', 'venv', folder);
  const inside = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  await run(inside, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', join(here, 'requirements.txt'));
  return inside;
}

/** Seconds of the default run in an open page, from its start to its end and to its first point; the least of several. */
async function inThePage() {
  const server = await serve({});
  const browser = await launch('chromium');
  const found = [];
  try {
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.goto(`${server.address}#bath=square-2x2&bosons=2`);
      const over = (runs) => performance.getEntriesByName('second-law:run-end').length >= runs;
      await page.waitForFunction(over, 1);
      await page.evaluate(() => (location.hash = ''));
      await page.waitForFunction(over, 2);
      found.push(
        await page.evaluate(() => {
          const last = (name) => performance.getEntriesByName(`second-law:${name}`).at(-1).startTime;
          return { end: (last('run-end') - last('run-start')) / 1000, first: (last('first-point') - last('run-start')) / 1000 };
        }),
      );
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return { end: least(found.map(({ end }) => end)), first: least(found.map(({ first }) => first)), version: browser.version };
}

await main(async (args) => {
  const { values } = parseArgs({ args, options: { venv: { type: 'string' }, 'no-build': { type: 'boolean', default: false } } });
  const folder = await mkdtemp(join(tmpdir(), 'second-law-compare-'));
  try {
    const interpreter = values.venv ?? (await python(join(folder, 'venv')));
    await run('cargo', 'build', '--quiet', '--locked', '--release');
    if (!values['no-build']) await build();

    const native = join(root, 'target', 'release', process.platform === 'win32' ? 'second-law.exe' : 'second-law');
    const ours = Array.from({ length: visits }, () => timed(native, ['run', '']));
    const record = join(folder, 'record.json');
    await writeFile(record, ours[0].text);

    const rows = [];
    for (const [program, title, threads] of others) {
      const env = { ...process.env };
      for (const name of ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'NUMBA_NUM_THREADS']) env[name] = String(threads);
      const runs = Array.from({ length: repeats }, () =>
        JSON.parse(
          timed(interpreter, [join(here, 'compare.py'), program, record], { env })
            .text.trim()
            .split('\n')
            .at(-1),
        ),
      );
      for (const [name, difference] of Object.entries(runs[0].differences)) {
        if (!(difference <= tolerance)) throw new Error(`${title}: ${name} differs from ours by ${difference}`);
      }
      const stages = Object.fromEntries(Object.keys(runs[0].stages).map((stage) => [stage, least(runs.map((one) => one.stages[stage]))]));
      rows.push({
        title,
        threads,
        ...stages,
        all: sum(Object.values(stages)),
        difference: Math.max(...Object.values(runs[0].differences)),
      });
    }

    const page = await inThePage();
    const cores = cpus().length;
    const best = least(ours.map(({ seconds }) => seconds));
    const pinned = (await readFile(join(here, 'requirements.txt'), 'utf8')).trim().split('\n').join(', ');
    const { version } = JSON.parse(ours[0].text);
    const s = (seconds) => (seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1));
    console.log(`\n${cpus()[0].model}, ${cores} cores, ${platform()} ${arch()}`);
    console.log(`second-law ${version}; Chromium ${page.version}; Node.js ${process.versions.node}; ${pinned}`);
    console.log(`The least of ${repeats} runs (ours: of ${visits}), in seconds.\n`);
    console.log('| program | threads | spectrum | beta mu | propagation | all | times the page | largest difference |');
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const row of rows) {
      const times = [row.spectrum, row['beta mu'], row.propagation, row.all].map(s).join(' | ');
      console.log(`| ${row.title} | ${row.threads} | ${times} | ${(row.all / page.end).toFixed(1)} | ${row.difference.toExponential(0)} |`);
    }
    console.log(`| second-law, native, start to end of the program | ${cores} | | | | ${s(best)} | ${(best / page.end).toFixed(2)} | |`);
    console.log(
      `| second-law, the page, click to last point drawn (first point ${s(page.first)}) | ${cores} | | | | ${s(page.end)} | 1 | |`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
