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
