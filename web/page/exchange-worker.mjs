// Export and import of questions: runs exchange.wasm for one request, away from the page, which stays quick.
/// <reference lib="webworker" />

/** @import { ExchangeProgram, ExchangeRequest } from './types.js' */

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const kProgram = './exchange.js';

/** @param {ExchangeRequest} request @returns {Promise<string>} JSON */
async function serve({ bank, request }) {
  /** @type {ExchangeProgram} */
  const program = await (await import(kProgram)).default();
  /** @param {Uint8Array} bytes */
  const put = (bytes) => {
    const at = program._malloc(bytes.length + 1); // room even for nothing
    if (!at) throw new Error('out of memory');
    program.HEAPU8.set(bytes, at);
    return at;
  };
  const text = new TextEncoder().encode(request);
  return program.UTF8ToString(program._sp_exchange(put(bank), bank.length, put(text), text.length));
}

worker.addEventListener('message', async ({ data }) => {
  try {
    worker.postMessage({ answer: await serve(data) });
  } catch (error) {
    worker.postMessage({ problem: String(error) });
  }
});
