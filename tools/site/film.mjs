// A figure's film as a GIF of six seconds: one palette, and of each frame only what has changed.
import gifenc from 'gifenc';
import { documentOf } from './card.mjs';

const { GIFEncoder, quantize, applyPalette } = gifenc;

/** Size in px of the page, and how many pixels one is. */
const SIZE = { width: 480, height: 270 };
const SCALE = 1.5;
const SECONDS = 6;
const RATE = 15;
/** How much of it the last picture stands. */
const REST = 1 / 6;
const COLOURS = 63;

/** Starts and ends at rest and lingers in its first third, as the page's own film does. */
const eased = (share) => (1 - Math.cos(Math.PI * share ** 1.22)) / 2;

/** The bytes of the film of a figure: see figures.mjs. */
export function film(figure, raster) {
  const count = SECONDS * RATE;
  const moving = Math.round(count * (1 - REST));
  const frame = (k) => raster.pixels(documentOf(figure(SIZE.width, SIZE.height, eased(k / (moving - 1))), SIZE), SIZE.width * SCALE);
  // Colours that come only in the middle are in one of these.
  const samples = [0, 0.25, 0.5, 0.75, 1].map((share) => frame(Math.round(share * (moving - 1))).data);
  const all = new Uint8Array(samples.reduce((length, { length: own }) => length + own, 0));
  samples.reduce((place, data) => (all.set(data, place), place + data.length), 0);
  const palette = quantize(all, COLOURS);
  const unchanged = palette.length;
  const gif = GIFEncoder();
  let before = null;
  for (let k = 0; k < moving; k++) {
    const { data, width, height } = frame(k);
    const pixels = applyPalette(data, palette);
    const shown = before ? pixels.map((colour, place) => (colour === before[place] ? unchanged : colour)) : pixels;
    // The first picture too may be the last: the film begins again.
    const delay = k === moving - 1 ? (1000 * (count - moving + 1)) / RATE : 1000 / RATE;
    gif.writeFrame(shown, width, height, {
      palette: k === 0 ? [...palette, [0, 0, 0]] : undefined,
      transparent: k > 0,
      transparentIndex: unchanged,
      delay,
      dispose: 1,
    });
    before = pixels;
  }
  gif.finish();
  return Buffer.from(gif.bytes());
}
