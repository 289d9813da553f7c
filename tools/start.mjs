// npm start: builds the page and serves it. Options: --port N (8000, or any free one where that is taken), --host NAME.
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main } from './project.mjs';
import { serve } from './serve.mjs';

await main(async (args) => {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, host: { type: 'string', default: 'localhost' } },
  });
  const port = Number(values.port ?? 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port}: a whole number from 0 (any free port) to 65535 was expected`);
  }
  await build();
  const server = await serve({ port, host: values.host }).catch((error) => {
    if (error.code !== 'EADDRINUSE' || values.port !== undefined) throw error;
    return serve({ host: values.host });
  });
  console.log(`\nSecond Law Lab is at ${server.address}  (Ctrl+C stops it)`);
});
