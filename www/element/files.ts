// In the package, in place of www/script.ts: files come as they are, by addresses that every bundler follows.

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response;
}

/** What the page has in a script beside a file (`carrier` in vite.config.ts): here it is read from the file itself. */
export async function loadScript<T>(address: string): Promise<T> {
  const response = await fetched(address.replace(/\.json(\.\w+)?\.js$/, '.json'));
  return (await response.json()) as T;
}

/** The bytes of a file, and what the server says that they are. */
export async function loadBytes(address: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
  const response = await fetched(address);
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('Content-Type') ?? '' };
}
