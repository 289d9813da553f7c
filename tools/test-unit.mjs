// npm run test:unit: tests of the page's code that need neither a browser nor a build.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, main, root, run } from './project.mjs';

export async function testUnits() {
  const files = (await readdir(join(root, 'tests/unit'))).filter((name) => name.endsWith('.test.mjs'));
  await run(
    process.execPath,
    '--import',
    './tests/support/typescript.mjs',
    '--test',
    ...files.sort().map((name) => join('tests/unit', name)),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await ensurePackages();
    await testUnits();
  });
}
