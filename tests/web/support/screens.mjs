// Every screen in both themes: no violation of the accessibility rules, and a picture to look at in build/test-output/.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { card, cards, ofKind, scenarios } from './bank.mjs';
import { activate, colours, launch, press, ready, settled, watch } from './browser.mjs';
import { deckCard, dragOver, drop } from './decks.mjs';
import { startServe, top } from './server.mjs';

/** @import { Browser, Page } from 'playwright-core' */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const output = join(top, 'build/test-output');

/** What is shown, and how to get there from a fresh page. @type {{name: string, address: string, prepare?: (page: Page) => Promise<void>}[]} */
const screens = [
  { name: 'today', address: '#/today' },
  { name: 'learn', address: '#/learn' },
  { name: 'topic', address: '#/learn?topic=gil&level=mid' },
  { name: 'found', address: '#/learn?q=deadlok' },
  { name: 'palette', address: '#/lab', prepare: (page) => openPalette(page, '') },
  { name: 'palette-found', address: '#/today', prepare: (page) => openPalette(page, 'event loop') },
  { name: 'question', address: '#/practice?card=M01' },
  { name: 'answered', address: `#/practice?question=${ofKind(card('processes', 'M02'), 'single').id}`, prepare: answerFirst },
  { name: 'output', address: `#/practice?question=${ofKind(card('asyncio', 'L021'), 'output').id}` },
  { name: 'order', address: `#/practice?question=${ofKind(card('asyncio', 'L024'), 'order').id}`, prepare: moveAndCheck },
  { name: 'numeric', address: `#/practice?question=${ofKind(card('asyncio', 'L021'), 'numeric').id}` },
  { name: 'bug', address: `#/practice?question=${ofKind(card('asyncio', 'L022'), 'bug').id}`, prepare: answerFirst },
  { name: 'practice', address: '#/practice' },
  { name: 'review', address: '#/practice?mode=daily', prepare: (page) => page.getByRole('button', { name: /^Check|^Show/ }).first().waitFor({ state: 'attached' }) },
  { name: 'exam', address: '#/practice?mode=exam' },
  { name: 'sheet', address: '#/practice?mode=exam', prepare: handIn },
  { name: 'interview', address: '#/interview' },
  { name: 'compared', address: '#/interview/S01', prepare: compareFirst },
  { name: 'report', address: '#/interview/S01', prepare: holdInterview },
  { name: 'progress', address: '#/progress', prepare: (page) => page.getByRole('heading', { name: 'Your plan' }).waitFor({ state: 'attached' }) },
  { name: 'lab', address: '#/lab' },
  { name: 'demo', address: '#/lab/gil-cpu-bound' },
  { name: 'result', address: '#/lab/gil-cpu-bound?work_ms=100', prepare: runDemo },
  { name: 'curve', address: '#/lab/amdahl?work_ms=20', prepare: runDemo },
  { name: 'deadlock', address: '#/lab/deadlock-order', prepare: runDemo },
  { name: 'card', address: '#/card/C02' },
  // What not every state of the bank has.
  ...cards().filter((card) => card.task).slice(0, 1).map((card) => ({ name: 'task', address: `#/card/${card.id}`, prepare: openAll })),
  ...scenarios().slice(0, 1).map((scenario) => ({ name: 'scenario', address: `#/scenario/${scenario.id}`, prepare: openAll })),
  { name: 'settings', address: '#/settings' },
  { name: 'decks', address: '#/settings', prepare: addDecks },
  { name: 'deck-refused', address: '#/settings', prepare: refuseDeck },
  { name: 'deck-replace', address: '#/today', prepare: askToReplace },
  { name: 'deck-target', address: '#/today', prepare: (page) => dragOver(page, [{ name: 'mine.json', text: '' }]) },
  { name: 'help', address: '#/today', prepare: (page) => page.keyboard.press('?') },
  { name: 'unknown', address: '#/card/none' },
];

/** @param {Page} page @param {string} query */
async function openPalette(page, query) {
  await page.keyboard.press('Control+K');
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.waitFor({ state: 'attached' });
  await box.fill(query);
  await page.getByRole('option').first().waitFor({ state: 'attached' });
}

/** Opens what is closed. @param {Page} page */
async function openAll(page) {
  const closed = page.locator('main button[aria-expanded=false]');
  for (let left = await closed.count(); left > 0; left = await closed.count()) {
    await activate(closed.first());
    await page.waitForFunction((before) => document.querySelectorAll('main button[aria-expanded=false]').length < before, left);
  }
}

