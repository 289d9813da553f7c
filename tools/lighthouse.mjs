// npm run lighthouse: what Lighthouse says of the built site, on a desktop and on a phone. --check fails below the bars.
// Lighthouse is fetched by npm when it is asked for, in the version below: it is heavier than everything else here together.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { provide } from './browsers.mjs';
import { build } from './build.mjs';
import { main, root } from './project.mjs';
import { serve } from './serve.mjs';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const PAGES = ['', 'gallery/', 'presets/second-law/'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** The least that each category may score, of 100. */
const FORMS = [
  { name: 'desktop', options: ['--preset=desktop'], least: 100 },
  { name: 'mobile', options: [], least: 98 },
];

/** Lighthouse's report on a page, as it writes it. */
function report(address, options, chrome) {
  const flags = ['--output=json', '--quiet', `--only-categories=${CATEGORIES}`, '--chrome-flags=--headless=new --no-sandbox --disable-gpu'];
  const args = ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', address, ...flags, ...options];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd: root, env: { ...process.env, CHROME_PATH: chrome }, stdio: ['ignore', 'pipe', 'inherit'] });
    const pieces = [];
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(Buffer.concat(pieces))) : reject(new Error(`lighthouse ended with ${code}`)),
    );
  });
}

await main(async (args) => {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } });
  await build();
  const chrome = await provide('chromium');
  const server = await serve();
  let below = 0;
  try {
    for (const path of PAGES) {
      for (const { name, options, least } of FORMS) {
        const { categories, audits, runtimeError } = await report(server.address + path, options, chrome);
        if (runtimeError) throw new Error(runtimeError.message);
        console.log(`\n/${path} on ${name === 'mobile' ? 'a phone' : 'a desktop'} (at least ${least})`);
        for (const id of CATEGORIES) {
          const { title, score, auditRefs } = categories[id];
          const points = Math.round(100 * score);
          if (points < least) below++;
          console.log(`  ${title.padEnd(16)}${String(points).padStart(4)}${points < least ? '  BELOW' : ''}`);
          const poor = auditRefs.filter(({ weight, id }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9);
          for (const { id } of poor)
            console.log(`      ${audits[id].title}${audits[id].displayValue ? `: ${audits[id].displayValue}` : ''}`);
        }
      }
    }
  } finally {
    await server.close();
  }
  if (values.check && below > 0) throw new Error(`${below} scores are below what they should be`);
});
