// Pictures that say what they are, and browsers that do not say what is on a canvas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { described, isNoisy } from '../../www/view/picture.ts';

test('a PNG with texts stays a PNG', async () => {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const plain = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>').render().asPng();
  const texts = { Software: 'Second Law Lab', Description: 'bath=square-2x3 · 日本語' };
  const png = Buffer.from(await (await described(new Blob([plain], { type: 'image/png' }), texts)).arrayBuffer());
  const found = {};
  const types = [];
  for (let place = 8; place < png.length; ) {
    const length = png.readUInt32BE(place);
    const body = png.subarray(place + 4, place + 8 + length);
    const type = body.toString('latin1', 0, 4);
    assert.equal(png.readUInt32BE(place + 8 + length), crc32(body), type);
    types.push(type);
    if (type === 'iTXt') {
      const [keyword, , , , , text] = body.subarray(4).toString('utf8').split('\0');
      found[keyword] = text;
    }
    if (type === 'IDAT') assert.ok(inflateSync(body.subarray(4)).length > 0);
    place += 12 + length;
  }
  assert.deepEqual(types.slice(0, 3), ['IHDR', 'iTXt', 'iTXt']);
  assert.equal(types.at(-1), 'IEND');
  assert.deepEqual(found, texts);
});

/** A canvas that gives back these bytes, over and over. */
const canvas = (...bytes) => ({
  getContext: () => ({
    fillRect() {},
    getImageData: (_x, _y, width, height) => ({
      data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, k) => bytes[k % bytes.length]),
    }),
  }),
});

test('noise on a canvas is noticed', () => {
  assert.equal(isNoisy(canvas(18, 52, 86, 255)), false);
  assert.equal(isNoisy(canvas(18, 52, 86, 255, 18, 53, 86, 255)), true);
  assert.equal(isNoisy(canvas(255, 255, 255, 255)), true);
  assert.equal(isNoisy({ getContext: () => null }), true);
});
