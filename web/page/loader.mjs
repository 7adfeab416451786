// Brings the program up: looks at what the browser offers, loads everything side by side, starts, and connects the page with it.

/** @import { CreateProgram, Program, Tree } from './types.js' */

import { Bridge } from './bridge.mjs';
import { followContext, followFingers, followMouse, followSize, followWheel, guessSize } from './canvas.mjs';
import { DeckStore, readFiles } from './decks.mjs';
import { followDrop } from './drop.mjs';
import { Frames } from './frames.mjs';
import { applyPreferences, followAppearance, makeHost } from './host.mjs';
import { followKeys } from './keys.mjs';
import { Mirror } from './mirror.mjs';
import { showNotice, showTrouble } from './notice.mjs';
import { isolateByWorker, isolationWorks, keepOffline } from './offline.mjs';
import { isolated, missingFromMachine, openGraphics, troubles } from './requirements.mjs';
import { AnswerStore } from './storage.mjs';

const kAssets = ['outline.txt', 'fonts/inter-regular.otf', 'fonts/inter-semibold.otf', 'fonts/jetbrains-mono-regular.ttf'];
const kBank = 'bank.txt';
const kPauses = [500, 2000];
/** Screens that do without the questions: `needs_bank` in web/screens/screens.cpp. */
const kWithoutBank = /^#?\/?((today|lab)([/?].*)?)?$/;
// Threads that demos may have at once. They are made before they are needed: one that is asked for later could not start in time.
const kThreads = 18;
// While something moves, a screen reader need not be told of every frame.
const kMirrorMs = 100;
// A graphics driver that was reset is back within this time, or needs help.
const kContextMs = 3000;

/** @type {(value?: undefined) => void} */
let tellDrawn;
/** When there is a first frame to look at. */
const drawn = new Promise((resolve) => (tellDrawn = resolve));
/** @type {(value?: undefined) => void} */
let resolveReady;
/** @type {(reason: Error) => void} */
let rejectReady;
window.switchpoint = {
  frames: 0,
  tree: null,
  ready: new Promise((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  }),
};
window.switchpoint.ready.catch(() => {}); // it is said on the page

/** @param {import('./requirements.mjs').Trouble} trouble @param {unknown} [error] */
function giveUp(trouble, error) {
  showTrouble(trouble, error === undefined ? undefined : String(error));
  rejectReady(new Error(trouble.title));
}

/** Something that cannot be mended by the program: shown in its place. */
class Fatal extends Error {
  /** @param {import('./requirements.mjs').Trouble} trouble @param {unknown} [cause] */
  constructor(trouble, cause) {
    super(trouble.title, { cause });
    this.trouble = trouble;
  }
}

/** @param {string} url @returns {Promise<Response>} */
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}

