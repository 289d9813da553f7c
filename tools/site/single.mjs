// The page as one HTML file that opens from a disk: scripts, styles, texts and the module inside, and the set-up in the document.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../project.mjs';
import { bare } from './html.mjs';
import { escaped } from './raster.mjs';

/** A text that may stand inside a script of an HTML document. In a script, strings and patterns mean the same with it. */
const inScript = (text) => text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The file of the page in `folder`, a build's, for the site at `site` ('' where it is not known); its set-up is the page's own first one. */
export async function singleFile(folder, site) {
  const html = bare(await readFile(join(folder, 'index.html'), 'utf8'));
  const page = /<script defer src="([^"]+)"/.exec(html)[1];
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(html)[1];
  const icon = /href="([^"]+\.svg)"/.exec(html)[1];
  const [first, css, drawing] = await Promise.all(
    [join(root, 'site/single.js'), join(folder, style), join(folder, icon)].map((path) => readFile(path, 'utf8')),
  );
  const names = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.js')).sort();
  const texts = await Promise.all(names.map(async (name) => inScript(await readFile(join(folder, 'assets', name), 'utf8'))));
  const files = names.map((name, place) => `<script type="text/plain" data-file="${name}">${texts[place]}</script>`);
  const start = inScript(first);
  const policy = [
    "default-src 'none'",
    `script-src 'wasm-unsafe-eval' ${[start, ...texts].map(hash).join(' ')}`,
    `style-src ${hash(css)}`,
    'img-src data: blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return (
    html
      .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, before) => before + policy)
      .replace(/<html lang="en"/, (start) => (site ? `${start} data-root="${escaped(site)}"` : start))
      .replace(/\s*<script defer[^>]*><\/script>/, '')
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace(icon, `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`)
      // The pictures of readers without the program.
      .replaceAll(/<img class="story-picture"[^>]*>/g, '')
      .replace('</body>', () => `${files.join('\n')}\n<script data-page="${page}">${start}</script>\n  </body>`)
  );
}

/** The same file with a set-up of its own. The page does this too: www/view/single-file.ts. */
export const withSetup = (html, setup) => html.replace('<html lang="en"', () => `<html lang="en" data-setup="${escaped(setup)}"`);
