// Finding things: the library with its search and filters, the card's page, and the palette, by keyboard.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { cards, scenarios, spoken } from './support/bank.mjs';
import { activate, launch, press, ready, settled, watch } from './support/browser.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

const all = cards();
const gil = all.filter((card) => card.topic === 'gil');

describe('finding things', () => {
  /** @type {Browser} */ let browser;
  /** @type {BrowserContext} */ let context;
  /** @type {Page} */ let page;
  /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;
  /** @type {Awaited<ReturnType<typeof watch>>} */ let watched;

  before(async () => {
    server = await startServe();
    browser = await launch();
    context = await browser.newContext({ reducedMotion: 'reduce' });
    watched = await watch(context, server.url);
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(server.url);
    await ready(page);
  });
  after(async () => {
    await browser.close();
    await server.close();
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
  });
  beforeEach(() => page.bringToFront());

  /** @param {string} hash */
  const go = (hash) => page.evaluate((to) => void (location.hash = to), hash);
  /** @param {string | RegExp} name */
  const title = (name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ state: 'attached' });
  /** @param {RegExp} text */
  const said = (text) => page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
  const search = () => page.getByRole('textbox', { name: 'Search the library' });
  const palette = () => page.getByRole('combobox', { name: 'Search' });
  /** The names of the links of a list on the page, in order. */
  const links = () => page.locator('main a').evaluateAll((found) => found.map((link) => link.textContent));
  /** The option that Enter would take. */
  const active = () => palette().evaluate((box) => document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent);

  it('Learn lists every card', async () => {
    await activate(page.getByRole('link', { name: 'Learn', exact: true }));
    await title('Learn');
    await said(new RegExp(`All ${all.length} cards`));
    assert.equal(await page.getByRole('link', { name: 'Learn', exact: true }).getAttribute('aria-current'), 'page');
    const shown = await links();
    for (const card of all) assert.ok(shown.includes(card.title), card.title);
    for (const scenario of scenarios()) assert.ok(shown.includes(scenario.title), scenario.title);
  });

  it('searches while one types, forgives a typo, and keeps the query in the address', async () => {
    await search().focus();
    await page.keyboard.type('global interpreter lokc', { delay: 5 });
    await said(/found/);
    await page.getByRole('heading', { level: 2, name: 'Results' }).waitFor({ state: 'attached' });
    assert.equal((await links())[0], 'The Global Interpreter Lock');
    await page.waitForFunction(() => location.hash === '#/learn?q=global%20interpreter%20lokc');
    await page.keyboard.press('Enter');
    await title('The Global Interpreter Lock');
    await page.goBack();
    await title('Learn');
    assert.equal(await search().inputValue(), 'global interpreter lokc');
    await search().focus();
    await page.keyboard.press('Escape');
    await said(new RegExp(`All ${all.length} cards`));
  });

  it('says so when nothing is found', async () => {
    await search().fill('zzzzxqj');
    await said(/Nothing found/);
    await search().fill('');
    await said(/All/);
  });

  it('filters by keyboard, with the filter in the address', async () => {
    const topic = page.getByRole('radiogroup', { name: 'Topic' });
    const option = topic.getByRole('radio', { name: 'The GIL' });
    await topic.getByRole('radio', { name: 'All' }).focus();
    for (let i = 0; i < 20 && !(await option.isChecked()); ++i) {
      const before = page.url();
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((url) => location.href !== url, before);
      await settled(page); // the address comes before what is shown
    }
    await said(new RegExp(`^${gil.length} of ${all.length} cards`));
    assert.match(page.url(), /#\/learn\?topic=gil$/);
    assert.deepEqual((await links()).sort(), gil.map((card) => card.title).sort());
    await page.reload();
    await ready(page);
    await said(new RegExp(`^${gil.length} of ${all.length} cards`));
    await press(page, 'Clear the filters');
    await said(/All/);
    await page.waitForFunction(() => location.hash === '#/learn');
  });

  it('opens a filtered library by its address', async () => {
    const { level } = gil[0];
    await go(`#/learn?topic=gil&level=${level}`);
    const wanted = gil.filter((card) => card.level === level);
    await said(new RegExp(`^${wanted.length} of`));
    assert.deepEqual((await links()).sort(), wanted.map((card) => card.title).sort());
    await go('#/learn?version=3.13');
    await page.getByRole('radio', { name: 'Python 3.13' }).and(page.locator(':checked')).waitFor({ state: 'attached' });
  });

  it('a card shows everything that belongs to it and leads on', async () => {
    const [card, next] = gil;
    await go(`#/card/${card.id}`);
    await title(card.title);
    for (const name of ['In 30 seconds', 'In full', card.questions.length === 1 ? 'Its question' : 'Its questions']) {
      await page.getByRole('heading', { level: 2, name, exact: true }).waitFor({ state: 'attached' });
    }
    const levels = await page.locator('main :is(h1, h2, h3, h4, h5, h6)').evaluateAll((found) => found.map((heading) => Number(heading.tagName[1])));
    levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 0) + 1, `no level is skipped: ${levels}`));
    await activate(page.getByRole('navigation', { name: 'In this topic' }).getByRole('link', { name: next.title }));
    await title(next.title);
    await activate(page.getByRole('link', { name: 'Learn: The GIL' }));
    await said(new RegExp(`^${gil.length} of`));
    await go(`#/card/${card.id}`);
    await title(card.title);
    const [question] = card.questions;
    await activate(page.locator(`main a[href="#/practice?question=${question.id}"]`));
    await page.waitForFunction((id) => location.hash === `#/practice?question=${id}`, question.id);
  });

  for (const scenario of scenarios().slice(0, 1)) {
    it('an interview can be read', async () => {
      await go(`#/scenario/${scenario.id}`);
      await title(scenario.title);
      await page.getByRole('heading', { level: 2, name: 'Turn 1' }).waitFor({ state: 'attached' });
      await activate(page.getByRole('button', { name: 'A model answer' }).first());
      await page.getByRole('button', { name: 'A model answer', expanded: true }).waitFor({ state: 'attached' });
    });
  }

  it('the palette opens everywhere, and Escape gives the focus back', async () => {
    const places = { '#/lab': 'Lab', '#/practice': 'Practice', '#/settings': 'Settings', [`#/card/${gil[0].id}`]: gil[0].title, '#/learn': 'Learn', '#/today': 'Today' };
    for (const [hash, name] of Object.entries(places)) {
      await go(hash);
      await page.getByRole('main', { name, exact: true }).waitFor({ state: 'attached' });
      const link = page.getByRole('link', { name: 'Today', exact: true });
      await link.focus();
      await page.keyboard.press('Control+K');
      await palette().waitFor({ state: 'attached' });
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
      assert.equal(await palette().getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('Escape');
      await palette().waitFor({ state: 'detached' });
      assert.equal(await link.evaluate((element) => element === document.activeElement), true, hash);
    }
  });

  it('the palette finds a card by arrows and Enter', async () => {
    await page.keyboard.press('Control+K');
    await palette().waitFor({ state: 'attached' });
    await page.keyboard.type('event loop', { delay: 5 });
    await said(/\d+ found/);
    const first = await active();
    assert.ok(first);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((before) => {
      const box = document.querySelector('[role=combobox]');
      const now = document.getElementById(box?.getAttribute('aria-activedescendant') ?? '')?.textContent;
      return now && now !== before;
    }, first);
    assert.equal(await page.getByRole('option', { selected: true }).count(), 1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+A');
    const card = all[0];
    await page.keyboard.type(spoken(card.title), { delay: 2 });
    await page.getByRole('option', { selected: true, name: spoken(card.title) }).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await title(card.title);
    assert.equal(await palette().count(), 0);
  });

  it('the palette runs commands', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    for (const name of ['dark', 'light']) {
      await page.keyboard.press('Control+K');
      await palette().fill(`theme ${name}`);
      await page.getByRole('option', { selected: true, name: `Theme: ${name}` }).waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await palette().waitFor({ state: 'detached' });
      assert.equal(await theme(), name);
    }
    await page.keyboard.press('Control+K');
    await palette().fill('lab');
    await activate(page.getByRole('option', { name: 'Go to Lab' }));
    await title('Lab');
  });
});
