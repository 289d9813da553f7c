import { defineConfig, type Plugin } from 'vite';
import story from './www/pkg/story-document.json' with { type: 'json' };

/** A plain script that carries a value, for `carried` in www/script.ts. */
const carrier = (json: string): string => `document.currentScript.carried=${json};\n`;

/** The texts without those that only the terminal and the documentation ask for. */
const forPage = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => !/^(cli|help)\./.test(key)));

/**
 * A frame with `sandbox="allow-scripts"` has no origin, and a static host sends no CORS headers: there
 * modules, workers and files by address are all forbidden, and only plain scripts load. So the page is
 * one plain script with its worker inside. The texts of each language come as a script of their own;
 * the WebAssembly exists a second time as a script, which only such frames ask for.
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
      if (file.type !== 'asset') continue;
      const emit = (json: string): void => {
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.js`, source: carrier(json) });
      };
      if (file.fileName.endsWith('.wasm')) {
        emit(JSON.stringify(btoa(Array.from(file.source as Uint8Array, (byte) => String.fromCharCode(byte)).join(''))));
      }
      if (file.fileName.endsWith('.json')) {
        emit(JSON.stringify(forPage(JSON.parse(String(file.source)) as Record<string, string>)));
        delete bundle[file.fileName];
      }
    }
  },
};

/** The story stands in the document as text and pictures (tools/story.mjs), for readers without the program. */
const storyInDocument: Plugin = {
  name: 'story-in-document',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace('<!-- the story -->', () => story.html) },
};

/** Vite's own server has the texts as scripts too. */
const developing: Plugin = {
  name: 'developing',
  apply: 'serve',
  async load(id) {
    return id.endsWith('.json.js') ? carrier(await this.fs.readFile(id.replace(/\.js$/, ''), { encoding: 'utf8' })) : null;
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
  plugins: [storyInDocument, plainScripts, developing],
});