/** The compiled program, compiled while it arrives. */
async function compile() {
  const response = await get('switchpoint.wasm');
  // A server that does not know the type of the file must send it whole.
  const known = response.headers.get('Content-Type')?.startsWith('application/wasm');
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {string} name @returns {Promise<[string, Uint8Array]>} */
const loadAsset = async (name) => [name, new Uint8Array(await (await get(name)).arrayBuffer())];

/** For what is fetched while the page is in use: a connection may be gone for a moment. @param {string} name */
async function loadPatiently(name) {
  for (const pause of kPauses) {
    try {
      return await loadAsset(name);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return loadAsset(name);
}

/** Everything that comes over the wire, at once; but where the screen does without the questions, they come after it is drawn. */
async function loadAll() {
  const script = new URL('switchpoint.js', import.meta.url).href;
  const later = kWithoutBank.test(location.hash);
  const bank = later ? drawn.then(() => loadPatiently(kBank)) : loadAsset(kBank);
  bank.catch(() => {}); // who waits for it hears of it
  const first = kAssets.map(loadAsset);
  if (!later) first.push(bank);
  try {
    const [{ default: create }, module, ...assets] = await Promise.all([
      /** @type {Promise<{default: CreateProgram}>} */ (import(script)),
      compile(),
      ...first,
    ]);
    return { create, module, assets: new Map(assets), bank };
  } catch (error) {
    throw new Fatal(troubles.download, error);
  }
}

/** The mirror's text boxes look like the program's: one download serves both. @param {Uint8Array | undefined} bytes */
function addFont(bytes) {
  if (bytes) document.fonts.add(new FontFace('Inter', new Uint8Array(bytes).buffer));
}

/** @param {Mirror} mirror  updates it at most every kMirrorMs, and always with the last tree */
function mirrorUpdates(mirror) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let last = -Infinity;
  let knows = 0;
  /** @type {Tree | null} */
  let waiting = null;
  const update = () => {
    timer = undefined;
    last = performance.now();
    if (waiting) mirror.update(waiting, knows);
  };
  /** @param {Tree} tree */
  return (tree) => {
    window.switchpoint.tree = tree;
    waiting = tree;
    knows = mirror.sent;
    if (timer !== undefined) return;
    const wait = last + kMirrorMs - performance.now();
    if (last < 0) timer = setTimeout(update); // the first frame is not held up
    else if (wait <= 0) update();
    else timer = setTimeout(update, wait);
  };
}

/** @param {Program} program @param {HTMLElement} stage @param {HTMLCanvasElement} canvas @param {Frames} frames */
function connectCanvas(program, stage, canvas, frames) {
  followWheel(stage, program);
  followMouse(canvas, program);
  followFingers(canvas, program);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let dismiss = () => {};
  followContext(canvas, program, frames, (lost) => {
    clearTimeout(timer);
    dismiss();
    if (!lost) return;
    timer = setTimeout(() => {
      const text = 'The graphics driver was reset and has not come back. Your answers are kept.';
      dismiss = showNotice({ text, action: 'Reload', act: () => location.reload() });
    }, kContextMs);
  });
  followSize(canvas, program, frames);
}

async function start() {
  const loading = isolated() ? loadAll() : null; // first of all, as it takes longest
  loading?.catch(() => {}); // awaited below
  const stage = document.getElementById('stage');
  const canvas = document.getElementById('canvas');
  const mirrorRoot = document.getElementById('mirror');
  const drop = document.getElementById('drop');
  if (!stage || !mirrorRoot || !drop || !(canvas instanceof HTMLCanvasElement)) throw new Error('index.html has lost its parts');
  guessSize(canvas);
  const graphics = loading && openGraphics(canvas); // waits for another process: meanwhile everything arrives
  applyPreferences();

  const missing = missingFromMachine();
  if (missing) throw new Fatal(missing);
  if (!loading) {
    if (!window.isSecureContext) throw new Fatal(troubles.insecure);
    if (await isolateByWorker()) return;
    throw new Fatal(troubles.isolation);
  }
  isolationWorks();
  if (!graphics) throw new Fatal(troubles.graphics);
  const { create, module, assets, bank } = await loading;
  performance.mark('sp-loaded');

  /** @type {Bridge | undefined} */
  let bridge;
  /** @type {(id: number, kind: import('./types.js').ActionKind, number?: number, text?: string) => void} */
  const send = (...action) => bridge?.action(...action);
  const mirror = new Mirror(mirrorRoot, send);
  const store = new AnswerStore(
    (line) => bridge?.answersArrived(line),
    () => bridge?.answersErased(),
  );
  const decks = new DeckStore(() => bridge?.decksChanged());
  /** @type {Program | undefined} */
  let program;
  let stopped = false;
  /** @param {import('./requirements.mjs').Trouble} trouble @param {unknown} [error] */
  const stop = (trouble, error) => {
    if (stopped) return;
    stopped = true;
    frames.pause();
    giveUp(trouble, error);
  };
  const frames = new Frames((now) => {
    try {
      return drawFrame(/** @type {Program} */ (program), now);
    } catch (error) {
      console.error(error);
      stop(troubles.stopped, error);
      return -1;
    }
  });
  const bankArrives = bank.then(([name, bytes]) => void assets.set(name, bytes));
  bankArrives.catch((error) => {
    console.error(error);
    const text = 'The questions could not be loaded: the connection broke, or the server lacks a file.';
    showNotice({ text, action: 'Reload', act: () => location.reload() });
  });
  const page = makeHost({
    requestFrame: () => frames.request(),
    fail: (reason) => stop(reason === 'graphics' ? troubles.graphics : troubles.stopped, reason),
    publish: mirrorUpdates(mirror),
    bridge: () => /** @type {Bridge} */ (bridge),
    canvas,
    store,
    decks,
    assets,
    bankArrives,
    threads: kThreads,
  });

  program = await create({
    canvas,
    page,
    noInitialRun: true,
    poolSize: 0, // startThreads() below
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), (error) => stop(troubles.stopped, error));
      return {};
    },
    onAbort: (reason) => stop(troubles.stopped, reason),
    print: console.log,
    printErr: console.warn,
  });
  performance.mark('sp-ready');
  bridge = new Bridge(program);
  stage.hidden = false;
  if (program._main(0, 0) !== 0 || stopped) return;
  performance.mark('sp-started');
  connectCanvas(program, stage, canvas, frames);
  connectPage(program, bridge, mirror);
  followDrop(drop, (files) => void readFiles(files).then((read) => bridge?.filesDropped(read)));
  addFont(assets.get('fonts/inter-regular.otf'));
}

/** @param {Program} program @param {number} now */
function drawFrame(program, now) {
  const next = program._sp_frame(now);
  window.switchpoint.frames += 1;
  if (window.switchpoint.frames === 1) {
    performance.mark('sp-first-frame');
    document.getElementById('start')?.setAttribute('hidden', '');
    setTimeout(() => {
      tellDrawn();
      program.startThreads(kThreads);
      resolveReady();
    });
    // The first look is not held up by the copy for later.
    if ('requestIdleCallback' in window) requestIdleCallback(() => void keepOffline(), { timeout: 5000 });
    else setTimeout(keepOffline, 1000);
  }
  return next;
}

/** @param {Program} program @param {Bridge} bridge @param {Mirror} mirror */
function connectPage(program, bridge, mirror) {
  followKeys((element) => mirror.nodeOf(element), bridge.action);
  followAppearance(() => program._sp_appearance_changed());
  window.addEventListener('hashchange', () => bridge.addressChanged(location.hash));
  document.addEventListener('visibilitychange', () => program._sp_visibility_changed(document.hidden ? 0 : 1));
}

start().catch((error) => {
  console.error(error);
  if (error instanceof Fatal) giveUp(error.trouble, error.cause);
  else giveUp(troubles.stopped, error);
});
