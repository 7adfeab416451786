// Export and import of questions: runs exchange.wasm for one request, away from the page, which stays quick.
/// <reference lib="webworker" />

/** @import { ExchangeProgram, ExchangeRequest } from './types.js' */

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const kProgram = './exchange.js';

/** @param {ExchangeProgram} program @param {ExchangeRequest} request  @returns {string} JSON */
function serve(program, { bank, request }) {
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
  let loaded = false;
  try {
    const program = await (await import(kProgram)).default();
    loaded = true;
    worker.postMessage({ answer: serve(program, data) });
  } catch (error) {
    loaded ||= error instanceof RangeError; // there is no room for the program's memory
    worker.postMessage({ problem: String(error), loaded });
  }
});
