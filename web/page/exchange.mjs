// Cards and questions for other programs, and from them: asks the program that exchange-worker.mjs runs.

const kWorker = './exchange-worker.mjs';
const kMissing = 'This part of Switchpoint could not be loaded. It needs the network the first time: try again with one. If you have one, reload the page: there may be a newer version.';
const kBroken = 'The questions could not be worked through: the file may be too large for this device. Nothing was changed.';

/**
 * @param {Uint8Array | undefined} bank  the bundle
 * @param {string} request  JSON, as web/exchange/service.h says
 * @returns {Promise<string>} the answer's JSON; an Error has one sentence for the reader
 */
export function exchange(bank, request) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(kWorker, import.meta.url), { type: 'module' });
    /** @param {() => void} settle */
    const finish = (settle) => {
      worker.terminate();
      settle();
    };
    worker.onmessage = ({ data }) =>
      finish(() => (data.problem === undefined ? resolve(data.answer) : reject(new Error(data.loaded ? kBroken : kMissing, { cause: data.problem }))));
    worker.onerror = (event) => {
      event.preventDefault(); // the reader is told; the console need not be
      finish(() => reject(new Error(kMissing)));
    };
    worker.postMessage({ bank: bank ?? new Uint8Array(), request });
  });
}
