// The headers that docs/security.md recommends: the three ready files say the same, and the page works with them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../tools/project.mjs';
import { serve } from '../tools/serve.mjs';
import { finished, openLab } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';
const text = (file) => readFile(join(root, 'docs', file), 'utf8');
const pairs = (content, line) => Object.fromEntries([...content.matchAll(line)].map(([, name, value]) => [name, value]));
const headers = pairs(await text('headers/_headers'), /^ {2}([\w-]+): (.+)$/gm);

test('the files for hosts and the document name the same headers', async () => {
  assert.ok(Object.keys(headers).length >= 6);
  assert.deepEqual(pairs(await text('headers/htaccess'), /^Header always set ([\w-]+) "(.+)"$/gm), headers);
  assert.deepEqual(pairs(await text('headers/nginx.conf'), /^add_header ([\w-]+) "(.+)" always;$/gm), headers);
  assert.deepEqual(pairs(await text('security.md'), /^\| `([\w-]+)` \| `(.+?)` \|/gm), headers);
});

test('the page runs with these headers, alone and framed by an isolated page, with an origin and without', async () => {
  const lab = await openLab({ headers });
  const frames = ['', 'sandbox="allow-scripts"'].map(
    (sandbox) => `<iframe title="lab" src="${lab.address}#${small}&embed=plot" width="600" height="400" ${sandbox}></iframe>`,
  );
  const host = await serve({
    headers: { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' },
    pages: { '/': `<!doctype html><title>Host</title><link rel="icon" href="data:,"><body>${frames.join('')}` },
  });
  try {
    assert.equal((await finished(await lab.open(`#${small}`))).state, 'done');
    const page = await lab.open(host.address);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    for (const frame of page.frames().slice(1)) assert.equal((await finished(frame)).state, 'done');
    await lab.clear();
  } finally {
    await host.close();
    await lab.close();
  }
});
