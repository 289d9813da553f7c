// The site without a network, after one visit. The build writes the two lines below; a new build is a new worker.
//   VERSION  a hash of everything that is listed
//   FILES    what the page needs, from the worker's own address; their names carry a hash of their content, but the documents'
// A document comes from the network where there is one, so that none is stale; a file with a hash in its name never changes and
// comes from the store. A new worker waits until the pages of the old one are gone, so that none of them loses its files.
const VERSION = '{version}';
const FILES = ['{files}'];

const PREFIX = 'second-law-lab ';
const STORE = `${PREFIX}${self.registration.scope} ${VERSION}`;
/** How long a document is waited for before the one kept is shown, in ms. */
const PATIENCE = 4000;

const hashed = (address) => address.pathname.includes('/assets/');

self.addEventListener('install', (event) => {
  // What the visit has just loaded comes from the browser's own store.
  const wanted = FILES.map((file) => new Request(file, { cache: file === './' ? 'no-cache' : 'default' }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(wanted)));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith(`${PREFIX}${self.registration.scope} `) && name !== STORE;
  const forget = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(forget.then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || !address.href.startsWith(self.registration.scope)) return;
  event.respondWith(hashed(address) ? fromStore(request) : fromNetwork(request));
});

async function fromStore(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? keep(request, await fetch(request));
}

async function fromNetwork(request) {
  const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  const fresh = fetch(request).then((response) => keep(request, response));
  if (!kept) return fresh;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fresh.catch(() => kept), patience]);
}

/** Remembers a good answer for the next time without a network. */
async function keep(request, response) {
  if (response.ok && response.type === 'basic') await (await caches.open(STORE)).put(request, response.clone());
  return response;
}
