// Questions for other programs, and from them: the part of the program that is loaded when it is asked for.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { activate, launch, press, ready, watch } from './support/browser.mjs';
import { drop } from './support/decks.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

const kGift = '// Ours\n$CATEGORY: my-team/Waiting\n\n::Atomic:: Is x += 1 atomic? {=no#It is three steps. ~yes#It looks like one.}\n\nWhat is this? {=a -> b}\n';

describe('exchange', () => {
  /** @type {Browser} */ let browser;
  /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;

  before(async () => {
    server = await startServe();
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** @param {BrowserContext} context */
  const openSettings = async (context) => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server.url}#/settings`);
    await ready(page);
    return page;
  };
  /** @param {(page: Page, context: BrowserContext) => Promise<void>} use */
  const inFresh = async (use) => {
    const context = await browser.newContext({ acceptDownloads: true, reducedMotion: 'reduce' });
    const watched = await watch(context, server.url);
    await use(await openSettings(context), context);
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await context.close();
  };
  /** Exports in the chosen format. @param {Page} page */
  const save = async (page) => {
    const download = page.waitForEvent('download');
    await press(page, 'Save the file');
    const file = await download;
    return { name: file.suggestedFilename(), text: (await readFile(await file.path())).toString() };
  };
  /** @param {Page} page @param {string | RegExp} text */
  const says = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });

  it('writes all cards for Anki, Moodle and to read', () =>
    inFresh(async (page) => {
      const anki = await save(page);
      assert.equal(anki.name, 'switchpoint.txt');
      assert.match(anki.text, /^#separator:/);
      assert.match(anki.text, /^C01\t/m);
      await says(page, /switchpoint\.txt is saved, with \d+ cards/);
      await activate(page.getByRole('radio', { name: 'Moodle (GIFT)' }));
      const gift = await save(page);
      assert.equal(gift.name, 'switchpoint.gift');
      assert.match(gift.text, /^\$CATEGORY: Switchpoint\//m);
      await activate(page.getByRole('radio', { name: 'Markdown' }));
      const markdown = await save(page);
      assert.equal(markdown.name, 'switchpoint.md');
      assert.match(markdown.text, /^# /m);
    }));

  it('takes what Moodle wrote, names what is left out, and gives only that back', () =>
    inFresh(async (page) => {
      await drop(page, { name: 'ours.gift', text: kGift });
      const news = page.getByRole('dialog', { name: 'Your own questions' });
      await news.getByText('ours.json is added: 1 card with 1 question.').waitFor({ state: 'attached' });
      await news.getByText('Left out of ours.gift').waitFor({ state: 'attached' });
      await news.getByText(/Line 6/).waitFor({ state: 'attached' });
      await activate(news.getByRole('button', { name: 'Close', exact: true }).last());
      await news.waitFor({ state: 'detached' });
      await page.getByRole('region', { name: 'ours.json' }).waitFor({ state: 'attached' });

      await activate(page.getByRole('checkbox', { name: 'Only my own questions' }));
      await activate(page.getByRole('radio', { name: 'Moodle (GIFT)' }));
      const { text } = await save(page);
      assert.match(text, /It is three steps/);
      assert.doesNotMatch(text, /C01/);

      // It is a deck like any other: found, and kept.
      await page.evaluate(() => (location.hash = '#/learn'));
      await page.getByRole('link', { name: /Waiting/ }).first().waitFor({ state: 'attached' });
    }));

  it('refuses a file with nothing in it, by place', () =>
    inFresh(async (page) => {
      await drop(page, { name: 'notes.txt', text: '#separator:tab\nA front without a back\n' });
      const refusal = page.getByRole('dialog', { name: 'This file is kept out' });
      await refusal.getByText('There is nothing in it that could be taken.').waitFor({ state: 'attached' });
      await refusal.getByText(/Line 2/).waitFor({ state: 'attached' });
    }));

  it('is no part of the first visit, comes with the second, and then works without a network', () =>
    inFresh(async (page, context) => {
      const keptFiles = () => page.evaluate(async () => (await (await caches.open('switchpoint-files')).keys()).map(({ url }) => new URL(url).pathname));
      await page.evaluate(() => navigator.serviceWorker.ready);
      assert.ok((await keptFiles()).includes('/bank.txt'));
      assert.ok(!(await keptFiles()).includes('/exchange.wasm'));
      await page.waitForFunction(() => navigator.serviceWorker.controller);

      await page.close();
      page = await openSettings(context);
      await page.waitForFunction(async () => {
        const keys = await (await caches.open('switchpoint-files')).keys();
        return ['exchange.js', 'exchange.wasm', 'exchange-worker.mjs'].every((name) => keys.some(({ url }) => url.includes(name)));
      });
      await context.setOffline(true);
      assert.match((await save(page)).text, /^#separator:/);
      await context.setOffline(false);
    }));

  it('does not blame the network when it breaks off', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const broken = 'export default async () => ({ _malloc: () => 0, HEAPU8: new Uint8Array(1) });'; // no memory is left
    await context.route(/exchange\.js$/, async (route) => route.fulfill({ response: await route.fetch(), body: broken }));
    const page = await openSettings(context);
    await press(page, 'Save the file');
    await says(page, /could not be worked through/);
    await context.close();
  });

  it('says what to do when it cannot be loaded', async () => {
    const context = await browser.newContext();
    await context.route(/exchange-worker\.mjs$/, (route) => route.abort());
    await context.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { get: () => undefined }));
    const page = await openSettings(context);
    await press(page, 'Save the file');
    await says(page, /It needs the network the first time: try again with one\./);
    await drop(page, { name: 'ours.gift', text: kGift });
    await page.getByRole('dialog', { name: 'This file is kept out' }).getByText(/needs the network/).first().waitFor({ state: 'attached' });
    await context.close();
  });
});
