// From SVG to PNG, with one font for every language: the same picture on every machine, whatever fonts it has.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** M PLUS 1p (SIL Open Font License): Latin, Greek, Japanese and every sign that the charts write. */
export const FAMILY = 'M PLUS 1p';
const WEIGHTS = ['400Regular', '500Medium', '700Bold'];

const require = createRequire(import.meta.url);

/** The files of the font, in the order of their weights. */
export const fontFiles = () => {
  const folder = dirname(require.resolve('@expo-google-fonts/m-plus-1p/package.json'));
  return WEIGHTS.map((name) => join(folder, name, `MPLUS1p_${name}.ttf`));
};

let started = null;

/** Loads the renderer and the font: `png`, `pixels` of an SVG text, and the `width` of a line of text in px. */
export async function openRaster() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  started ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((module) => initWasm(module));
  await started;
  const font = {
    fontBuffers: await Promise.all(fontFiles().map((path) => readFile(path))),
    loadSystemFonts: false,
    defaultFontFamily: FAMILY,
    sansSerifFamily: FAMILY,
  };
  const render = (svg, width, take) => {
    const drawing = new Resvg(svg, { font, fitTo: { mode: 'width', value: width } });
    const image = drawing.render();
    const taken = take(image);
    image.free();
    drawing.free();
    return taken;
  };
  const widths = new Map();
  const measure = (text, weight) => {
    const drawing = new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="${FAMILY}" font-size="100" font-weight="${weight}">${escaped(text)}</text></svg>`,
      { font },
    );
    const width = (drawing.getBBox()?.width ?? 0) / 100;
    drawing.free();
    return width;
  };
  return {
    png: (svg, width) => render(svg, width, (image) => Buffer.from(image.asPng())),
    /** Red, green, blue and opacity of every pixel, row by row. */
    pixels: (svg, width) => render(svg, width, (image) => ({ data: image.pixels.slice(), width: image.width, height: image.height })),
    width: (text, size, weight = 500) => {
      const key = `${weight} ${text}`;
      if (!widths.has(key)) widths.set(key, measure(text, weight));
      return widths.get(key) * size;
    },
  };
}

export const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
