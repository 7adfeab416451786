// What the program asks of the page: the functions behind library.js.

/** @import { Host, Tree } from './types.js' */
/** @import { Bridge } from './bridge.mjs' */
/** @import { AnswerStore } from './storage.mjs' */
/** @import { DeckStore } from './decks.mjs' */

import { readFiles } from './decks.mjs';
import { exchange } from './exchange.mjs';
import { preference, setPreference, storageProblem } from './storage.mjs';

// By ui::Ui::Cursor.
const kCursors = ['default', 'pointer', 'text', 'ew-resize', 'grab'];

const kAddressMs = 1000;
const kUnkept = 'What you answer now is kept until this page is closed; export it in Settings to keep it.';

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** What the system asks for changes while the page is open. @param {() => void} changed */
export function followAppearance(changed) {
  dark.addEventListener('change', changed);
  still.addEventListener('change', changed);
}

/** The reader's own size of text, for the text boxes of the mirror. */
const applyTextScale = () => document.documentElement.style.setProperty('--text-scale', preference('text_scale') || '1');

/** What the reader has chosen on an earlier visit, before the program has drawn anything. */
export function applyPreferences() {
  const theme = preference('theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  applyTextScale();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let addressTimer;
/**
 * A browser takes only so many changes in a while: one that it throws back or passes over is written later, unless another follows.
 * @param {string} address @param {boolean} replace  rather than add to the history
 */
function writeAddress(address, replace) {
  clearTimeout(addressTimer);
  try {
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  } catch {
    // seen below
  }
  if (new URL(address, location.href).href === location.href) return;
  addressTimer = setTimeout(() => writeAddress(address, replace), kAddressMs);
}
window.addEventListener('popstate', () => clearTimeout(addressTimer)); // the reader has gone elsewhere

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without permission for the clipboard there is still the browser's own copy command.
    document.addEventListener(
      'copy',
      (event) => {
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
      },
      { once: true },
    );
    document.execCommand('copy');
  }
}

/** @param {string} name @param {string} mime @param {Uint8Array<ArrayBuffer>} bytes */
function saveFile(name, mime, bytes) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the download must have begun by then
}

/** @type {HTMLInputElement | undefined} */
let chooser;
/**
 * Asks for files; none if the user changes their mind.
 * @param {string} extension @param {boolean} multiple @returns {Promise<File[]>}
 */
const chooseFiles = (extension, multiple) =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extension;
    input.multiple = multiple;
    // In the document until the dialog is closed: some browsers collect an element that nothing refers to, and nobody hears of the choice.
    // Older ones do not say that a dialog was cancelled.
    chooser?.remove();
    chooser = input;
    input.hidden = true;
    document.body.append(input);
    const done = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', done);
    input.addEventListener('cancel', done);
    input.click();
  });

/**
 * @typedef {object} Surroundings
 * @property {() => void} requestFrame
 * @property {(reason: string) => void} fail
 * @property {(tree: Tree) => void} publish
 * @property {() => Bridge} bridge  once the program stands
 * @property {HTMLCanvasElement} canvas
 * @property {AnswerStore} store
 * @property {DeckStore} decks
 * @property {Map<string, Uint8Array>} assets
 * @property {Promise<void>} bankArrives  when the questions are among the assets
 * @property {number} threads  workers that were asked for
 */

/**
 * @param {Surroundings} around
 * @returns {Host}
 */
export function makeHost(around) {
  /**
   * Gives the program the outcome of something that takes its time, never from inside the call that asked for it.
   * @param {number} token @param {() => Promise<string>} work
   * @param {(error: unknown) => string} [explain]  one sentence about what went wrong
   */
  const answer = (token, work, explain = storageProblem) => {
    Promise.resolve()
      .then(work)
      .then(
        (text) => around.bridge().reply(token, text),
        (error) => around.bridge().reply(token, '', explain(error)),
      );
  };
  const root = document.documentElement;
  return {
    requestFrame: around.requestFrame,
    fail: around.fail,
    publishTree: (json) => around.publish(JSON.parse(json)),
    setCursor: (cursor) => (around.canvas.style.cursor = kCursors[cursor] ?? 'default'),

    address: () => location.hash,
    setAddress: writeAddress,
    setTitle: (title) => (document.title = title),
    openUrl: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),

    appearance: () => (dark.matches ? 1 : 0) + (still.matches ? 2 : 0),
    themeChosen(isDark) {
      root.dataset.theme = isDark ? 'dark' : 'light';
      const color = getComputedStyle(root).getPropertyValue('--background').trim();
      document.querySelector('meta[name=theme-color]')?.setAttribute('content', color);
    },
    preference,
    setPreference(name, value) {
      setPreference(name, value);
      applyTextScale();
    },

    asset: (name) => around.assets.get(name),
    // The bank is the only one that may come late; if it never does, the page has stopped and said so.
    awaitAsset: (token) => void around.bankArrives.then(() => around.bridge().reply(token, ''), () => {}),
    print: () => void setTimeout(() => window.print()), // never from inside a frame: it waits for the reader
    setClipboard: (text) => void copyText(text),
    download(token, name, mime, bytes) {
      const save = async () => (saveFile(name, mime, new Uint8Array(bytes)), '');
      answer(token, save, () => 'The browser did not take the file.');
    },
    openFile(token, extension) {
      chooseFiles(extension, false).then(async ([file]) => {
        const bridge = around.bridge();
        try {
          bridge.reply(token, file ? await file.text() : null);
        } catch {
          bridge.reply(token, '', 'The file cannot be read.');
        }
      });
    },

    loadAnswers(token) {
      const load = async () => (await around.store.load()).join('\n');
      answer(token, load, (error) => `${storageProblem(error)} ${kUnkept}`);
    },
    appendAnswer: (token, id, line) => answer(token, async () => (await around.store.append(id, line), '')),
    eraseAnswers: (token) => answer(token, async () => (await around.store.erase(), '')),

    openFiles(token, extension) {
      chooseFiles(extension, true).then(async (files) => {
        const bridge = around.bridge();
        if (files.length === 0) return bridge.reply(token, null);
        for (const file of await readFiles(files)) bridge.file(token, file);
        bridge.reply(token, '');
      });
    },
    loadDecks(token) {
      const load = async () => {
        for (const deck of await around.decks.load()) around.bridge().file(token, deck);
        return '';
      };
      answer(token, load);
    },
    keepDeck: (token, deck) => answer(token, async () => (await around.decks.keep(deck), '')),
    exchange: (token, request) =>
      answer(token, () => exchange(around.assets.get('bank.txt'), request), (error) => /** @type {Error} */ (error).message),
    removeDeck: (token, name) => answer(token, async () => (await around.decks.remove(name), '')),

    cores: () => navigator.hardwareConcurrency || 1,
    threads: () => around.threads,
  };
}
