// A mock interview from the choice of the scenario to the report, and again after a reload.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { scenarios } from './support/bank.mjs';
import { activate, launch, press, ready, watch } from './support/browser.mjs';
import { startServe, top } from './support/server.mjs';

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

  it('keeps what was typed to the first turn, and says so', async () => {
    await page.evaluate((id) => (location.hash = `#/interview/${id}`), scenario.id);
    await press(page, /^Begin in study mode/);
    await turn(1);
    await page.getByRole('textbox', { name: 'Your answer' }).fill('A first thought');
    await page.waitForFunction(() => Object.values(localStorage).includes('A first thought'));
    await page.reload();
    await ready(page);
    await page.getByText('What you typed for the first turn is kept').first().waitFor({ state: 'attached' });
    await press(page, /^Begin in study mode/);
    await turn(1);
    assert.equal(await page.getByRole('textbox', { name: 'Your answer' }).inputValue(), 'A first thought');
  });

  it('says when no more fits into the answer', async () => {
    const box = page.getByRole('textbox', { name: 'Your answer' });
    const note = page.getByText('This is as much as fits');
    await box.fill('é'.repeat(9000));
    await note.first().waitFor({ state: 'attached' });
    assert.equal((await box.inputValue()).length, 8000);
    // What is typed into the middle is left out, not what follows.
    await box.fill(`${'é'.repeat(7999)}z`);
    await box.evaluate((/** @type {HTMLTextAreaElement} */ element) => element.setSelectionRange(4, 4));
    await page.keyboard.type('abc');
    assert.equal(await box.inputValue(), `ééééa${'é'.repeat(7995)}z`);
    assert.equal(await box.evaluate((/** @type {HTMLTextAreaElement} */ element) => element.selectionEnd), 5);
    await box.press('End');
    await page.keyboard.type('d');
    assert.equal(await box.inputValue(), `ééééa${'é'.repeat(7995)}z`);
    await box.fill('Short again');
    await note.first().waitFor({ state: 'detached' });
  });

  it('offers hints in study mode, and compares the answer', async () => {
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
    await page.locator('#mirror [role=status]', { hasText: 'The report is saved' }).waitFor({ state: 'attached' });
    assert.ok(text.startsWith(`# Mock interview: ${scenario.title}\n`));
    assert.ok(text.includes(scenario.turns[1].answer));
    assert.match(text, /^## Strengths$/m);
    assert.match(text, /^## Gaps$/m);
    const json = page.waitForEvent('download');
    await activate(page.getByRole('button', { name: 'Save as JSON' }));
    const report = JSON.parse((await readFile(await (await json).path())).toString());
    assert.equal(report.turns.length, scenario.turns.length);
    assert.equal(report.comparison, null);
    // What was missed leads to where one reads about it.
    const gap = report.gaps.find((/** @type {any} */ one) => one.links.length > 0);
    assert.ok(gap, 'a gap with a link');
    const link = page.getByRole('link', { name: gap.links[0].title }).first();
    assert.equal(await link.getAttribute('href'), gap.links[0].address);
    await page.reload();
    await ready(page);
    await page.getByRole('table', { name: 'Scores' }).waitFor({ state: 'attached' });
  });

  it('prints as a plain document', async () => {
    await page.evaluate(() => Object.assign(window, { print: () => Object.assign(window, { printed: true }) }));
    await press(page, 'Print');
    await page.waitForFunction(() => 'printed' in window);
    await page.emulateMedia({ media: 'print' });
    const heading = page.getByRole('heading', { name: 'Turn 1', exact: true });
    assert.equal(await heading.isVisible(), true);
    assert.equal(await page.locator('#canvas').isVisible(), false);
    const flow = await page.evaluate(() => {
      const [first, second] = [...document.querySelectorAll('#mirror h2')].map((element) => element.getBoundingClientRect());
      return { positioned: getComputedStyle(/** @type {Element} */ (document.querySelector('#mirror h2'))).position, below: second.top >= first.bottom };
    });
    assert.deepEqual(flow, { positioned: 'static', below: true });
    const folder = join(top, 'build/test-output');
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, 'report-printed.png'), fullPage: true });
    await page.emulateMedia({ media: null });
  });

  it('is listed among those held', async () => {
    await page.evaluate(() => (location.hash = '#/interview'));
    await page.getByRole('heading', { name: 'Held so far' }).waitFor({ state: 'attached' });
  });

  it('did nothing that must not happen', () => {
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
  });
});
