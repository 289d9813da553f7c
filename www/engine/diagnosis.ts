// Why the module cannot be had: what the browser lacks, what forbids it, what came in its place.
import { failureOf, KnownError } from './failure';

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
export async function compiled(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const detail = failureOf(error).detail ?? '';
    const allowed = await WebAssembly.compile(EMPTY).then(
      () => true,
      () => false,
    );
    if (!allowed) throw new KnownError('wasm-policy', detail);
    if (isCut(bytes)) throw new KnownError('cut', `${bytes.length}`);
    if (!EMPTY.every((byte, place) => bytes[place] === byte)) throw new KnownError('not-wasm', type);
    throw new KnownError('damaged', detail);
  }
}

/** Whether a module ends before its own sections do. */
function isCut(bytes: Uint8Array): boolean {
  const begun = bytes.subarray(0, EMPTY.length).every((byte, place) => byte === EMPTY[place]);
  let place = EMPTY.length;
  if (!begun || bytes.length < place) return begun;
  while (place < bytes.length) {
    // The section's number, then its length in groups of seven bits, the lowest first.
    let [length, shift] = [0, 0];
    let group: number | undefined;
    place += 1;
    do {
      group = bytes[place++];
      if (group === undefined) return true;
      length += (group & 127) * 2 ** shift;
      shift += 7;
    } while (group > 127 && shift < 35);
    place += length;
  }
  return place > bytes.length;
}
