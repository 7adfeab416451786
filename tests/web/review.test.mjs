// The daily review, the exam and progress, as a screen reader and the keyboard use them.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { activate, launch, press, ready, watch } from './support/browser.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

const kGrades = ['Again', 'Hard', 'Good', 'Easy'];

describe('review', () => {
  /** @type {Browser} */ let browser;
  /** @type {BrowserContext} */ let context;
  /** @type {Page} */ let page;
  /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;
  /** @type {Awaited<ReturnType<typeof watch>>} */ let watched;

  before(async () => {
    server = await startServe();
    browser = await launch();
    context = await browser.newContext();
    watched = await watch(context, server.url);
    page = await open('#/practice');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** @param {string} address */
  async function open(address) {
    const opened = await context.newPage();
    opened.setDefaultTimeout(30_000);
    await opened.goto(server.url + address);
    await ready(opened);
    return opened;
  }
  /** @param {string} address */
  async function go(address) {
    await page.evaluate((hash) => (location.hash = hash), address);
  }
  /** @param {string} text */
  const counted = (text) => page.locator(`[aria-valuetext="${text}"]`).waitFor({ state: 'attached' });
  /** How a question or a prompt is answered, whatever its kind: then the grades are there. */
  async function answer() {
    const check = page.getByRole('button', { name: /^Check/ }).or(page.getByRole('button', { name: 'Show the answer' }));
    await check.waitFor({ state: 'attached' });
    if (await page.getByRole('button', { name: 'Show the answer' }).count()) return press(page, 'Show the answer');
    const option = page.getByRole('main').getByRole('radio').or(page.getByRole('checkbox'));
    if (await option.count()) await activate(option.first());
    else if (await page.getByRole('textbox').count()) await page.getByRole('textbox').fill('7');
    else await activate(page.getByRole('button', { name: /^Move down/, disabled: false }).first());
    await press(page, /^Check/);
  }
  const stored = () =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('switchpoint', 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const all = request.result.transaction('answers').objectStore('answers').getAll();
            all.onsuccess = () => resolve(all.result.map((/** @type {string} */ line) => JSON.parse(line)));
          };
        }),
    );
  /** Waits until the store holds so many records, and returns them by time. @param {number} count @returns {Promise<any[]>} */
  async function records(count) {
    for (let tries = 0; tries < 100; tries += 1) {
      const all = /** @type {any[]} */ (await stored());
      if (all.length >= count) return all.sort((a, b) => (a.id < b.id ? -1 : 1));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the store never held ${count} records`);
  }

  it('offers the sessions and says what today asks for', async () => {
    await page.getByRole('link', { name: /Daily review/ }).waitFor({ state: 'attached' });
    for (const name of ['Quick ten', 'Weak spots', 'Timed exam'])
      assert.equal(await page.getByRole('link', { name: new RegExp(name) }).count(), 1, name);
    const daily = page.getByRole('link', { name: /Daily review/ });
    assert.match(String(await daily.getAttribute('aria-description')), /10 new/);
  });

  it('says so when there is no such topic', async () => {
    await go('#/practice?mode=topic&topic=nowhere');
    await page.getByText(/^There is no topic .nowhere.\.$/).first().waitFor({ state: 'attached' });
  });

  it('grades an answer with the next interval on each button', async () => {
    await go('#/practice?mode=daily');
    await counted('0 done, 10 to go');
    await answer();
    for (const grade of kGrades)
      await page.getByRole('button', { name: new RegExp(`^${grade} · \\d`) }).waitFor({ state: 'attached' });
    const [given] = await records(1);
    assert.equal(given.source, 'practice');
    await press(page, /^Hard/);
    await counted('1 done, 10 to go'); // it comes back after its step
    const all = await records(2);
    assert.deepEqual(all.map(({ type, grade }) => [type, grade]), [[undefined, undefined], ['regrade', 2]]);
    assert.equal(all[1].of, given.id);
  });

  it('takes the last answer back, and asks it again', async () => {
    await press(page, /^Undo/);
    await counted('0 done, 10 to go');
    const all = await records(3);
    assert.equal(all[2].type, 'undo');
    assert.equal(all[2].of, all[0].id);
  });

  it('puts off and suspends', async () => {
    await press(page, /^Not today/);
    await counted('0 done, 9 to go');
    await press(page, /^Suspend/);
    await counted('0 done, 8 to go');
    const marks = (await records(5)).slice(3).map(({ mark }) => mark);
    assert.deepEqual(marks, ['bury', 'suspend']);
    await press(page, /^Flag/);
    await page.getByRole('button', { name: /^Unflag/ }).waitFor({ state: 'attached' });
  });

  it('is graded by keys alone', async () => {
    await answer();
    await page.getByRole('button', { name: /^Easy · / }).waitFor({ state: 'attached' });
    await page.keyboard.press('4');
    await counted('1 done, 7 to go');
  });

  it('meets what another tab has answered, and loses nothing of either', async () => {
    const other = await open('#/progress');
    await other.locator('#mirror p', { hasText: /Met: 1/ }).waitFor({ state: 'attached' });
    await page.bringToFront();
    await answer();
    await press(page, /^Easy/);
    await counted('2 done, 6 to go');
    await other.bringToFront();
    await other.locator('#mirror p', { hasText: /Met: 2/ }).waitFor({ state: 'attached' });
    await other.close();
    await page.bringToFront();
  });

  it('shows progress that outlives a reload, and resumes what was suspended', async () => {
    await go('#/progress');
    await page.reload();
    await ready(page);
    await page.locator('#mirror p', { hasText: /Met: 2/ }).waitFor({ state: 'attached' });
    await page.getByRole('heading', { name: 'Flagged' }).waitFor({ state: 'attached' });
    await press(page, /^Resume/);
    await page.getByRole('heading', { name: 'Suspended' }).waitFor({ state: 'detached' });
  });

  it('plans towards an interview date, and says what is wrong with one', async () => {
    const box = page.getByRole('textbox', { name: 'Date of the interview' });
    await box.fill('2026-02-30');
    await page.locator('[aria-description^="This is no date"]').waitFor({ state: 'attached' });
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await box.fill(day);
    await page.getByText(/new a day would meet them all/).first().waitFor({ state: 'attached' });
    await page.locator('#mirror [role=status]', { hasText: /Simulated/ }).waitFor({ state: 'attached' });
    await go('#/today');
    // The reader's day begins at four in the morning: before that it is still yesterday.
    await page.locator('#mirror p', { hasText: /To the interview: (19|20|21)/ }).waitFor({ state: 'attached' });
  });

  it('examines against the clock and hands out a result sheet', async () => {
    await go('#/practice?mode=exam');
    const count = page.getByRole('slider', { name: 'Questions' });
    await count.waitFor({ state: 'attached' });
    await count.focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
    await press(page, 'Start the exam');
    await counted('Question 1 of 5');
    await page.getByText(/\d+:\d\d left/).first().waitFor({ state: 'attached' });
    await press(page, /^Leave it out/);
    await counted('Question 2 of 5');
    // It goes on after a reload, and its sheet stays.
    await page.reload();
    await ready(page);
    await counted('Question 2 of 5');
    await press(page, 'Hand in now');
    const result = page.locator('#mirror [role=status]', { hasText: /0 of 5 right, 5 left out: 0 % of the points/ });
    await result.waitFor({ state: 'attached' });
    await page.reload();
    await ready(page);
    await page.getByRole('heading', { level: 1, name: 'Result sheet' }).waitFor({ state: 'attached' });
    await result.waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('heading', { name: 'To look at again' }).count(), 1);
    await press(page, 'Another exam');
    await page.getByRole('button', { name: 'Start the exam' }).waitFor({ state: 'attached' });
    await page.reload();
    await ready(page);
    await page.getByRole('button', { name: 'Start the exam' }).waitFor({ state: 'attached' });
  });

  it('gives up what is under way in any tab once all progress is erased', async () => {
    const left = () => page.getByText(/\d+:\d\d left/).first().waitFor({ state: 'attached' });
    await press(page, 'Start the exam');
    await left();
    const other = await page.context().newPage();
    await other.goto(`${server.url}#/settings`);
    await ready(other);
    await press(other, /^Erase$/);
    await press(other, 'Erase all progress');
    await other.locator('#mirror [role=status]', { hasText: 'All progress is erased.' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Start the exam' }).waitFor({ state: 'attached' });
    await go('#/settings');
    await page.getByText(/^0 answers in 0 records/).waitFor({ state: 'attached' });
    // What is begun after it stays.
    await go('#/practice?mode=exam');
    await press(page, 'Start the exam');
    await left();
    await go('#/practice?mode=daily');
    await page.getByRole('progressbar', { name: 'Review' }).waitFor({ state: 'attached' });
    await go('#/practice?mode=exam');
    await left();
    await other.close();
  });

  it('did nothing that must not happen', () => {
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
  });
});
