// A static server for the built page: compressed, from any sub-path, never cached.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './project.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Images and fonts are compressed already. */
const incompressible = new Set(['.png', '.woff2', '.ico']);

/**
 * Serves `folder` under the path `base` and resolves once the server listens.
 * Port 0 takes any free one. `pages` adds pages of the caller's own: { '/path': html }.
 * `headers` are sent with every file.
 * `served` hears of every answer: its path, and its bytes as sent.
 */
export async function serve({
  folder = join(root, 'dist'),
  base = '/',
  host = 'localhost',
  port = 0,
  pages = {},
  headers: more = {},
  served = () => {},
} = {}) {
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    try {
      const { pathname } = new URL(request.url, 'http://server');
      const file = Object.hasOwn(pages, pathname) ? null : inside(folder, base, pathname);
      const type = file === null ? '.html' : extname(file);
      let body = file === null ? Buffer.from(pages[pathname]) : await readFile(file);
      const headers = { 'Content-Type': types[type] ?? 'application/octet-stream', 'Cache-Control': 'no-store', ...more };
      if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && !incompressible.has(type)) {
        body = gzipSync(body);
        headers['Content-Encoding'] = 'gzip';
      }
      served(pathname, body.length);
      response.writeHead(200, { ...headers, 'Content-Length': body.length }).end(request.method === 'HEAD' ? '' : body);
    } catch (error) {
      refuse(error instanceof URIError ? 400 : 404);
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    address: `http://${host}:${server.address().port}${base}`,
    /** Stops listening and drops what is still connected. */
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The file in `folder` that `pathname` names below `base`; throws where there can be none. */
function inside(folder, base, pathname) {
  if (!pathname.startsWith(base)) throw new Error('outside the base');
  const relative = normalize(decodeURIComponent(pathname.slice(base.length)) || 'index.html');
  if (relative === '..' || relative.startsWith(`..${sep}`)) throw new Error('outside the folder');
  return join(folder, relative.endsWith(sep) ? join(relative, 'index.html') : relative);
}
