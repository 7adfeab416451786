// The store of answers alone, in real tabs.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launch } from './support/browser.mjs';
import { pageSources, startStatic } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

const kPage = '<!doctype html><html lang="en"><title>Storage</title><link rel="icon" href="data:,"><body>';

describe('storage', () => {
  /** @type {Awaited<ReturnType<typeof startStatic>>} */
  let server;
  /** @type {Browser} */
  let browser;

  before(async () => {
    server = await startStatic({ root: pageSources, change: (path) => (path === '/' ? kPage : undefined) });
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** @param {BrowserContext} context @returns {Promise<Page>} */
  const open = async (context) => {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.evaluate(async () => {
      const module = /** @type {typeof import('../../web/page/storage.mjs')} */ (await import(`${location.href}storage.mjs`));
      /** @type {string[]} */
      const arrived = [];
      const store = new module.AnswerStore((line) => void arrived.push(line), () => void arrived.push('erased'));
      Object.assign(window, { module, arrived, store });
    });
    return page;
  };
  /** @param {Page} page @param {string} id @param {string} line */
  const append = (page, id, line) => page.evaluate(([i, l]) => /** @type {any} */ (window).store.append(i, l), [id, line]);
  /** @param {Page} page @returns {Promise<string[]>} */
  const load = (page) => page.evaluate(() => /** @type {any} */ (window).store.load());

  it('keeps lines by id, the first one of an id, over a reload', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    assert.deepEqual(await load(page), []);
    await append(page, 'a', '{"id":"a"}');
    await append(page, 'b', '{"id":"b"}');
    await append(page, 'a', '{"id":"a","other":1}');
    const again = await open(context);
    assert.deepEqual(await load(again), ['{"id":"a"}', '{"id":"b"}']);
    await again.evaluate(() => /** @type {any} */ (window).store.erase());
    assert.deepEqual(await load(page), []);
    await context.close();
  });

  it('tells other tabs', async () => {
    const context = await browser.newContext();
    const [one, two] = [await open(context), await open(context)];
    await append(one, 'a', 'line a');
    await two.waitForFunction(() => /** @type {any} */ (window).arrived.length > 0);
    assert.deepEqual(await two.evaluate(() => /** @type {any} */ (window).arrived), ['line a']);
    assert.deepEqual(await one.evaluate(() => /** @type {any} */ (window).arrived), []);
    await one.evaluate(() => /** @type {any} */ (window).store.erase());
    await two.waitForFunction(() => /** @type {any} */ (window).arrived.at(-1) === 'erased');
    await context.close();
  });

  it('says in a sentence why nothing is kept', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    const sentences = await page.evaluate(async () => {
      const { storageProblem, AnswerStore } = /** @type {any} */ (window).module;
      Object.defineProperty(window, 'indexedDB', {
        value: {
          open() {
            throw new DOMException('blocked', 'SecurityError');
          },
        },
      });
      const refused = await new AnswerStore(() => {}).load().catch(storageProblem);
      return [refused, storageProblem(new DOMException('', 'QuotaExceededError')), storageProblem(new Error('x'))];
    });
    assert.match(sentences[0], /^This browser does not let the page keep data; a private window/);
    assert.match(sentences[1], /^The browser's storage for this site is full\./);
    assert.match(sentences[2], /^The browser's storage failed \(Error\)\./);
    await context.close();
  });

  it('holds preferences for the visit when they cannot be kept', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    const values = await page.evaluate(() => {
      const { preference, setPreference } = /** @type {any} */ (window).module;
      const before = preference('theme');
      setPreference('theme', 'light');
      const kept = localStorage.getItem('switchpoint.theme');
      Storage.prototype.setItem = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
      setPreference('theme', 'dark');
      return [before, kept, preference('theme')];
    });
    assert.deepEqual(values, ['', 'light', 'dark']);
    await context.close();
  });
});
