// The chart as a picture of its own, with its legend, in the size of a slide.
import { file, type Format, type View } from '../engine/wasm';
import { mainView } from './chart-view';
import type { Context } from './context';
import { titleOf } from './title';

const WIDTH = 960;
const HEIGHT = 600;

/** A picture that is complete in itself. */
export const exported = (view: View, title: string): View => ({ ...view, width: WIDTH, height: HEIGHT, legend: true, background: true, title });

const viewOf = (context: Context): View => ({ ...exported(mainView(context, WIDTH, HEIGHT), titleOf(context)), inset: true });

/** The file of a format that the view's plot makes. */
export function fileOf(context: Context, format: Format, view = viewOf(context)): Blob {
  const { record } = context.session.runner;
  const bytes = record && file(record, format.id, view, context.texts);
  if (!bytes) throw new Error('nothing to save');
  return new Blob([bytes], { type: format.media_type });
}

/** Thrown where the browser does not tell what is on a canvas. */
export class Noise extends Error {}

/** The same as pixels. */
export async function pictureOf(context: Context, view = viewOf(context)): Promise<Blob> {
  const { isNoisy, pictureOf } = await import('./picture');
  if (isNoisy()) throw new Noise();
  return pictureOf(context, view);
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
