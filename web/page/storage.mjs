// Answers in IndexedDB, preferences in localStorage, and word of both to other tabs.

const kDatabase = 'switchpoint';
const kAnswers = 'answers';
const kChannel = 'switchpoint-answers';

/**
 * Why the storage did not do what it was asked to, in one sentence.
 * @param {unknown} error
 */
export function storageProblem(error) {
  const name = error instanceof DOMException || error instanceof Error ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return "The browser's storage for this site is full.";
    case 'SecurityError':
    case 'InvalidStateError':
    case 'UnknownError':
      return 'This browser does not let the page keep data; a private window or blocked site data can be the reason.';
    case 'BlockedError':
      return 'Another tab holds the storage open in an older version; close it and reload.';
    default:
      return `The browser's storage failed (${name || String(error)}).`;
  }
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'UnknownError'));
  });

/** @returns {Promise<IDBDatabase>} */
const openDatabase = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(kDatabase, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(kAnswers);
    request.onblocked = () => reject(new DOMException('', 'BlockedError'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });

/** The answers of this browser: one record an answer, under the answer's id, the line as the program wrote it. */
export class AnswerStore {
  /** @type {Promise<IDBDatabase> | null} */
  #database = null;
  #askedToPersist = false;
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {(line: string) => void} arrived  another tab has recorded an answer */
  constructor(arrived) {
    if (typeof BroadcastChannel !== 'function') return;
    this.#channel = new BroadcastChannel(kChannel);
    this.#channel.onmessage = (event) => {
      if (typeof event.data?.line === 'string') arrived(event.data.line);
    };
  }

  #open() {
    if (!this.#database) {
      this.#database = openDatabase();
      this.#database.then(
        (database) => {
          // A newer version of the page wants to change the database, or the browser has closed it: the next use opens it again.
          database.onversionchange = () => database.close();
          database.onclose = () => (this.#database = null);
        },
        () => (this.#database = null),
      );
    }
    return this.#database;
  }

  /** Every stored line. @returns {Promise<string[]>} */
  async load() {
    const database = await this.#open();
    const transaction = database.transaction(kAnswers, 'readonly');
    const request = transaction.objectStore(kAnswers).getAll();
    await finished(transaction);
    return request.result;
  }

  /**
   * Keeps a line; done when the disk has it. An id that is stored stays as it is.
   * @param {string} id @param {string} line
   */
  async append(id, line) {
    const database = await this.#open();
    const transaction = database.transaction(kAnswers, 'readwrite', { durability: 'strict' });
    transaction.objectStore(kAnswers).add(line, id).onerror = (event) => {
      const { error } = /** @type {IDBRequest} */ (event.target);
      if (error?.name === 'ConstraintError') event.preventDefault();
    };
    await finished(transaction);
    this.#channel?.postMessage({ line });
    if (!this.#askedToPersist) {
      this.#askedToPersist = true;
      navigator.storage?.persist?.().catch(() => {}); // a refusal changes nothing here
    }
  }

  async erase() {
    const database = await this.#open();
    const transaction = database.transaction(kAnswers, 'readwrite', { durability: 'strict' });
    transaction.objectStore(kAnswers).clear();
    await finished(transaction);
  }
}

const kPrefix = 'switchpoint.';
/** What localStorage would not take, for this visit. @type {Map<string, string>} */
const unkept = new Map();

/** @param {string} name */
export function preference(name) {
  try {
    return unkept.get(name) ?? localStorage.getItem(kPrefix + name) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} name @param {string} value */
export function setPreference(name, value) {
  try {
    localStorage.setItem(kPrefix + name, value);
    unkept.delete(name);
  } catch {
    unkept.set(name, value);
  }
}
