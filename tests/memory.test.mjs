// What a set-up takes in memory is what it is said to take: measured in the browser's own processes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { serve } from '../tools/serve.mjs';
import { finished, openLab } from './support/lab.mjs';
import { bindings } from './support/module.mjs';

const small = 'bath=square-2x2&bosons=2';
/** Workers of the page, whatever machine the test runs on. */
const WORKERS = 2;

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const estimate = (text, workers = WORKERS) => JSON.parse(bindings.estimate(text, workers));

/** Bytes that the browser's pages hold, all of them together: anonymous memory of their processes. */
function held() {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = new Map();
  for (const pid of processes) {
    try {
      const [command, status] = ['cmdline', 'status'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      found.set(Number(pid), { parent: number('PPid'), page: command.includes('--type=renderer'), bytes: 1024 * number('RssAnon') });
    } catch {
      // It has ended meanwhile.
    }
  }
  const own = (pid) => pid === process.pid || (found.has(pid) && own(found.get(pid).parent));
  return [...found].filter(([pid, { page }]) => page && own(pid)).reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

for (const setup of [
  'panel=eth&disorder=1',
  'panel=eth&bosons=6',
  'bath=square-3x4&bosons=4&times=lin:0:10:6000&coupling=0.25,0.5,0.75,1,1.25,1.5,1.75,2',
  'bath=chain-2&bosons=1&times=lin:0:10:8000&coupling=0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1,1.1,1.2,1.3,1.4,1.5',
  'bath=square-4x5&bosons=6&state=typical&samples=1&times=lin:0:3:60&coupling=0.5,1',
  'bath=square-4x5&bosons=5&state=typical&samples=1&times=lin:0:5:120&coupling=0.5,1,1.5',
]) {
  test(`the memory of ${setup} is as estimated`, { skip: process.platform !== 'linux' && 'needs /proc' }, async () => {
    const page = await lab.open('about:blank');
    await page.addInitScript((count) => Object.defineProperty(navigator, 'hardwareConcurrency', { value: count }), WORKERS);
    await page.goto(`${lab.address}#${small}`);
    await finished(page);
    await page.waitForTimeout(500);
    const before = held();
    let most = before;
    const watching = setInterval(() => (most = Math.max(most, held())), 40);
    await page.evaluate((setup) => (location.hash = setup), setup);
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'done', undefined, { timeout: 120_000 });
    clearInterval(watching);
    const [measured, said] = [most - before, estimate(setup).memory_bytes];
    const factor = said / measured;
    console.log(`${setup}: ${(measured / 1e6).toFixed(0)} MB, estimated ${(said / 1e6).toFixed(0)} MB`);
    assert.ok(factor > 1 / 1.5 && factor < 1.5, `${said / 1e6} MB said, ${measured / 1e6} MB measured`);
  });
}

test('twenty frames of a page together hold less than 300 MB, and workers only while they compute', {
  skip: process.platform !== 'linux' && 'needs /proc',
}, async () => {
  const frames = Array.from({ length: 20 }, (_, k) => {
    const address = `${lab.address}#${small}&beta=0.${10 + k}&embed=plot`;
    return `<iframe src="${address}" title="Lab ${k}" width="300" height="240" sandbox="allow-scripts"></iframe>`;
  });
  const around = (content) => `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><body>${content}`;
  const host = await serve({ pages: { '/': around(''), '/frames': around(frames.join('')) } });
  try {
    const page = await lab.open(host.address, { viewport: { width: 1600, height: 1100 } });
    const before = held();
    await page.goto(`${host.address}frames`);
    let [workers, most] = [0, 0];
    const watching = setInterval(() => {
      workers = Math.max(workers, page.workers().length);
      most = Math.max(most, held() - before);
    }, 100);
    for (const inner of page.frames().slice(1)) assert.equal((await finished(inner)).state, 'done');
    clearInterval(watching);
    assert.ok(workers > 0 && workers <= 40, `${workers} workers`);
    while (page.workers().length > 0) await page.waitForTimeout(100);
    const [after, peak] = [held() - before, most].map((bytes) => bytes / 1e6);
    console.log(`twenty frames: ${peak.toFixed(0)} MB, and ${after.toFixed(0)} MB when they have computed`);
    assert.ok(peak < 300, `${peak} MB`);
    assert.ok(after < 300, `${after} MB`);
  } finally {
    await host.close();
  }
});

test('what would take more than a gigabyte asks before it starts, whatever there are of workers', async () => {
  const couplings = Array.from({ length: 32 }, (_, k) => (k + 1) / 10).join(',');
  for (const setup of [
    `bath=chain-2&bosons=1&times=lin:0:100:100000&coupling=${couplings}`,
    `bath=square-5x6&bosons=7&state=typical&times=lin:0:1:3&coupling=${couplings}`,
  ]) {
    for (const workers of [1, 2, 8, 16]) {
      const { demanding, memory_bytes: bytes } = estimate(setup, workers);
      assert.ok(demanding && bytes > 1e9, `${setup} on ${workers}: ${bytes}`);
    }
    const page = await lab.open(`#${setup}`);
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    assert.notEqual(await page.evaluate(() => document.querySelector('second-law-lab').state), 'running');
  }
});
