// npm run package: the element as an npm package, in dist-package/, for `npm pack` or `npm publish` there. One module that a bundler or a
// browser loads; scripts, texts and the WebAssembly lie beside it and are found relative to it. The variable SITE_URL says where the lab
// is published, for its links.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWasm } from './build.mjs';
import { licences, notices } from './notices.mjs';
import { ensurePackages, main, root } from './project.mjs';

export const PACKAGE = 'dist-package';

const MAIN = 'second-law-lab.js';

/** The sources that hold nothing but types, and what they are in the package. */
const TYPES = {
  'www/host/element.ts': 'element.d.ts',
  'www/host/messages.ts': 'messages.d.ts',
  'www/engine/types.ts': 'record.d.ts',
};

/** Texts that only the terminal and the documentation ask for. */
const ELSEWHERE = /^(cli|help)\./;

/** The helper that Vite puts around `import()`: for styles of a chunk's own, and there are none. */
const PRELOAD = '\0vite/preload-helper.js';

/** Files come as themselves, not as scripts (www/element/files.ts), and texts without those that nobody asks for. */
const filesThemselves = {
  name: 'files-themselves',
  enforce: 'pre',
  resolveId(source, importer) {
    return /(^|\/)script$/.test(source) && importer?.includes('/www/') ? join(root, 'www/element/files.ts') : null;
  },
  load: (id) => (id === PRELOAD ? 'export const __vitePreload = (load) => load();' : null),
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.json')) continue;
      const texts = Object.entries(JSON.parse(String(file.source)));
      file.source = JSON.stringify(Object.fromEntries(texts.filter(([key]) => !ELSEWHERE.test(key))));
    }
  },
};

async function buildScripts(folder) {
  const { build } = await import('vite');
  const { siteAddress } = await import('./site/site.mjs');
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    define: { SITE_URL: JSON.stringify(siteAddress()) },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'www/element/element.ts'),
        preserveEntrySignatures: 'strict',
        output: {
          format: 'es',
          entryFileNames: MAIN,
          chunkFileNames: 'parts/[name]-[hash].js',
          assetFileNames: 'parts/[name]-[hash][extname]',
        },
      },
    },
    worker: { format: 'iife' },
    experimental: {
      // So written that bundlers see the file: each script finds what it needs beside itself.
      renderBuiltUrl: (file, { hostType }) =>
        hostType === 'js'
          ? { runtime: `new URL(${JSON.stringify(file.replace('parts/', './'))}, import.meta.url).href` }
          : { relative: true },
    },
    plugins: [filesThemselves],
  });
}

/** The types, with the names that they have in the package. */
async function writeTypes(folder) {
  for (const [source, file] of Object.entries(TYPES)) {
    const text = await readFile(join(root, source), 'utf8');
    const own = text.replaceAll("from '../engine/types'", "from './record'");
    await writeFile(join(folder, file), own);
  }
  await writeFile(
    join(folder, 'second-law-lab.d.ts'),
    [
      "import type { SecondLawLabElement } from './element';",
      "export type * from './element';",
      "export type * from './messages';",
      "export type { RecordJson } from './record';",
      '/** The class of the element, once it is defined. */',
      'export declare const defined: Promise<new () => SecondLawLabElement>;',
      '',
    ].join('\n'),
  );
}

/** Builds the package from the bound module. */
export async function buildPackage(folder = join(root, PACKAGE)) {
  await buildScripts(folder);
  await writeTypes(folder);
  const { version, license, description } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const manifest = {
    name: 'second-law-lab',
    version,
    description,
    license,
    type: 'module',
    main: `./${MAIN}`,
    types: './second-law-lab.d.ts',
    exports: { '.': { types: './second-law-lab.d.ts', default: `./${MAIN}` }, './package.json': './package.json' },
    sideEffects: true,
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(folder, 'licences.txt'), await licences(await notices()));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'site/package.md'), join(folder, 'README.md'));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await ensurePackages();
    await buildWasm();
    await buildPackage();
    console.log(`wrote ${PACKAGE}/`);
  });
}
