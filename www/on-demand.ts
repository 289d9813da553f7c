// What `import()` is in the built page. There modules are forbidden in frames without an origin, and plain scripts are not: the
// build wraps each of its chunks into a plain script (vite.config.ts), and this runs them.

type Exports = Record<string, unknown>;

/** A chunk: it asks for the exports of others, loads more, and adds its own. */
export type Chunk = (require: (name: string) => Exports, load: Load, exports: Exports) => void;

/** Loads scripts side by side, runs them in this order, each once, and gives what the last one exports. */
type Load = (...names: string[]) => Promise<Exports>;

type ChunkScript = HTMLScriptElement & { run?: (chunk: Chunk) => void };

/**
 * Runs the page's first chunk. The build puts this function's own text before that chunk: it must not use anything from outside.
 * Each further script hands its chunk to `document.currentScript.run`. Names are relative to the first script.
 */
export function runPage(first: Chunk): void {
  const address = (document.currentScript as HTMLScriptElement).src;
  const own = new URL('.', address).href;
  const done = new Map<string, Exports>();
  const loading = new Map<string, Promise<Exports>>();

  const run = (name: string, chunk: Chunk): void => {
    const exports: Exports = {};
    chunk((other) => done.get(new URL(other, own).href)!, load, exports);
    done.set(name, exports);
  };

  const fetched = (name: string): Promise<Exports> =>
    new Promise((resolve, reject) => {
      const script: ChunkScript = document.createElement('script');
      const finish = (): void => {
        script.remove();
        const exports = done.get(name);
        if (exports) return resolve(exports);
        // Another time it may be there. A host may answer with a page of its own where a file is missing.
        loading.delete(name);
        reject(new Error(name));
      };
      script.run = (chunk) => run(name, chunk);
      script.onload = finish;
      script.onerror = finish;
      script.async = false;
      script.src = name;
      document.head.append(script);
    });

  const load: Load = async (...names) => {
    const scripts = names.map((each) => {
      const name = new URL(each, own).href;
      const begun = loading.get(name) ?? fetched(name);
      loading.set(name, begun);
      return begun;
    });
    return (await Promise.all(scripts)).at(-1)!;
  };

  run(address, first);
}
