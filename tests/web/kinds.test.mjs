// Each kind of question that is not chosen from options: answered in the page as by a screen reader and the keyboard, right and wrong.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { card, ofKind, spoken } from './support/bank.mjs';
import { activate, launch, press, ready, watch } from './support/browser.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */
/** @import { Question } from './support/bank.mjs' */

describe('kinds of questions', () => {
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
    await page.goto(server.url);
    await ready(page);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** @param {Question} question */
  async function open(question) {
    // By way of another screen: the same address again would go on with what was answered.
    await page.evaluate(() => (location.hash = '#/practice?card=M01'));
    await page.getByRole('heading', { level: 1, name: card('gil', 'M01').title }).waitFor({ state: 'attached' });
    await page.evaluate((id) => (location.hash = `#/practice?question=${id}`), question.id);
    await page.locator('[aria-valuetext="Question 1 of 1"]').waitFor({ state: 'attached' });
  }

  /** @param {RegExp} summary */
  async function graded(summary) {
    await page.getByRole('heading', { level: 2, name: summary }).waitFor({ state: 'attached' });
    return page.evaluate(() => (document.getElementById('mirror')?.textContent ?? '').replace(/\s+/g, ' '));
  }

  it('output: typed line by line, checked by Ctrl+Enter', async () => {
    const asked = card('asyncio', 'L021');
    const question = ofKind(asked, 'output');
    const snippet = asked.verify.find(({ id }) => id === question.snippet);
    assert.ok(snippet);
    await open(question);
    const box = page.getByRole('textbox', { name: 'What does it print?' });
    await box.focus();
    await page.keyboard.type(snippet.stdout.trimEnd());
    assert.equal(await box.inputValue(), snippet.stdout.trimEnd(), 'Enter began new lines');
    await page.getByRole('button', { name: 'Check', disabled: false }).waitFor({ state: 'attached' });
    await page.keyboard.press('Control+Enter');
    await graded(/^Correct/);

    await open(question);
    await box.fill('something else');
    await press(page, 'Check');
    const text = await graded(/^Wrong/);
    assert.ok(text.includes(snippet.stdout.split('\n')[0]), 'says what it prints');
  });

  it('numeric: a number with its unit, checked by Enter', async () => {
    const question = ofKind(card('asyncio', 'L021'), 'numeric');
    await open(question);
    // The numbers that were drawn stand in the prompt.
    const names = [...question.prompt.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const pattern = spoken(question.prompt).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '([0-9.]+)');
    const prompt = await page.getByText(new RegExp(pattern)).first().textContent();
    const drawn = new RegExp(pattern).exec(String(prompt).replace(/\s+/g, ' '));
    assert.ok(drawn);
    const expected = new Function(...names, `return ${question.answer}`)(...drawn.slice(1).map(Number));
    const box = page.getByRole('textbox', { name: /^Your answer/ });
    await box.focus();
    await page.keyboard.type(`${expected} ms`);
    await page.getByRole('button', { name: 'Check', disabled: false }).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await graded(/^Correct/);

    await open(question);
    await box.fill('12');
    await page.getByRole('button', { name: 'Check', disabled: false }).waitFor({ state: 'attached' });
    await box.fill('not a number');
    await page.getByRole('button', { name: 'Check', disabled: true }).waitFor({ state: 'attached' });
  });

  it('order: by the buttons at each step, with the keyboard alone', async () => {
    const question = ofKind(card('asyncio', 'L024'), 'order');
    await open(question);
    const list = page.getByRole('list', { name: 'Steps to put into order' });
    const shown = async () => (await list.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    for (const [place, step] of question.steps.entries()) {
      const name = `Move up: ${spoken(step.text)}`;
      for (;;) {
        const at = (await shown()).findIndex((text) => text.includes(spoken(step.text)));
        assert.ok(at >= place, `${step.id} at ${at}`);
        if (at === place) break;
        await page.getByRole('button', { name, disabled: false, exact: true }).focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(
          ([text, index]) => [...document.querySelectorAll('#mirror [role=list] [role=listitem], #mirror li')][Number(index)]?.textContent?.replace(/\s+/g, ' ').includes(String(text)),
          [spoken(step.text), at - 1],
        );
      }
    }
    await press(page, 'Check');
    await graded(/^Correct/);
  });

  it('bug: a line out of a radio group, with every marked line explained', async () => {
    const question = ofKind(card('asyncio', 'L022'), 'bug');
    await open(question);
    const right = question.lines.find(({ correct }) => correct);
    const wrong = question.lines.find(({ correct }) => !correct);
    assert.ok(right && wrong);
    await activate(page.getByRole('radio', { name: new RegExp(`^Line ${wrong.line}:`) }));
    await activate(page.getByRole('radio', { name: new RegExp(`^Line ${right.line}:`) }));
    await press(page, 'Check');
    const text = await graded(/^Correct/);
    for (const { explanation } of question.lines) assert.ok(text.includes(spoken(explanation)), explanation);
    assert.ok(text.includes(spoken(question.fix)));
  });

  it('did nothing that it must not do', () => {
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
  });
});
