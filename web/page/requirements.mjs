// What a browser must offer, and what to tell its user when it does not.

/**
 * @typedef {object} Trouble  something that keeps the program from running
 * @property {string} title  what is wrong, in a few words
 * @property {string} text  why, and what to do, in plain sentences
 * @property {boolean} [reload]  whether trying again can help
 */

/** @type {Record<string, Trouble>} */
export const troubles = {
  wasm: {
    title: 'This browser cannot run WebAssembly',
    text: 'Switchpoint is a WebAssembly program. Use a current Chrome, Edge, Firefox or Safari, and check that WebAssembly is not switched off in its settings (some hardened or “lockdown” modes do that).',
  },
  insecure: {
    title: 'This address is not secure enough for threads',
    text: 'Browsers allow threads only over https, or on this machine under the name localhost. Open the page at an https address, or run “./dev run” and use the address that it prints.',
  },
  isolation: {
    title: 'Threads are switched off for this page',
    text: 'Switchpoint runs real threads. Browsers allow them only when the server sends two headers, “Cross-Origin-Opener-Policy: same-origin” and “Cross-Origin-Embedder-Policy: require-corp”, or when the page may keep a service worker that adds them. Here neither is the case: a private window or a blocked cookie setting may forbid service workers. Open the page in an ordinary window, or serve it with “./dev run”, which sends the headers.',
    reload: true,
  },
  threads: {
    title: 'This browser has no WebAssembly threads',
    text: 'Switchpoint runs real threads on shared memory, and this browser does not offer that to WebAssembly. Use a current Chrome, Edge, Firefox (79 or later) or Safari (15.2 or later).',
  },
  exceptions: {
    title: 'This browser is too old for Switchpoint',
    text: 'It lacks WebAssembly exceptions. Use Chrome or Edge 95, Firefox 100, Safari 15.2, or anything later.',
  },
  graphics: {
    title: 'The screen cannot be drawn: WebGL 2 is not available',
    text: 'Switchpoint draws with WebGL 2. Update the browser and the graphics driver, and switch on “hardware acceleration” (or “graphics acceleration”) in the browser’s settings. In a virtual machine without a graphics card, Chrome needs the option --enable-unsafe-swiftshader.',
    reload: true,
  },
  download: {
    title: 'A part of Switchpoint could not be loaded',
    text: 'The connection broke, or the server does not have all files of the site. Check the connection and try again.',
    reload: true,
  },
  stopped: {
    title: 'Switchpoint has stopped because of an error in it',
    text: 'Answers that were recorded are kept in this browser. Reload the page to go on.',
    reload: true,
  },
};

// Smallest modules that use the feature: (memory 1 1 shared), and a function with try, catch_all, end.
const kThreadsModule = [0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 3, 1, 1];
const kExceptionsModule = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

/** @param {number[]} bytes */
const valid = (bytes) => WebAssembly.validate(new Uint8Array(bytes));

/**
 * What of the machine is missing, or null. Isolation is asked about separately, since it can be mended.
 * @returns {Trouble | null}
 */
export function missingFromMachine() {
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.validate !== 'function') return troubles.wasm;
  if (!valid(kThreadsModule)) return troubles.threads;
  if (!valid(kExceptionsModule)) return troubles.exceptions;
  return null;
}

/** Whether shared memory may be used here and now. */
export function isolated() {
  return globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';
}

/**
 * Makes the canvas's one graphics context, which the program finds there; false when there is none to be had.
 * @param {HTMLCanvasElement} canvas
 */
export function openGraphics(canvas) {
  return (
    canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
      powerPreference: 'low-power',
    }) !== null
  );
}
