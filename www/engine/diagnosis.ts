// Why the module cannot be had: what the browser lacks, what forbids it, what came in its place.
import { failureOf, KnownError } from './failure';
import { unpack } from './lzma';

/** The smallest module, and the smallest that computes with 128 bits at once. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
const WITH_SIMD = Uint8Array.of(...EMPTY, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11);

/** Throws by name where the browser lacks what the page computes with. */
export function requireFeatures(): void {
  if (typeof WebAssembly !== 'object') throw new KnownError('no-webassembly');
  if (!WebAssembly.validate(WITH_SIMD)) throw new KnownError('no-simd');
  if (typeof Worker !== 'function') throw new KnownError('no-worker');
}

/** Compiles the module from what was loaded in its name; rejects with a reason. */
export async function compiled(packed: Uint8Array, type: string): Promise<WebAssembly.Module> {
  await WebAssembly.compile(EMPTY).catch((error: unknown) => {
    throw new KnownError('wasm-policy', failureOf(error).detail ?? '');
  });
  const bytes = unpack(packed);
  if (bytes === 'other') throw new KnownError('not-wasm', type);
  if (bytes === 'cut') throw new KnownError('cut', `${packed.length}`);
  if (bytes === 'damaged') throw new KnownError('damaged', 'LZMA');
  return WebAssembly.compile(bytes).catch((error: unknown) => {
    throw new KnownError('damaged', failureOf(error).detail ?? '');
  });
}
