// npm run bench: what the page costs its reader, in Chromium on this machine: a first visit from an empty cache, runs in a page
// that is open already, the stages that a run consists of, and how the page answers its reader, at full speed and with the processor
// slowed down to a quarter. Medians, with the budget beside each figure.
// --check fails where a budget is exceeded; --long adds the runs that take half a minute and more, once each.
import { arch, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { build } from './build.mjs';
import { main } from './project.mjs';
import { serve } from './serve.mjs';
import { bars, kilobytes, poster, firstVisit as readerVisit, transferred } from './weight.mjs';

const visits = 5;
const second = 1000;

/** Title, budget in ms if there is one, and the figure of one visit in ms from the start of navigation unless said. */
const visitFigures = [
  ['First contentful paint', 1500, ({ paint }) => paint],
  ['First frame of the story\'s film, made at build time', 1200, ({ frame }) => frame],
  ['The film computed here', null, ({ film }) => film],
  ['From the door of the lab to its first point', 1000, ({ runStart, firstPoint }) => firstPoint - runStart],
  ['Default run, from its start to its end', 2000, ({ runStart, runEnd }) => runEnd - runStart],
];

/** Runs in an open page: the title, the set-up of the k-th repetition, none of whose results are known yet, and the budgets in ms. */
const runs = [
  { title: 'Default set-up, another repulsion', text: (k) => `repulsion=${number(0.2, k)}`, first: 150, end: 500, stages: true },
  { title: 'Entropy production, another coupling', text: (k) => `coupling=${number(0.3, k)}`, end: 200 },
  { title: 'Fluctuation theorem, four couplings', text: (k) => `preset=fluctuation&repulsion=${number(0.2, k)}`, end: 4 * second },
  {
    title: 'Distribution, another time',
    before: 'preset=fluctuation&statistics=full',
    text: (k) => `preset=fluctuation&statistics=full&at=${number(3, k)}`,
    end: 300,
  },
  { title: 'Weak ETH, 4x4 with 4 bosons', text: (k) => `preset=weak-eth&repulsion=${number(0.2, k)}`, end: second },
  { title: 'Information, one coupling', text: (k) => `preset=information&repulsion=${number(0.2, k)}`, end: 2 * second },
  { title: 'Map of smallest entropy productions, eight couplings', text: (k) => `panel=map&repulsion=${number(0.2, k)}`, end: 4 * second },
  { title: 'All eigenstates, 4x4 with 4 bosons, t* = 2', text: (k) => `preset=all-eigenstates&repulsion=${number(0.2, k)}`, end: 10 * second },
];

/** The same, once each, with --long. */
const longRuns = [
  { title: 'Weak ETH, 4x4 with 8 bosons (12,870 states)', text: () => 'preset=weak-eth&bosons=8', end: 40 * second },
  { title: '5x5 with 5 bosons (53,130 states), to t = 20', text: () => 'bath=square-5x5&bosons=5&coupling=1&times=lin:0:20:41', end: 60 * second, stages: true },
  { title: '5x5 with 6 bosons (177,100 states), to t = 20', text: () => 'bath=square-5x5&bosons=6&coupling=1&times=lin:0:20:41', end: 420 * second, stages: true },
];

/** Slowed down so many times (CDP), what the page keeps to: times in ms, moves of the layout in shares of the screen. */
const speeds = [
  { rate: 1, largest: 1000, frame: 1200, moved: 0.01, answer: 100 },
  { rate: 4, largest: null, frame: 2500, moved: 0.01, answer: 200 },
];

/** A long run, during which the page has to go on answering. */
const LONG_RUN = 'bath=square-5x5&bosons=5&coupling=1,2&times=lin:0:400:401';

const number = (base, k) => (base + 0.01 * k).toFixed(2);

let exceeded = 0;

/** Prints a figure's median and range beside its budget. */
function report(title, values, budget, unit = 'ms', decimals = 0) {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const range = sorted.length > 1 ? `(${sorted[0].toFixed(decimals)} to ${sorted.at(-1).toFixed(decimals)})` : '';
  const over = budget && median > budget;
  const verdict = budget ? `${over ? 'EXCEEDS' : 'within'} ${budget} ${unit}` : '';
  console.log(`${title.padEnd(60)}${median.toFixed(decimals).padStart(7)} ${unit} ${range.padEnd(18)} ${verdict}`);
  if (over) exceeded++;
}

await main(async (args) => {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } } });
  await build();
  const server = await serve();
  const browser = await launch('chromium');
  try {
    const processors = cpus();
    console.log(`\n${processors[0].model}, ${processors.length} cores, ${platform()} ${arch()}`);
    console.log(`Chromium ${browser.version}, Node.js ${process.versions.node}; medians of ${visits} (least to most)`);

    console.log('\nA first visit, from an empty cache');
    const seen = [];
    for (let visit = 0; visit < visits; visit++) seen.push(await firstVisit(browser, server.address));
    for (const [title, budget, figure] of visitFigures) report(title, seen.map(figure), budget);
    const sizes = await transferred(browser, readerVisit);
    report('Transferred, compressed', [kilobytes(sizes)], bars.visit, 'kB');
    for (const [path, bytes] of [...sizes].sort((a, b) => b[1] - a[1])) console.log(`${(bytes / 1000).toFixed(1).padStart(12)} kB  ${path}`);

    report('A frame with a finished picture', [kilobytes(await transferred(browser, poster('chapter=film')))], bars.poster, 'kB');
    const frames = [];
    for (let visit = 0; visit < visits; visit++) frames.push(await plotFrame(browser, server.address));
    report('A frame with a plot, from its opening to its first point', frames, 1500);

    for (const { rate, largest, frame, moved, answer } of speeds) {
      console.log(`\nWhat the reader feels, ${rate === 1 ? 'at full speed' : `slowed down ${rate} times`}`);
      const felt = [];
      for (let visit = 0; visit < visits; visit++) felt.push(await feel(browser, server.address, rate));
      report('Largest contentful paint', felt.map((each) => each.largest), largest);
      report("First frame of the story's film", felt.map((each) => each.frame), frame);
      report('Moves of the layout', felt.map((each) => each.moved), moved, '', 3);
      const answers = [];
      for (let visit = 0; visit < 3; visit++) answers.push(await answered(browser, server.address, rate));
      report('Slowest answer to a press or key during a run of 25 sites', answers, answer);
    }

    console.log('\nRuns in an open page, from their start to the last point drawn');
    for (const run of runs) await timeRuns(browser, server.address, run, visits);
    report('Couplings drawn while one is dragged: time for each', [await dragged(browser, server.address)], 200);
    for (const run of values.long ? longRuns : []) await timeRuns(browser, server.address, run, 1);
  } finally {
    await browser.close();
    await server.close();
  }
  if (values.check && exceeded > 0) throw new Error(`${exceeded} budgets are exceeded`);
});

