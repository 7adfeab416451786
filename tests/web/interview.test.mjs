// A mock interview from the choice of the scenario to the report, and again after a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { scenarios } from './support/bank.mjs';
import { activate, launch, press, ready, watch } from './support/browser.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */

const scenario = /** @type {any} */ (scenarios()[0]);

describe('interview', () => {
  /** @type {Browser} */ let browser;
  /** @type {Page} */ let page;
  /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;
  /** @type {Awaited<ReturnType<typeof watch>>} */ let watched;

  before(async () => {
    server = await startServe();
    browser = await launch();
    const context = await browser.newContext();
    watched = await watch(context, server.url);
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server.url}#/interview`);
    await ready(page);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** @param {number} number  from 1 */
  const turn = (number) => page.locator(`[aria-valuetext="Turn ${number} of ${scenario.turns.length}"]`).waitFor({ state: 'attached' });
  /** @param {string} text */
  async function answer(text) {
    await page.getByRole('textbox', { name: 'Your answer' }).fill(text);
    await press(page, /^Compare/);
  }

  it('lists the scenarios', async () => {
    for (const { title } of scenarios()) await page.getByRole('link', { name: title }).first().waitFor({ state: 'attached' });
  });

  it('offers hints in study mode, and compares the answer', async () => {
    await page.evaluate((id) => (location.hash = `#/interview/${id}`), scenario.id);
    await press(page, /^Begin in study mode/);
    await turn(1);
    await press(page, /^A hint/);
    await page.getByText('Hint 1.').first().waitFor({ state: 'attached' });
    const first = scenario.turns[0];
    await answer(`First of all: ${first.key_points[0].aliases[0]}.`);
    await page.getByRole('heading', { name: 'A model answer' }).waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('checkbox', { checked: true }).count() >= 1, true);
    assert.equal(await page.getByRole('checkbox').count() >= first.key_points.length, true);
  });

  it('lets the reader correct what was found, and goes on', async () => {
    const unchecked = page.getByRole('checkbox', { checked: false });
    const before = await unchecked.count();
    await activate(unchecked.first());
    await page.waitForFunction((count) => document.querySelectorAll('#mirror [role=checkbox][aria-checked=false], #mirror input[type=checkbox]:not(:checked)').length < count, before);
    await press(page, /^Next turn/);
    await turn(2);
  });

  it('keeps what was typed, and is taken up again after a reload', async () => {
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Half an answer');
    await page.waitForFunction(() => Object.values(localStorage).includes('Half an answer'));
    await page.reload();
    await ready(page);
    await press(page, /^Go on with turn 2/);
    await turn(2);
    assert.equal(await page.getByRole('textbox', { name: 'Your answer' }).inputValue(), 'Half an answer');
  });

  it('ends with a report that is kept and exported', async () => {
    for (let number = 2; number <= scenario.turns.length; number += 1) {
      await turn(number);
      await answer(scenario.turns[number - 1].answer);
      await press(page, number === scenario.turns.length ? /^Done/ : /^Next turn/);
    }
    await page.getByRole('heading', { name: 'How did you come across?' }).waitFor({ state: 'attached' });
    await press(page, /^See the report/);
    await page.getByRole('table', { name: 'Scores' }).waitFor({ state: 'attached' });
    const download = page.waitForEvent('download');
    await activate(page.getByRole('button', { name: 'Save as Markdown' }));
    const text = (await readFile(await (await download).path())).toString();
    assert.ok(text.startsWith(`# ${scenario.title}\n`));
    assert.ok(text.includes(scenario.turns[1].answer));
    await page.reload();
    await ready(page);
    await page.getByRole('table', { name: 'Scores' }).waitFor({ state: 'attached' });
  });

  it('is listed among those held', async () => {
    await page.evaluate(() => (location.hash = '#/interview'));
    await page.getByRole('heading', { name: 'Held so far' }).waitFor({ state: 'attached' });
  });

  it('did nothing that must not happen', () => {
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
  });
});
