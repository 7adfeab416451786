// A real browser for the tests, and a page in it that notes everything that must not happen.

import { chromium } from 'playwright-core';

const kExecutable = process.env.SP_CHROMIUM ?? '/usr/bin/chromium';
const kQuiet = [
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
/** WebGL 2 without a graphics card. */
const kSoftwareGraphics = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** @param {boolean} [graphics]  false: a browser without WebGL @returns {[string, string[]]} the executable, and its options */
export function browserCommand(graphics = true) {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [kExecutable, [...kQuiet, ...root, ...(graphics ? kSoftwareGraphics : ['--disable-gpu', '--disable-3d-apis'])]];
}

/**
 * @param {object} [options]
 * @param {boolean} [options.graphics]  false: a browser without WebGL
 * @param {string[]} [options.args]
 */
export function launch({ graphics = true, args = [] } = {}) {
  const [executablePath, own] = browserCommand(graphics);
  return chromium.launch({ executablePath, args: [...own, ...args] });
}

/**
 * @typedef {object} Watched
 * @property {string[]} errors  console errors and uncaught exceptions
 * @property {string[]} external  requests to any other origin
 * @property {string[]} violations  of the content security policy
 */

/**
 * Notes what goes wrong in every page of a context.
 * @param {import('playwright-core').BrowserContext} context @param {string} url  the only origin that may be asked
 * @returns {Promise<Watched>}
 */
export async function watch(context, url) {
  /** @type {Watched} */
  const watched = { errors: [], external: [], violations: [] };
  await context.exposeBinding('noteViolation', (_, text) => void watched.violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      // @ts-expect-error exposed above
      window.noteViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !/^(data|blob):/.test(address)) watched.external.push(address);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') watched.errors.push(message.text());
  });
  context.on('weberror', (error) => watched.errors.push(String(error.error())));
  // The browser hands out its file dialogs only while somebody listens, and needs a moment to learn of it: a test that began to listen
  // when it presses the button might be too late.
  context.on('page', (page) => page.on('filechooser', () => {}));
  return watched;
}

/**
 * Waits until the program has drawn its first frame; throws with what the page says if it cannot.
 * @param {import('playwright-core').Page} page @param {number} [timeout] in ms
 */
export async function ready(page, timeout = 30_000) {
  await page.waitForFunction(() => window.switchpoint, undefined, { timeout });
  await page.evaluate(() => window.switchpoint.ready);
}

/**
 * Waits until nothing is drawn any more, and returns the number of frames drawn so far.
 * @param {import('playwright-core').Page} page @param {number} [quiet]  for so many ms
 */
export async function settled(page, quiet = 300) {
  return page.evaluate(async (ms) => {
    for (let before = -1; before !== window.switchpoint.frames; ) {
      before = window.switchpoint.frames;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    return window.switchpoint.frames;
  }, quiet);
}

/**
 * Uses an element of the mirror as a screen reader would: the mouse cannot reach it, since it lies unseen above the canvas.
 * @param {import('playwright-core').Locator} locator
 */
export const activate = (locator) => locator.dispatchEvent('click');

/**
 * How many colours the screen shows; a canvas that shows nothing has one.
 * @param {import('playwright-core').Page} page
 */
export async function colours(page) {
  const picture = (await page.screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const copy = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawing = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
    drawing.drawImage(bitmap, 0, 0);
    const { data } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, picture);
}

/**
 * Uses a button as soon as it is enabled: what was done before may still be on its way to the program and back.
 * @param {import('playwright-core').Page} page @param {string | RegExp} name
 */
export async function press(page, name) {
  const button = page.getByRole('button', { name, disabled: false });
  await button.waitFor({ state: 'attached' });
  await activate(button);
}