/** Calls `use` with a page of its own that has done the default run. */
async function inPage(browser, address, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(900 * second);
    await page.goto(address);
    // The bare address opens the story; its reader goes on to the lab.
    await page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0);
    await page.evaluate(() => (location.hash = 'preset=second-law'));
    await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** When things happened on a first visit. */
async function firstVisit(browser, address) {
  const times = await inPage(browser, address, (page) =>
    page.evaluate(() => {
      const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
      return {
        paint: at('first-contentful-paint'),
        frame: at('second-law:first-frame'),
        film: at('second-law:film'),
        runStart: at('second-law:run-start'),
        firstPoint: at('second-law:first-point'),
        runEnd: at('second-law:run-end'),
      };
    }),
  );
  for (const [name, time] of Object.entries(times)) {
    if (time === undefined) throw new Error(`the page did not report the time '${name}'`);
  }
  return times;
}

/** When a frame of another page shows the first point of the default set-up, in ms from its opening. */
async function plotFrame(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.setContent(`<iframe src="${address}#embed=plot" width="700" height="520" sandbox="allow-scripts"></iframe>`);
    const [, frame] = page.frames();
    await frame.waitForFunction(() => performance.getEntriesByName('second-law:first-point').length > 0);
    return await frame.evaluate(() => performance.getEntriesByName('second-law:first-point')[0].startTime);
  } finally {
    await context.close();
  }
}

