// The page comes up, or says in a sentence why it cannot; then it rests.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { colours, launch, press, ready, settled, watch } from './support/browser.mjs';
import { startServe, startStatic } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */

const kIsolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, as "rule: element". @param {Page} page @returns {Promise<string[]>} */
async function axe(page) {
  // The policy forbids injected script elements; an evaluated one is the debugger's.
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(axeSource, 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run();
    return violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.html}`));
  });
}

/** The heading of the message on the page. @param {Page} page */
const trouble = async (page) => {
  await page.locator('#start.trouble').waitFor();
  return page.getByRole('heading', { level: 1 }).textContent();
};

/**
 * Takes the graphics context away and, without waiting for it, gives it back later.
 * @param {Page} page @param {number} ms
 */
const loseContext = (page, ms) =>
  page.evaluate(async (after) => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
    const extension = /** @type {WEBGL_lose_context} */ (canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context'));
    const restored = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', resolve));
    extension.loseContext();
    setTimeout(() => extension.restoreContext(), after);
    if (after < 1000) await restored;
  }, ms);

describe('loader', () => {
  /** @type {Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof startServe>>} */
  let server;
  before(async () => {
    browser = await launch();
    server = await startServe();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('draws its first frame with no error, no request elsewhere, and nothing against the policy', async () => {
    const context = await browser.newContext();
    const watched = await watch(context, server.url);
    const page = await context.newPage();
    let navigations = 0;
    page.on('framenavigated', () => void (navigations += 1));
    await page.goto(server.url);
    await ready(page);
    await settled(page);
    assert.equal(navigations, 1);
    assert.ok((await colours(page)) > 10);
    assert.equal(await page.evaluate(() => performance.getEntriesByName('sp-first-frame').length), 1);
    assert.equal(await page.locator('#start').isVisible(), false);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await context.close();
  });

  it('draws nothing while nothing happens, and a few frames when something does', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    await ready(page);
    const before = await settled(page, 2000); // what is stored has come, on a slow machine, too
    await page.waitForTimeout(5000);
    assert.equal(await page.evaluate(() => window.switchpoint.frames), before);
    await page.mouse.move(100, 100);
    await page.waitForFunction((count) => window.switchpoint.frames > count, before);
    assert.ok((await settled(page)) <= before + 6);
    await context.close();
  });

  it('stays sharp: one pixel of the canvas for each of the screen', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
    const page = await context.newPage();
    await page.goto(server.url);
    await ready(page);
    const size = () => page.evaluate(() => [...document.querySelectorAll('canvas')].map((canvas) => [canvas.width, canvas.height])[0]);
    assert.deepEqual(await size(), [1170, 2532]);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', { width: 800, height: 600, deviceScaleFactor: 1.5, mobile: false });
    await page.waitForFunction(() => document.querySelector('canvas')?.width === 1200);
    assert.deepEqual(await size(), [1200, 900]);
    await context.close();
  });

  it('draws again after the graphics context was lost', async () => {
    const context = await browser.newContext();
    const watched = await watch(context, server.url);
    const page = await context.newPage();
    await page.goto(server.url);
    await ready(page);
    await settled(page);
    const before = await colours(page);
    await loseContext(page, 100);
    await page.waitForFunction(() => document.getElementById('notice')?.childElementCount === 0);
    await settled(page);
    assert.ok((await colours(page)) > before / 2);
    assert.deepEqual(watched.errors, []);
    await context.close();
  });

  it('follows the system from dark to light', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(server.url);
    await ready(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
    await context.close();
  });

  it('says so when JavaScript is off', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url);
    const loading = page.getByText('Loading the engine');
    assert.equal(await loading.isVisible(), false); // who waits for less than half a second sees no sign of it
    await loading.waitFor();
    await page.locator('#start noscript p').waitFor();
    assert.match(await page.locator('#start').innerText(), /JavaScript is switched off\. Allow JavaScript for this page/);
    await context.close();
  });

  it('shows Today and the Lab before the questions have arrived, and each other screen once they have', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const watched = await watch(context, server.url);
    /** @type {(value?: undefined) => void} */
    let letThrough = () => {};
    const held = new Promise((resolve) => (letThrough = resolve));
    await context.route(/bank\.txt$/, async (route) => {
      await held;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(`${server.url}#/lab/race-counter`);
    await ready(page);
    await press(page, 'Skip the prediction');
    await press(page, 'Run');
    await page.getByRole('heading', { name: 'Verdict' }).waitFor({ state: 'attached' });
    await page.evaluate(() => (location.hash = '#/today'));
    const card = page.getByRole('link', { name: 'Concurrency and parallelism' });
    await card.waitFor({ state: 'attached' });
    assert.match((await page.getByRole('link', { name: 'The GIL', exact: true }).getAttribute('aria-description')) ?? '', /^\d+ cards +· +\d+ questions$/);
    await page.evaluate(() => (location.hash = '#/practice'));
    const news = page.getByText('The questions are on their way.');
    await news.waitFor({ state: 'attached' });
    await page.getByRole('heading', { level: 1, name: 'Practice' }).waitFor({ state: 'attached' });
    assert.equal(await page.title(), 'Practice · Switchpoint');
    assert.deepEqual(await axe(page), []);
    await page.evaluate(() => (location.hash = '#/today'));
    await card.waitFor({ state: 'attached' });
    await page.evaluate(() => (location.hash = '#/card/C02'));
    await news.waitFor({ state: 'attached' });
    // What is searched for meanwhile is found once there is something to find, and the reader can type on.
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.fill('deadlock');
    await page.getByText('Reading the questions.').waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('option').count(), 0);
    letThrough();
    await page.getByText(/^\d+ found$/).waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'combobox');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'The Global Interpreter Lock' }).waitFor({ state: 'attached' });
    assert.equal(await news.count(), 0);
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await context.close();
  });

  it('says so when the questions do not arrive', async () => {
    const broken = await startStatic({ headers: kIsolated, change: (path) => (path === '/bank.txt' ? 404 : undefined) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(broken.url);
    await ready(page);
    await page.locator('#notice').getByText('The questions could not be loaded').waitFor();
    assert.equal(await page.getByRole('heading', { level: 1, name: 'Today' }).count(), 1); // what does without them goes on
    await loseContext(page, 100);
    await settled(page);
    await page.locator('#notice').getByText('The questions could not be loaded').waitFor(); // nobody else's to take away
    await loseContext(page, 4000);
    await page.locator('#notice').getByText('The graphics driver was reset').waitFor();
    await page.waitForFunction(() => document.getElementById('notice')?.childElementCount === 0);
    const other = await context.newPage();
    await other.goto(`${broken.url}#/practice`);
    assert.equal(await trouble(other), 'A part of Switchpoint could not be loaded');
    assert.match(await other.locator('.detail').innerText(), /bank\.txt: 404/);
    await context.close();
    await broken.close();
  });

  it('says so when a file of the program is missing', async () => {
    const broken = await startStatic({ headers: kIsolated, change: (path) => (path === '/switchpoint.wasm' ? 404 : undefined) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(broken.url);
    assert.equal(await trouble(page), 'A part of Switchpoint could not be loaded');
    assert.match(await page.locator('.detail').innerText(), /switchpoint\.wasm: 404/);
    assert.deepEqual(await axe(page), []);
    await context.close();
    await broken.close();
  });

  it('says so when there is no WebGL', async () => {
    const plain = await launch({ graphics: false });
    const page = await plain.newPage();
    await page.goto(server.url);
    assert.equal(await trouble(page), 'The screen cannot be drawn: WebGL 2 is not available');
    assert.match(await page.locator('#start').innerText(), /hardware acceleration/);
    await plain.close();
  });

  it('says so when threads are not allowed and no service worker can help', async () => {
    const bare = await startStatic({ change: (path) => (path === '/sw.js' ? 404 : undefined) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(bare.url);
    assert.equal(await trouble(page), 'Threads are switched off for this page');
    assert.match(await page.locator('#start').innerText(), /Cross-Origin-Embedder-Policy: require-corp/);
    assert.equal(bare.requests.filter((path) => path === '/').length, 1);
    await context.close();
    await bare.close();
  });

  it('says so when the address is not secure', async () => {
    const bare = await startStatic();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
    await page.goto(bare.url);
    assert.equal(await trouble(page), 'This address is not secure enough for threads');
    await context.close();
    await bare.close();
  });
});
