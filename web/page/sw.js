// The service worker. It keeps every file of one version of the site, gives them out with or without a network, and adds the headers that
// threads need, for servers that do not send them. One cache holds the files of all versions under address and hash: a new version
// downloads only what has changed, and what no version in use wants is dropped. What few visits need comes when the page first asks for
// it, or says that there is time.
/// <reference lib="webworker" />

/** @type {ServiceWorkerGlobalScope} */
const worker = /** @type {any} */ (self);

/**
 * @typedef {object} SiteFile
 * @property {string} url
 * @property {string} hash
 * @property {boolean} [later]  not part of the first visit
 */

/** Every file of the site; filled in by the build. @type {SiteFile[]} */
const kFiles = /*PRECACHE*/[];
/** Changes with any file; filled in by the build. @type {string} */
const kVersion = /*VERSION*/"";
const kCache = 'switchpoint-files';
/** @type {Promise<Cache> | undefined} */
let opened;
/** Asked for once: each request of a visit would wait for it. */
function openCache() {
  opened ??= caches.open(kCache).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

const scope = worker.registration.scope;
/** @param {SiteFile} file  the key in the cache */
const keyOf = (file) => `${new URL(file.url, scope).href}?${file.hash}`;
/** By the address that the page asks for. */
const files = new Map(kFiles.map((file) => [new URL(file.url, scope).href, file]));
const index = files.get(new URL('index.html', scope).href);
if (index) files.set(scope, index);

/**
 * The same response with the headers of an isolated page.
 * @param {Response} response
 */
function isolated(response) {
  // What cannot be read cannot be given headers: redirects, and answers of other origins.
  if (response.type === 'opaqueredirect' || response.type === 'opaque' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  // The body comes unpacked.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  const bodiless = response.status === 204 || response.status === 205 || response.status === 304;
  return new Response(bodiless ? null : response.body, { status: response.status, statusText: response.statusText, headers });
}

/** The first 16 hexadecimal digits of the SHA-256, as the build writes them. @param {ArrayBuffer} bytes */
async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Downloads one file. What the browser's own cache has is taken if it is of this version.
 * @param {Cache} cache @param {SiteFile} file
 */
async function download(cache, file) {
  for (const mode of /** @type {RequestCache[]} */ (['default', 'reload'])) {
    const response = await fetch(new URL(file.url, scope), { cache: mode });
    if (!response.ok) continue;
    const bytes = await response.arrayBuffer();
    if ((await hashOf(bytes)) !== file.hash) continue;
    await cache.put(keyOf(file), isolated(new Response(bytes, { headers: response.headers })));
    return;
  }
  throw new Error(`${file.url} of version ${kVersion} is not on the server`);
}

/** Downloads those that are not there. @param {(file: SiteFile, kept: Set<string>) => boolean} wanted */
async function fetchMissing(wanted) {
  const cache = await openCache();
  const kept = new Set((await cache.keys()).map((request) => request.url));
  await Promise.all(kFiles.filter((file) => !kept.has(keyOf(file)) && wanted(file, kept)).map((file) => download(cache, file)));
}

/** Whether any version of the file is kept. @param {SiteFile} file @param {Set<string>} kept */
const isKept = (file, kept) => [...kept].some((key) => key.startsWith(`${new URL(file.url, scope).href}?`));

// Who had it without a network before the new version has it after it, too.
const install = () => fetchMissing((file, kept) => !file.later || isKept(file, kept));

async function activate() {
  const cache = await openCache();
  const wanted = new Set(kFiles.map(keyOf));
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
  await worker.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const address = new URL(request.url);
  address.hash = '';
  address.search = '';
  const file = files.get(address.href);
  if (!file) return isolated(await fetch(request));
  const cache = await openCache();
  const kept = await cache.match(keyOf(file));
  if (kept) return kept;
  if (!file.later) return isolated(await fetch(request));
  await download(cache, file);
  return (await cache.match(keyOf(file))) ?? isolated(await fetch(request));
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') worker.skipWaiting();
  if (event.data === 'fetch the rest') event.waitUntil(fetchMissing(() => true).catch(() => {})); // the next visit tries again
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === worker.location.origin;
  // A browser that asks for its own cache only gets an error for anything else.
  if (!ours || request.method !== 'GET' || (request.cache === 'only-if-cached' && request.mode !== 'same-origin')) return;
  event.respondWith(answer(request));
});
