import { defineConfig, type Plugin } from 'vite';
import { runPage } from './www/on-demand.ts';
import story from './www/pkg/story-document.json' with { type: 'json' };

/** A plain script that carries a value, for `loadScript` in www/script.ts. */
const carrier = (json: string): string => `document.currentScript.carried=${json};\n`;

type Texts = Record<string, string>;

const chosen = (texts: Texts, choose: (key: string) => boolean): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => choose(key)));

/** The page's texts: without those that only the terminal and the documentation ask for, and those that few readers do. */
const forPage = (texts: Texts): Texts => chosen(texts, (key) => !/^(cli|help|aside|poster)\./.test(key));

/** What the page loads on demand: `loadAside` in www/i18n.ts. */
const forAside = (texts: Texts): Texts => chosen(texts, (key) => key.startsWith('aside.'));

/** What a poster says: `loadPosterWords` there. */
const forPoster = (texts: Texts): Texts => chosen(texts, (key) => key.startsWith('poster.') || key === 'embed.open');

/** The helper that Vite puts around `import()`: for styles of a chunk's own, and there are none. */
const PRELOAD = '\0vite/preload-helper.js';

/** A file beside the one that names it: all that is built lies in one folder. */
const beside = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/**
 * Each chunk as a plain script, for `runPage` in www/on-demand.ts. An `import()` loads its chunk together with all that this one needs.
 */
const chunksAsScripts: Plugin = {
  name: 'chunks-as-scripts',
  apply: 'build',
  enforce: 'pre',
  load: (id) => (id === PRELOAD ? 'export const __vitePreload = (load) => load();' : null),
  renderChunk(code, chunk, _, { chunks }) {
    const needed = (name: string): string[] => (chunks[name]?.imports ?? []).flatMap(needed).concat(name);
    const names = (name: string): string[] => [...new Set(needed(name))].filter((each) => !chunks[each]?.isEntry);
    const loading = code.replaceAll(/Promise\.resolve\(\)\.then\(\(\) => require\("\.\/(.*?)"\)\)/g, (_, name: string) => {
      const file = chunk.dynamicImports.find((each) => beside(each) === name) ?? name;
      return `loadChunks(${names(file)
        .map((each) => JSON.stringify(beside(each)))
        .join(', ')})`;
    });
    // Not `load`: a chunk may have a function of that name.
    const run = chunk.isEntry ? `(${runPage})` : 'document.currentScript.run';
    return `${run}((require, loadChunks, exports) => {\n${loading}\n});`;
  },
};

/**
 * A frame with `sandbox="allow-scripts"` has no origin, and a static host sends no CORS headers: there
 * modules, workers and files by address are all forbidden, and only plain scripts load. So the page is
 * plain scripts, the worker inside of one. The texts of each language come as a script of their own;
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
      const emit = (json: string, kind = ''): void => {
        this.emitFile({ type: 'asset', fileName: `${file.fileName}${kind}.js`, source: carrier(json) });
      };
      if (file.fileName.endsWith('.bin')) {
        emit(JSON.stringify(btoa(Array.from(file.source as Uint8Array, (byte) => String.fromCharCode(byte)).join(''))));
      }
      if (file.fileName.endsWith('.json')) {
        const texts = JSON.parse(String(file.source)) as Texts;
        emit(JSON.stringify(forPage(texts)));
        emit(JSON.stringify(forAside(texts)), '.aside');
        emit(JSON.stringify(forPoster(texts)), '.poster');
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
    return /\.json(\.\w+)?\.js$/.test(id)
      ? carrier(await this.fs.readFile(id.replace(/(\.aside|\.poster)?\.js$/, ''), { encoding: 'utf8' }))
      : null;
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
    rolldownOptions: {
      output: { format: 'cjs', dynamicImportInCjs: false },
      // Vite hands it to the helper above, which has no use for it.
      transform: { define: { 'import.meta.url': 'undefined' } },
    },
  },
  worker: { format: 'iife' },
  experimental: {
    // Each script finds its files beside itself.
    renderBuiltUrl: (file, { hostType }) =>
      hostType === 'js' ? { runtime: `new URL(${JSON.stringify(beside(file))}, document.currentScript.src).href` } : { relative: true },
  },
  plugins: [chunksAsScripts, storyInDocument, plainScripts, developing],
});
