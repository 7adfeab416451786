// The service worker: threads on servers without headers, use without a network, new versions.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, ready, watch } from './support/browser.mjs';
import { site, startServe, startStatic } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */

/** Waits until the worker has everything. @param {Page} page */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });

describe('offline', () => {
  /** @type {Browser} */
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('brings threads to a plain static server with one reload', async () => {
    const server = await startStatic();
    const context = await browser.newContext();
    const watched = await watch(context, server.url);
    const page = await context.newPage();
    let navigations = 0;
    page.on('framenavigated', () => void (navigations += 1));
    await page.goto(server.url);
    await page.waitForFunction(() => crossOriginIsolated);
    await ready(page);
    assert.equal(navigations, 2);
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    // A second visit needs none.
    const again = await context.newPage();
    navigations = 0;
    again.on('framenavigated', () => void (navigations += 1));
    await again.goto(server.url);
    await ready(again);
    assert.equal(navigations, 1);
    await context.close();
    await server.close();
  });

  it('never reloads in a loop, also when the worker does not help', async () => {
    const idle = 'addEventListener("activate", (event) => event.waitUntil(clients.claim())); addEventListener("fetch", () => {});';
    const server = await startStatic({ change: (path) => (path === '/sw.js' ? idle : undefined) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    await page.locator('#start.trouble').waitFor();
    await page.waitForTimeout(500);
    assert.equal(server.requests.filter((path) => path === '/').length, 2);
    assert.match(await page.locator('#start').innerText(), /Threads are switched off/);
    await context.close();
    await server.close();
  });

  for (const kind of ['switchpoint serve', 'a plain server']) {
    it(`opens without a network after one visit to ${kind}`, async () => {
      const server = await (kind === 'a plain server' ? startStatic() : startServe());
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => crossOriginIsolated);
      await ready(page);
      await kept(page);
      await server.close();
      await page.reload();
      await ready(page);
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);
      await page.evaluate(() => (location.hash = '#/card/C02')); // Today does without the questions
      await page.getByRole('heading', { level: 1, name: 'The Global Interpreter Lock' }).waitFor({ state: 'attached' });
      await context.close();
    });
  }

  it('offers a new version and changes to it when asked', async () => {
    const worker = await readFile(join(site, 'sw.js'), 'utf8');
    const index = await readFile(join(site, 'index.html'), 'utf8');
    const changed = index.replace('<html lang="en">', '<html lang="en" data-version="2">');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(changed));
    const hash = Buffer.from(digest).toString('hex').slice(0, 16);
    const newWorker = worker.replace(/"url":\s*"index\.html",\s*"hash":\s*"[0-9a-f]+"/, `"url":"index.html","hash":"${hash}"`);
    assert.notEqual(newWorker, worker);
    let isNew = false;
    const server = await startStatic({
      change: (path) => (!isNew ? undefined : path === '/sw.js' ? newWorker : path.match(/^\/(index\.html)?$/) ? changed : undefined),
    });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => crossOriginIsolated);
    await ready(page);
    await kept(page);
    isNew = true;
    server.requests.length = 0;
    await page.reload();
    await ready(page);
    const version = () => page.evaluate(() => document.documentElement.dataset.version);
    assert.equal(await version(), undefined);
    await page.getByText('A new version of Switchpoint is ready.').waitFor();
    // Only what changed was downloaded.
    assert.deepEqual(server.requests.filter((path) => path !== '/sw.js'), ['/index.html']);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.version === '2');
    await ready(page);
    assert.equal(await page.locator('#notice').isVisible(), false);
    await context.close();
    await server.close();
  });
});
