// A plot as a PNG that can be traced: with a caption in the picture, and text chunks that say what it shows.
import { draw, version, type View } from '../engine/wasm';
import type { Context } from './context';

const PIXEL_RATIO = 2;

/** A colour whose parts all differ. */
const KNOWN = [18, 52, 86, 255];

/** Whether what is read from a canvas is not what was drawn: browsers that hide their fingerprint give back noise. */
export function isNoisy(canvas = document.createElement('canvas')): boolean {
  [canvas.width, canvas.height] = [16, 16];
  const pen = canvas.getContext('2d');
  if (!pen) return true;
  pen.fillStyle = `rgb(${KNOWN.slice(0, 3).join(' ')})`;
  pen.fillRect(0, 0, 16, 16);
  return pen.getImageData(0, 0, 16, 16).data.some((value, place) => value !== KNOWN[place % 4]);
}

/** The plot of a view as PNG. */
export async function pictureOf(context: Context, view: View): Promise<Blob> {
  const { record, result } = context.session.runner;
  if (!record) throw new Error('nothing to draw');
  const canvas = document.createElement('canvas');
  const caption = record.caption();
  draw(record, canvas, PIXEL_RATIO, { ...view, caption }, context.texts);
  const picture = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
  return described(picture, { Software: `Second Law Lab ${version()}`, Source: caption, Description: result?.scenario || caption });
}

/** The signature and the header of a PNG, behind which texts may stand. */
const HEAD = 33;

/** A PNG with texts by their keywords. */
export async function described(picture: Blob, texts: Record<string, string>): Promise<Blob> {
  const chunks = Object.entries(texts).map(([keyword, text]) => chunk('iTXt', `${keyword}\0\0\0\0\0${text}`));
  return new Blob([picture.slice(0, HEAD), ...chunks, picture.slice(HEAD)], { type: picture.type });
}

/** A chunk: its length, its type, its content, and the check sum of both. */
function chunk(type: string, content: string): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(type + content);
  const bytes = new Uint8Array(body.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length - 4);
  bytes.set(body, 4);
  view.setUint32(body.length + 4, checkSum(body));
  return bytes;
}

/** CRC-32, as PNG has it (W3C, PNG, annex D). */
function checkSum(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
