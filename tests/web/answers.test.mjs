// Answers outlive the visit, reach other tabs, and leave as a file; a browser that keeps nothing says so.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { card, ofKind } from './support/bank.mjs';
import { activate, launch, ready, settled, watch } from './support/browser.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

/** One that is answered by choosing an option. */
const question = `#/practice?question=${ofKind(card('gil', 'M01'), 'single').id}`;

describe('answers', () => {
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

  /** @param {BrowserContext} context @param {string} address */
  const open = async (context, address) => {
    const page = await context.newPage();
    await page.goto(server.url + address);
    await ready(page);
    await settled(page);
    return page;
  };
  /** By keys alone. @param {Page} page */
  const answer = async (page) => {
    await page.bringToFront();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await settled(page);
  };
  /** @param {Page} page */
  const answeredToday = (page) => page.locator('#mirror p', { hasText: 'Answered today' });

  it('shows in another tab, and again after a reload', async () => {
    const context = await browser.newContext();
    const watched = await watch(context, server.url);
    const today = await open(context, '#/today');
    assert.match(String(await answeredToday(today).textContent()), /today: 0/);
    const practice = await open(context, question);
    await answer(practice);
    await today.bringToFront();
    await today.locator('#mirror p', { hasText: /Answered today: 1/ }).waitFor({ state: 'attached' });
    await today.reload();
    await ready(today);
    await today.locator('#mirror p', { hasText: /Answered today: 1/ }).waitFor({ state: 'attached' });
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await context.close();
  });

  it('leaves as a file and comes back from it', async () => {
    const context = await browser.newContext();
    await answer(await open(context, question));
    const settings = await open(context, '#/settings');
    const download = settings.waitForEvent('download');
    await activate(settings.getByRole('button', { name: 'Export' }));
    const file = await readFile(await (await download).path());
    assert.equal(JSON.parse(file.toString()).source, 'practice');
    await context.close();

    const other = await browser.newContext();
    const watched = await watch(other, server.url);
    const page = await open(other, '#/settings');
    const chooser = page.waitForEvent('filechooser');
    await activate(page.getByRole('button', { name: 'Import' }));
    await (await chooser).setFiles({ name: 'answers.jsonl', mimeType: 'application/x-ndjson', buffer: file });
    await page.locator('#mirror [role=status]', { hasText: '1 new record added' }).waitFor({ state: 'attached' });
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await other.close();
  });

  it('are counted though the browser keeps nothing, and the page says so', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const open = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
      Object.defineProperty(window, 'indexedDB', { value: { open } });
    });
    const page = await open(context, question);
    await answer(page);
    await page.evaluate(() => (location.hash = '#/today'));
    await page.locator('#mirror p', { hasText: /Answered today: 1/ }).waitFor({ state: 'attached' });
    await page.locator('#mirror [role=alert]', { hasText: 'does not let the page keep data' }).first().waitFor({ state: 'attached' });
    await context.close();
  });

  it('that the full storage refuses are said, counted and offered for export', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      IDBObjectStore.prototype.add = function add() {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    const page = await open(context, question);
    await answer(page);
    await page.evaluate(() => (location.hash = '#/practice'));
    await page.locator('#mirror [role=alert]', { hasText: "storage for this site is full" }).first().waitFor({ state: 'attached' });
    const download = page.waitForEvent('download');
    await activate(page.getByRole('button', { name: 'Export my answers' }));
    assert.equal(JSON.parse((await readFile(await (await download).path())).toString()).source, 'practice');
    await context.close();
  });

  it('that are torn or from elsewhere are set aside, reported and kept; the rest counts', async () => {
    const context = await browser.newContext();
    await answer(await open(context, question));
    const page = await open(context, '#/settings');
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('switchpoint', 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const transaction = request.result.transaction('answers', 'readwrite');
            transaction.objectStore('answers').add('{"v":1,"id":"torn', 'torn');
            transaction.objectStore('answers').add('{"v":99,"id":"later"}', 'later');
            transaction.oncomplete = () => resolve(undefined);
          };
        }),
    );
    await page.reload();
    await ready(page);
    await page.locator('#mirror [role=alert]', { hasText: '2 stored records were not understood and set aside' }).first().waitFor({ state: 'attached' });
    await page.getByText('1 answer in 1 record').first().waitFor({ state: 'attached' });
    const download = page.waitForEvent('download');
    await activate(page.getByRole('button', { name: 'Export', exact: true }));
    const lines = (await readFile(await (await download).path())).toString().trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.deepEqual(lines.slice(1).sort(), ['{"v":1,"id":"torn', '{"v":99,"id":"later"}']);
    await context.close();
  });
});
