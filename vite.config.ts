import { defineConfig } from 'vite';

// Relative addresses, so that the built page works from any sub-path; every file on its own, so
// that a Content-Security-Policy without `data:` holds.
export default defineConfig({
  base: './',
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
});
