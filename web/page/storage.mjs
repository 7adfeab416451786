// Answers in IndexedDB, preferences in localStorage, and word of answers to other tabs.

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

/** A database with one store, opened when it is first used. */
export class Database {
  /** @type {Promise<IDBDatabase> | null} */
  #database = null;

  /** @param {string} name @param {string} store */
  constructor(name, store) {
    this.name = name;
    this.store = store;
  }

  /** @returns {Promise<IDBDatabase>} */
  #request() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(this.store);
      request.onblocked = () => reject(new DOMException('', 'BlockedError'));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(request.result);
    });
  }

  #open() {
    if (!this.#database) {
      this.#database = this.#request();
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

  /** Every record. @returns {Promise<any[]>} */
  async all() {
    const database = await this.#open();
    const transaction = database.transaction(this.store, 'readonly');
    const request = transaction.objectStore(this.store).getAll();
    await finished(transaction);
    return request.result;
  }

  /**
   * Changes the store; done when the disk has it.
   * @param {(store: IDBObjectStore) => void} make
   */
  async change(make) {
    const database = await this.#open();
    const transaction = database.transaction(this.store, 'readwrite', { durability: 'strict' });
    make(transaction.objectStore(this.store));
    await finished(transaction);
  }
}

/** The answers of this browser: one record an answer, under the answer's id, the line as the program wrote it. */
export class AnswerStore {
  #database = new Database(kDatabase, kAnswers);
  #askedToPersist = false;
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /**
   * @param {(line: string) => void} arrived  another tab has recorded an answer
   * @param {() => void} erased  another tab has erased all of them
   */
  constructor(arrived, erased) {
    if (typeof BroadcastChannel !== 'function') return;
    this.#channel = new BroadcastChannel(kChannel);
    this.#channel.onmessage = (event) => {
      if (typeof event.data?.line === 'string') arrived(event.data.line);
      else if (event.data?.erased) erased();
    };
  }

  /** Every stored line. @returns {Promise<string[]>} */
  load() {
    return this.#database.all();
  }

  /**
   * Keeps a line; done when the disk has it. An id that is stored stays as it is.
   * @param {string} id @param {string} line
   */
  async append(id, line) {
    await this.#database.change((store) => {
      store.add(line, id).onerror = (event) => {
        const { error } = /** @type {IDBRequest} */ (event.target);
        if (error?.name === 'ConstraintError') event.preventDefault();
      };
    });
    this.#channel?.postMessage({ line });
    if (!this.#askedToPersist) {
      this.#askedToPersist = true;
      navigator.storage?.persist?.().catch(() => {}); // a refusal changes nothing here
    }
  }

  async erase() {
    await this.#database.change((store) => void store.clear());
    this.#channel?.postMessage({ erased: true });
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
