// Chromium and Firefox compute the same bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSetup, finished, openLab } from './support/lab.mjs';

test('the default run gives the same record in Firefox as in Chromium', async () => {
  const records = [];
  for (const name of ['chromium', 'firefox']) {
    const lab = await openLab({ name });
    try {
      const page = await lab.open(defaultSetup);
      const { state, record } = await finished(page);
      assert.equal(state, 'done', name);
      records.push(JSON.stringify(record));
      await lab.clear();
    } finally {
      await lab.close();
    }
  }
  assert.equal(records[1], records[0]);
});
