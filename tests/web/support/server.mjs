// Servers for the browser tests: the program's own, which sends the headers that threads need, and a plain one that sends none.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the checkout. */
export const top = fileURLToPath(new URL('../../../', import.meta.url));

/** The built site. */
export const site = process.env.SP_SITE ?? join(top, 'build/web/site');
/** The native program. */
export const program = process.env.SP_PROGRAM ?? join(top, 'build/release/native/switchpoint');
/** The sources of the page. */
export const pageSources = join(top, 'web/page');

/**
 * @typedef {object} Server
 * @property {string} url  with a slash at the end
 * @property {() => Promise<void>} close
 */

/**
 * `switchpoint serve` over the built site, or another folder.
 * @param {string} [root] @returns {Promise<Server>}
 */
export function startServe(root = site) {
  const child = spawn(program, ['serve', '--port', '0', '--root', root], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    /** @param {Buffer} data */
    const read = (data) => {
      output += data;
      const url = output.match(/http:\/\/[^\s/]+\//)?.[0];
      if (!url) return;
      const close = () =>
        new Promise((/** @type {(value?: undefined) => void} */ closed) => {
          child.once('exit', () => closed());
          child.kill('SIGTERM');
        });
      resolve({ url, close });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`switchpoint serve ended with ${code}: ${output}`)));
  });
}

/** @type {Record<string, string>} */
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * A plain static server: no headers but the type.
 * @param {object} [options]
 * @param {string} [options.root]
 * @param {(path: string) => string | number | undefined} [options.change]  another body, or a status, for a path like "/sw.js"
 * @param {Record<string, string>} [options.headers]
 * @returns {Promise<Server & {requests: string[]}>}
 */
export async function startStatic({ root = site, change, headers = {} } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    requests.push(path);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const changed = change?.(path);
    if (typeof changed === 'number') {
      response.writeHead(changed).end();
      return;
    }
    try {
      const body = changed ?? (await readFile(join(root, normalize(name))));
      response.writeHead(200, { 'Content-Type': kTypes[extname(name)] ?? 'application/octet-stream', ...headers }).end(body);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((/** @type {(value?: undefined) => void} */ resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
