import { defineConfig, type Plugin } from 'vite';

/**
 * A frame with `sandbox="allow-scripts"` has no origin, and a static host sends no CORS headers: there
 * modules, workers and files by address are all forbidden, and only plain scripts load. So the page is
 * one plain script with its worker inside, and the WebAssembly exists a second time as a script, which
 * only such frames ask for.
 */
const plainScripts: Plugin = {
  name: 'plain-scripts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replaceAll(' crossorigin', '').replaceAll('<script type="module"', '<script defer'),
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.wasm')) continue;
      const text = btoa(Array.from(file.source as Uint8Array, (byte) => String.fromCharCode(byte)).join(''));
      this.emitFile({ type: 'asset', fileName: `${file.fileName}.js`, source: `globalThis.secondLawWasm="${text}";\n` });
    }
  },
};

// Relative addresses, so that the built page works from any sub-path; every file on its own, so
// that a Content-Security-Policy without `data:` holds.
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // A file and a link: a plain script would bring the styles along, against the page's own policy.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { format: 'iife' } },
  },
  worker: { format: 'iife' },
  plugins: [plainScripts],
});
