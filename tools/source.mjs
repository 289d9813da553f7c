// The page's own modules, in Node: for what the build makes with them, and for their unit tests.
import { root } from './project.mjs';

/** Opens the sources; `load('www/story/timing.ts')` gives a module, `close` ends it. */
export async function openSource() {
  // Not before it is asked for: on a fresh machine the packages are installed by the first step.
  const { createServer } = await import('vite');
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  return {
    load: (path) => server.ssrLoadModule(`/${path}`),
    close: () => server.close(),
  };
}
