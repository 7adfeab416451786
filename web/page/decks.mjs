// The reader's own decks: in IndexedDB, byte for byte, and the files that they come from.

/** @import { GivenFile, StoredDeck } from './types.js' */

import { Database } from './storage.mjs';

const kDatabase = 'switchpoint-decks';
const kDecks = 'decks';
const kChannel = 'switchpoint-decks';

/** What is larger is no deck, and is not read: kMostDeckBytes of engine/bank/deck.h. */
const kMostBytes = 4 * 1024 * 1024;
/** Of one drop. */
const kMostFiles = 20;

/** @param {unknown} record @returns {record is StoredDeck} */
const isDeck = (record) => {
  const { name, bytes, at } = /** @type {Partial<StoredDeck>} */ (record ?? {});
  return typeof name === 'string' && bytes instanceof Uint8Array && typeof at === 'number';
};

/** The decks of this browser, by name. */
export class DeckStore {
  #database = new Database(kDatabase, kDecks);
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {() => void} changed  another tab has changed the store */
  constructor(changed) {
    if (typeof BroadcastChannel !== 'function') return;
    this.#channel = new BroadcastChannel(kChannel);
    this.#channel.onmessage = () => changed();
  }

  /** @returns {Promise<StoredDeck[]>} */
  async load() {
    return (await this.#database.all()).filter(isDeck);
  }

  /** Keeps a deck, in the place of one of the same name. @param {StoredDeck} deck */
  async keep(deck) {
    await this.#database.change((store) => void store.put(deck, deck.name));
    this.#channel?.postMessage('changed');
    navigator.storage?.persist?.().catch(() => {}); // a refusal changes nothing here
  }

  /** @param {string} name */
  async remove(name) {
    await this.#database.change((store) => void store.delete(name));
    this.#channel?.postMessage('changed');
  }
}

/** @param {File} file @returns {Promise<GivenFile>} */
async function readFile(file) {
  const { name } = file;
  if (file.size > kMostBytes) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    return { name, problem: `The file has ${size} MB. A deck has at most 4 MB, so it was not read.` };
  }
  try {
    return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { name, problem: 'The file cannot be read. It may be a folder, or have been moved.' };
  }
}

/**
 * What is in files that the reader gave.
 * @param {Iterable<File>} files @returns {Promise<GivenFile[]>}
 */
export async function readFiles(files) {
  const all = [...files];
  const read = await Promise.all(all.slice(0, kMostFiles).map(readFile));
  const left = all.length - kMostFiles;
  if (left > 0) read.push({ name: `${left} more files`, problem: `At most ${kMostFiles} files are read at a time.` });
  return read;
}
