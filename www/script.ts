// Files that come as plain scripts. Those load in every frame, also where nothing may be fetched.

/** What the script at `address` carries: see `carrier` in vite.config.ts. Rejects where it does not load. */
export function loadScript<T>(address: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const script: HTMLScriptElement & { carried?: T } = document.createElement('script');
    const finish = (): void => {
      script.remove();
      // A host may answer with a page of its own where a file is missing.
      if (script.carried === undefined) reject(new Error(address));
      else resolve(script.carried);
    };
    script.onload = finish;
    script.onerror = finish;
    script.src = address;
    document.head.append(script);
  });
}

/** The bytes of a file, and what the server says that they are. A frame without an origin may not fetch, but may run scripts: there they come as text. */
export async function loadBytes(address: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
  if (globalThis.origin === 'null') {
    const text = await loadScript<string>(`${address}.js`);
    return { bytes: Uint8Array.from(atob(text), (character) => character.charCodeAt(0)), type: '' };
  }
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('Content-Type') ?? '' };
}