/** @param {Page} page */
async function answerFirst(page) {
  await activate(page.getByRole('radio').or(page.getByRole('checkbox')).first());
  await press(page, 'Check');
  await page.getByRole('button', { name: /Next question|See the result/ }).waitFor({ state: 'attached' });
}

/** Answers the turn that is asked with what its model answer says. @param {Page} page */
async function compareTurn(page) {
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.waitFor({ state: 'attached' });
  await box.fill('I would ask for the rate and the size first: a bounded queue, workers in processes, and backpressure. Then I would measure.');
  await press(page, /^Compare/);
  await page.getByRole('heading', { name: 'A model answer' }).waitFor({ state: 'attached' });
}

/** @param {Page} page */
async function compareFirst(page) {
  await press(page, /^Begin in study mode/);
  await compareTurn(page);
}

/** Goes on with what compareFirst began. @param {Page} page */
async function holdInterview(page) {
  await press(page, /^Go on with/);
  for (;;) {
    const next = page.getByRole('button', { name: /^(Next turn|Done)/ });
    const ask = page.getByRole('textbox', { name: 'Your answer' });
    await next.or(ask).first().waitFor({ state: 'attached' });
    if ((await next.count()) === 0) await compareTurn(page);
    const last = (await page.getByRole('button', { name: /^Done/ }).count()) > 0;
    await press(page, /^(Next turn|Done)/);
    if (last) break;
    await next.waitFor({ state: 'detached' });
  }
  await press(page, /^See the report/);
  await page.getByRole('table', { name: 'Scores' }).waitFor({ state: 'attached' });
}

/** @param {Page} page */
async function handIn(page) {
  await press(page, 'Start the exam');
  await press(page, 'Hand in now');
  await page.getByRole('heading', { name: 'Result sheet' }).waitFor({ state: 'attached' });
}

/** @param {Page} page */
async function moveAndCheck(page) {
  await activate(page.getByRole('button', { name: /^Move down/, disabled: false }).first());
  await press(page, 'Check');
  await page.getByRole('button', { name: /Next question|See the result/ }).waitFor({ state: 'attached' });
}

/** @param {string} id @param {object} [changes] */
const oneCard = (id, changes) => JSON.stringify({ ...deckCard(id), ...changes }, null, 2);

/** The decks are kept for what follows. @param {Page} page */
async function addDecks(page) {
  await drop(page, { name: 'team-interview.json', text: oneCard('X01') }, { name: 'a-much-longer-name-of-a-deck.json', text: oneCard('X02') });
  await activate(page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last());
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove' }).last().focus(); // brings it into view
}

/** @param {Page} page */
async function refuseDeck(page) {
  const changes = { title: '', level: 'expert', questions: [{ id: 'X3-one' }], links: [{ title: 'Here', url: 'http://example.com' }] };
  await drop(page, { name: 'drafts.json', text: oneCard('X03', changes) });
  await page.getByRole('dialog', { name: /kept out/ }).waitFor({ state: 'attached' });
}

/** @param {Page} page */
async function askToReplace(page) {
  await drop(page, { name: 'team-interview.json', text: oneCard('X01', { title: 'Another title' }) });
  await page.getByRole('dialog', { name: /Replace/ }).waitFor({ state: 'attached' });
}

/** @param {Page} page */
async function runDemo(page) {
  await activate(page.getByRole('radio').first());
  await press(page, 'Run');
  await page.getByRole('button', { name: 'Run again' }).waitFor({ state: 'attached', timeout: 60_000 });
}

/**
 * Declares the tests of one size.
 * @param {string} size  its name
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export function everyScreen(size, options) {
  describe(`every screen: ${size}`, () => {
    /** @type {Browser} */ let browser;
    /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;

    before(async () => {
      mkdirSync(output, { recursive: true });
      server = await startServe();
      browser = await launch();
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    for (const theme of /** @type {const} */ (['dark', 'light'])) {
      const look = `${size}-${theme}`;
      it(`holds in ${look}`, async () => {
        const context = await browser.newContext({ ...options, colorScheme: theme, reducedMotion: 'reduce' });
        const watched = await watch(context, server.url);
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        for (const screen of screens) {
          await page.goto(`${server.url}${screen.address}`);
          await ready(page); // what is cut off while it loads says so on the console
          await page.reload();
          await ready(page);
          await screen.prepare?.(page);
          await settled(page);
          await page.screenshot({ path: join(output, `${screen.name}-${look}.png`) });
          assert.ok((await colours(page)) > 8, `${screen.name} shows something`);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
          const said = violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`);
          assert.deepEqual(said, [], `${screen.name} in ${look}`);
        }
        assert.deepEqual(watched, { errors: [], external: [], violations: [] }, look);
        await context.close();
      });
    }
  });
}
