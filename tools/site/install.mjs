// What makes the site one that can be installed and works without a network: icons, drawn from www/icon.svg, manifest and worker.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../known.mjs';
import { root } from '../project.mjs';
import { openRaster } from './raster.mjs';

const PAPER = '#ffffff';
/** Width in px, and the part of it that the drawing takes: a mask may cut off a fifth on each side. */
const ICONS = [
  { name: 'icon-180', width: 180, share: 0.8 },
  { name: 'icon-192', width: 192, share: 0.8 },
  { name: 'icon-512', width: 512, share: 0.8 },
  { name: 'icon-512-maskable', width: 512, share: 0.58, maskable: true },
];

export async function drawIcons(folder) {
  const raster = await openRaster();
  const drawing = (await readFile(join(root, 'www/icon.svg'), 'utf8')).replace(/<\/?svg[^>]*>/g, '');
  for (const { name, width, share } of ICONS) {
    const size = 32 / share;
    const edge = (size - 32) / 2;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-edge} ${-edge} ${size} ${size}"><rect x="${-edge}" y="${-edge}" width="${size}" height="${size}" fill="${PAPER}"/>${drawing}</svg>`;
    await writeFile(join(folder, `${name}.png`), raster.png(svg, width));
  }
}

export const manifest = (name, description) =>
  `${JSON.stringify(
    {
      id: './',
      name,
      short_name: name,
      description,
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: PAPER,
      theme_color: PAPER,
      categories: ['education', 'science'],
      icons: ICONS.filter(({ width }) => width !== 180).map(({ name, width, maskable }) => ({
        src: `pictures/${name}.png`,
        sizes: `${width}x${width}`,
        type: 'image/png',
        purpose: maskable ? 'maskable' : 'any',
      })),
    },
    null,
    1,
  )}\n`;

/** What a page without a network needs: not the module as text, which only frames ask for, nor pictures for readers without it. */
const needed = (name) => !/\.bin\.js$|^story-.*\.svg$/.test(name);

/** The service worker of the site in `folder`, whose documents and files are all there. */
export async function worker(folder) {
  const source = await readFile(join(root, 'site/sw.js'), 'utf8');
  const files = [
    './',
    ...(await readdir(join(folder, 'assets')))
      .filter(needed)
      .sort()
      .map((name) => `assets/${name}`),
  ];
  const version = hashOf(await readFile(join(folder, 'index.html')), source, ...files).slice(0, 16);
  return source.replace("'{version}'", `'${version}'`).replace("['{files}']", JSON.stringify(files));
}