/** A page of its own with the processor slowed down, and what the browser observes of it from the start. */
async function slowed(browser, rate, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(900 * second);
    const debuggerSession = await context.newCDPSession(page);
    await debuggerSession.send('Emulation.setCPUThrottlingRate', { rate });
    await page.addInitScript(() => {
      window.felt = { largest: 0, moved: 0, answers: [] };
      const observe = (type, take, options) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
      observe('largest-contentful-paint', ({ startTime }) => (window.felt.largest = startTime));
      observe('layout-shift', ({ value, hadRecentInput }) => (window.felt.moved += hadRecentInput ? 0 : value));
      observe('event', ({ duration, interactionId }) => interactionId > 0 && window.felt.answers.push(duration), { durationThreshold: 16 });
    });
    return await use(page);
  } finally {
    await context.close();
  }
}

/** What the bare address makes its reader wait for. */
function feel(browser, address, rate) {
  return slowed(browser, rate, async (page) => {
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0);
    await page.waitForTimeout(500);
    return page.evaluate(() => ({ ...window.felt, frame: performance.getEntriesByName('second-law:first-frame')[0].startTime }));
  });
}

/** The longest time from a press or a key to the next picture while a long run goes on, in ms: what is shorter than 16 ms is not told. */
function answered(browser, address, rate) {
  return slowed(browser, rate, async (page) => {
    await page.goto(`${address}#${LONG_RUN}`);
    await page.waitForFunction(() => performance.getEntriesByName('second-law:first-point').length > 0);
    await page.evaluate(() => (window.felt.answers = []));
    for (let round = 0; round < 3; round++) {
      for (const place of ['.curve', '[data-action=play]']) await page.locator(place).first().click();
      for (const menu of ['[data-name=chapters]', '[data-name=view]']) {
        await page.locator(menu).first().click();
        await page.keyboard.press('Escape');
      }
      await page.locator('.plot-surface').first().focus();
      for (const key of ['ArrowRight', 'ArrowLeft', '+', '-', '0']) await page.keyboard.press(key);
    }
    await page.waitForTimeout(300);
    const { state, answers } = await page.evaluate(() => ({ state: document.querySelector('second-law-lab').state, answers: window.felt.answers }));
    if (state !== 'running') throw new Error(`the run was over (${state}) before its page had been tried`);
    return Math.max(0, ...answers);
  });
}

/** Times a run several times over in one page, which has done one like it before; a single one where there is no time for that. */
async function timeRuns(browser, address, { title, text, before, first, end, stages }, count) {
  const found = await inPage(browser, address, async (page) => {
    if (count > 1) await visit(page, before ?? text(count));
    const found = [];
    for (let k = 0; k < count; k++) found.push(await visit(page, text(k)));
    return found;
  });
  report(title, found.map((times) => times.end), end);
  if (first) report('  to its first point', found.map((times) => times.first), first);
  if (!stages) return;
  for (const name of new Set(found.flatMap((times) => Object.keys(times.stages)))) {
    report(`  in ${name}, all of it added up`, found.map((times) => times.stages[name] ?? 0));
  }
}

/** Opens a set-up in the page and waits for its last point; what that took in ms, and what its stages did. */
function visit(page, text) {
  return page.evaluate(async (text) => {
    const ends = () => performance.getEntriesByName('second-law:run-end').length;
    const before = ends();
    location.hash = text;
    while (ends() === before) await new Promise((resolve) => setTimeout(resolve, 20));
    const last = (name) => performance.getEntriesByName(`second-law:${name}`).at(-1).startTime;
    const stages = {};
    for (const { name, duration } of performance.getEntriesByType('measure')) {
      const stage = name.split(':')[1];
      stages[stage] = (stages[stage] ?? 0) + duration;
    }
    return { end: last('run-end') - last('run-start'), first: last('first-point') - last('run-start'), stages };
  }, text);
}

/** Drags the first coupling's slider for three seconds; ms for each new curve that was drawn meanwhile. */
function dragged(browser, address) {
  return inPage(browser, address, async (page) => {
    const slider = page.locator('.couplings input[type=range]').first();
    await slider.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await slider.boundingBox();
    const ends = () => page.evaluate(() => performance.getEntriesByName('second-law:run-end').length);
    const to = (share) => page.mouse.move(x + share * width, y + height / 2);
    await to(0.2);
    await page.mouse.down();
    const [before, start] = [await ends(), performance.now()];
    for (let k = 0; performance.now() - start < 3 * second; k++) {
      await to(0.5 + 0.3 * Math.sin(0.05 * k));
      await page.waitForTimeout(16);
    }
    const [after, end] = [await ends(), performance.now()];
    await page.mouse.up();
    return (end - start) / Math.max(1, after - before);
  });
}
