// npm run format: formats all sources in place.
import { biome } from './lint.mjs';
import { ensurePackages, main, run } from './project.mjs';

await main(async () => {
  await ensurePackages();
  await biome('format', '--write');
  await run('cargo', 'fmt', '--all');
});
