// The chart as a picture of its own, with its legend, in the size of a slide.
import { draw, svg, type View } from '../engine/wasm';
import { mainView } from './chart-view';
import type { Context } from './context';

const WIDTH = 960;
const HEIGHT = 600;
const PIXEL_RATIO = 2;

const viewOf = (context: Context): View => ({
  ...mainView(context, WIDTH, HEIGHT),
  legend: true,
  inset: true,
  background: true,
  title: context.t(`panel.${context.panel}`),
});

export function svgOf(context: Context): Blob {
  const { record } = context.session.runner;
  if (!record) throw new Error('nothing to draw');
  return new Blob([svg(record, viewOf(context))], { type: 'image/svg+xml' });
}

export async function pictureOf(context: Context): Promise<Blob> {
  const { record } = context.session.runner;
  if (!record) throw new Error('nothing to draw');
  const canvas = document.createElement('canvas');
  draw(record, canvas, PIXEL_RATIO, viewOf(context));
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
}

/** Hands a file to the reader. */
export function save(panel: string, kind: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = `second-law-lab-${panel}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
