// npm run lint: formatting and lints of Rust, TypeScript and the scripts; any finding is an error.
import { pathToFileURL } from 'node:url';
import { ensurePackages, main, run } from './project.mjs';

export const biome = (...args) => run(process.execPath, 'node_modules/@biomejs/biome/bin/biome', ...args);

export async function checkStyle() {
  await biome('ci', '--error-on-warnings');
  await run('cargo', 'fmt', '--all', '--check');
  await run('cargo', 'clippy', '--quiet', '--locked', '--workspace', '--all-targets');
  // The library of a first visit. With all packages and the example, which needs what tests need, what it depends on is not checked anew.
  await run('cargo', 'clippy', '--quiet', '--locked', '--workspace', '--lib', '--examples', '--features', 'second-law-wasm/first-visit');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await ensurePackages();
    await checkStyle();
  });
}
