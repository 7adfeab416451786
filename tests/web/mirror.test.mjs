// The mirror alone: trees in, elements and actions out.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { launch, watch } from './support/browser.mjs';
import { pageSources, startStatic } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */
/** @import { TreeNode } from '../../web/page/types.js' */

const kPage = `<!doctype html><html lang="en"><title>Mirror</title><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><body><div id="mirror"></div>`;

describe('mirror', () => {
  /** @type {Awaited<ReturnType<typeof startStatic>>} */
  let server;
  /** @type {Browser} */
  let browser;
  /** @type {Page} */
  let page;
  /** @type {import('./support/browser.mjs').Watched} */
  let watched;

  before(async () => {
    server = await startStatic({ root: pageSources, change: (path) => (path === '/' ? kPage : undefined) });
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    await page?.context().close();
    const context = await browser.newContext();
    watched = await watch(context, server.url);
    page = await context.newPage();
    await page.goto(server.url);
    await page.evaluate(async () => {
      const { Mirror } = /** @type {typeof import('../../web/page/mirror.mjs')} */ (await import(`${location.href}mirror.mjs`));
      const { followKeys } = /** @type {typeof import('../../web/page/keys.mjs')} */ (await import(`${location.href}keys.mjs`));
      /** @type {unknown[][]} */
      const actions = [];
      const root = /** @type {HTMLElement} */ (document.getElementById('mirror'));
      const mirror = new Mirror(root, (...action) => void actions.push(action));
      followKeys((element) => mirror.nodeOf(element), (...action) => void actions.push(action));
      Object.assign(window, { mirror, actions });
    });
  });

  /** @param {TreeNode[]} nodes @param {number} [focused] */
  const update = (nodes, focused) =>
    page.evaluate(([tree]) => /** @type {any} */ (window).mirror.update(tree), [{ nodes, ...(focused ? { focused } : {}) }]);
  const actions = () => page.evaluate(() => /** @type {any} */ (window).actions.splice(0));
  /** @param {...TreeNode} nodes  inside of root and main @returns {TreeNode[]} */
  const screen = (...nodes) => [{ id: 1, role: 'root' }, { id: 2, parent: 1, role: 'main', name: 'Practice' }, ...nodes];

  it('makes real elements with names, states and order', async () => {
    await update([
      { id: 1, role: 'root' },
      { id: 3, parent: 1, role: 'navigation', name: 'Sections' },
      { id: 4, parent: 3, role: 'link', name: 'Lab', href: '#/lab', focusable: true, current: true },
      { id: 2, parent: 1, role: 'main', name: 'Lab' },
      { id: 5, parent: 2, role: 'heading', name: 'What the GIL costs', level: 1 },
      { id: 6, parent: 2, role: 'slider', name: 'Threads', value: '8 threads', min: 1, max: 18, now: 8, step: 1, focusable: true },
      { id: 7, parent: 2, role: 'radio_group', name: 'Variant' },
      { id: 8, parent: 7, role: 'radio', name: 'With the GIL', has_checked: true, checked: true, focusable: true },
      { id: 9, parent: 7, role: 'radio', name: 'Without', has_checked: true, focusable: true },
      { id: 10, parent: 2, role: 'toggle', name: 'Free-threaded', has_checked: true, checked: true, focusable: true },
      { id: 11, parent: 2, role: 'button', name: 'Run', focusable: true, shortcut: 'Space' },
      { id: 12, parent: 2, role: 'table', name: 'Figures' },
      { id: 13, parent: 12, role: 'row' },
      { id: 14, parent: 13, role: 'column_header', name: 'Variant' },
      { id: 15, parent: 12, role: 'row' },
      { id: 16, parent: 15, role: 'cell', name: '1.0 s' },
      { id: 17, parent: 2, role: 'image', name: 'Timeline', focusable: true, takes_keys: true },
      { id: 18, parent: 17, role: 'list_item', name: 'thread 1: running 48 %', level: 1 },
      { id: 19, parent: 2, role: 'progress', name: 'Run', value: '42 %', now: 0.42, max: 1 },
      { id: 20, parent: 2, role: 'code', name: 'import threading' },
      { id: 21, parent: 2, role: 'paragraph', name: 'See the documentation.' },
      { id: 22, parent: 21, role: 'link', name: 'documentation', href: 'https://docs.python.org/3/', focusable: true },
    ]);
    const link = page.getByRole('link', { name: 'Lab' });
    assert.equal(await link.getAttribute('aria-current'), 'page');
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'What the GIL costs');
    const slider = page.getByRole('slider', { name: 'Threads' });
    assert.equal(await slider.inputValue(), '8');
    assert.equal(await slider.getAttribute('aria-valuetext'), '8 threads');
    assert.equal(await page.getByRole('radio', { name: 'With the GIL' }).isChecked(), true);
    assert.equal(await page.getByRole('radio', { name: 'Without' }).isChecked(), false);
    assert.equal(await page.getByRole('switch', { name: 'Free-threaded' }).isChecked(), true);
    assert.equal(await page.getByRole('button', { name: 'Run' }).count(), 1);
    assert.equal(await page.getByRole('cell', { name: '1.0 s' }).count(), 1);
    assert.equal(await page.getByRole('columnheader', { name: 'Variant' }).count(), 1);
    assert.equal(await page.getByRole('application', { name: 'Timeline' }).count(), 1);
    assert.equal(await page.getByRole('progressbar', { name: 'Run' }).getAttribute('aria-valuetext'), '42 %');
    assert.equal(await page.locator('pre').textContent(), 'import threading');
    assert.equal(await page.locator('p > span').textContent(), 'See the documentation.');
    assert.equal(await page.getByRole('link', { name: 'documentation' }).getAttribute('rel'), 'noopener noreferrer');
    assert.deepEqual(watched.errors, []);
  });

  it('sends actions by id and shows the state of the program again when it does not agree', async () => {
    await update(screen(
      { id: 5, parent: 2, role: 'button', name: 'Check', focusable: true },
      { id: 6, parent: 2, role: 'checkbox', name: 'A', has_checked: true, focusable: true },
      { id: 7, parent: 2, role: 'slider', name: 'Threads', min: 1, max: 18, now: 8, step: 1, focusable: true },
    ));
    await page.getByRole('button').dispatchEvent('click');
    assert.deepEqual(await actions(), [[5, 'activate']]);
    await page.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    assert.deepEqual(await actions(), [[6, 'focus'], [6, 'activate']]);
    await page.waitForFunction(() => !document.querySelector('input[type=checkbox]:checked'));
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await actions(), [[6, 'blur'], [7, 'focus'], [7, 'increment']]);
    await page.getByRole('slider').evaluate((/** @type {HTMLInputElement} */ slider) => {
      slider.value = '12';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    assert.deepEqual(await actions(), [[7, 'set_value', 12]]);
  });

  it('lets Tab pass, and forwards only keys that the focused element does not use', async () => {
    await update(screen(
      { id: 5, parent: 2, role: 'button', name: 'Check', focusable: true },
      { id: 6, parent: 2, role: 'textbox', name: 'Search', focusable: true },
      { id: 7, parent: 2, role: 'image', name: 'Timeline', focusable: true, takes_keys: true },
    ));
    await page.keyboard.press('1');
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+a');
    assert.deepEqual(await actions(), [[0, 'key', -1, '1'], [0, 'key', -1, '?'], [0, 'key', -1, 'Ctrl+K']]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('2');
    assert.deepEqual(await actions(), [[5, 'focus'], [5, 'activate'], [5, 'key', -1, '2']]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('a1');
    await page.keyboard.press('Escape');
    assert.deepEqual(await actions(), [
      [5, 'blur'], [6, 'focus'], [6, 'set_value', 1, 'a'], [6, 'set_value', 2, 'a1'], [6, 'key', -1, 'Escape'],
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    assert.deepEqual(await actions(), [
      [6, 'blur'], [7, 'focus'], [7, 'key', -1, 'ArrowLeft'], [7, 'key', -1, 'Shift+ArrowLeft'],
    ]);
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(await actions(), [[7, 'blur'], [6, 'focus']]);
  });

  it('keeps elements and their focus through updates', async () => {
    const check = { id: 5, parent: 2, role: 'button', name: 'Check', focusable: true };
    await update(screen({ id: 4, parent: 2, role: 'paragraph', name: 'One' }, check));
    await page.getByRole('button').focus();
    const before = await page.getByRole('button').elementHandle();
    await update(screen(
      { id: 9, parent: 2, role: 'paragraph', name: 'Zero' },
      { ...check, name: 'Check answer', rect: [10, 20, 30, 40] },
      { id: 10, parent: 2, role: 'paragraph', name: 'Two' },
    ));
    const now = await page.getByRole('button').elementHandle();
    assert.equal(await page.evaluate(([a, b]) => a === b && a === document.activeElement, [before, now]), true);
    assert.deepEqual(await page.locator('main > *').allTextContents(), ['Zero', 'Check answer', 'Two']);
    assert.deepEqual(await page.getByRole('button').boundingBox(), { x: 10, y: 20, width: 30, height: 40 });
  });

  it('does not overwrite what was typed after the tree was made', async () => {
    const box = { id: 5, parent: 2, role: 'textbox', name: 'Search', focusable: true };
    await update(screen(box));
    await page.getByRole('textbox').focus();
    await page.keyboard.type('ab');
    await page.evaluate((tree) => /** @type {any} */ (window).mirror.update(tree, 1), { nodes: screen({ ...box, value: 'a' }) });
    assert.equal(await page.getByRole('textbox').inputValue(), 'ab');
    await update(screen({ ...box, value: '' }));
    assert.equal(await page.getByRole('textbox').inputValue(), '');
  });

  it('takes as much as there is room for, and waits for an input method before it leaves anything out', async () => {
    /** @type {TreeNode} */
    const box = { id: 5, parent: 2, role: 'textbox', name: 'Answer', focusable: true, limit: 4, rect: [10, 10, 200, 30] };
    await update(screen(box));
    const place = page.getByRole('textbox');
    await place.focus();
    await page.keyboard.insertText('abé123');
    assert.equal(await place.inputValue(), 'abé');
    assert.deepEqual((await actions()).at(-1), [5, 'set_value', 4, 'abé']);
    await page.keyboard.press('Backspace');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await update(screen({ ...box, value: 'ab' })); // what the program had room for
    assert.equal(await place.inputValue(), 'abに');
    await session.send('Input.insertText', { text: 'é' });
    assert.equal(await place.inputValue(), 'abé');
    assert.deepEqual((await actions()).at(-1), [5, 'set_value', 4, 'abé']);
    await session.send('Input.imeSetComposition', { text: '日', selectionStart: 1, selectionEnd: 1 });
    await session.send('Input.insertText', { text: '日' });
    assert.equal(await place.inputValue(), 'abé');
    await update(screen({ ...box, value: 'ab' }));
    assert.equal(await place.inputValue(), 'ab');
  });

  it('moves the focus where the program wants it, and to the heading when its place is gone', async () => {
    const heading = { id: 4, parent: 2, role: 'heading', name: 'Practice', level: 1 };
    await update(screen(heading, { id: 5, parent: 2, role: 'button', name: 'Check', focusable: true }));
    await page.getByRole('button').focus();
    await actions();
    await update(screen(heading, { id: 6, parent: 2, role: 'button', name: 'Next', focusable: true }), 6);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Next');
    await update(screen(heading), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Practice');
    assert.deepEqual(await actions(), []);
    await update([
      { id: 1, role: 'root' }, { id: 20, parent: 1, role: 'main', name: 'Lab' }, { id: 21, parent: 20, role: 'heading', name: 'Lab', level: 1 },
    ]);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Lab');
  });

  it('leaves the focus in a dialog when the page below becomes another', async () => {
    /** @param {number} main @param {string} name */
    const below = (main, name) => [
      { id: 1, role: 'root' }, { id: main, parent: 1, role: 'main', name }, { id: main + 1, parent: main, role: 'heading', name, level: 1 },
      { id: 8, parent: 1, role: 'dialog', name: 'Search', modal: true }, { id: 9, parent: 8, role: 'textbox', name: 'Search', focusable: true },
    ];
    await update(below(2, 'Waiting'));
    await page.getByRole('textbox').focus();
    await actions();
    await update(below(20, 'Practice'), 9);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Search');
    assert.deepEqual(await actions(), []);
  });

  it('tells the program when another page takes the focus from one of its nodes', async () => {
    const link = { id: 3, parent: 1, role: 'link', name: 'Lab', href: '#/lab', focusable: true };
    await update([{ id: 1, role: 'root' }, link, { id: 2, parent: 1, role: 'main', name: 'Today' }]);
    await page.getByRole('link').focus();
    await actions();
    await update([
      { id: 1, role: 'root' }, link, { id: 20, parent: 1, role: 'main', name: 'Lab' }, { id: 21, parent: 20, role: 'heading', name: 'Lab', level: 1 },
    ], 3);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    assert.deepEqual(await actions(), [[3, 'blur']]);
  });

  it('makes everything beside a dialog inert', async () => {
    const button = { id: 5, parent: 2, role: 'button', name: 'Help', focusable: true };
    const dialog = [
      { id: 7, parent: 1, role: 'dialog', name: 'Keys', modal: true },
      { id: 8, parent: 7, role: 'button', name: 'Close', focusable: true },
    ];
    await update(screen(button));
    await page.getByRole('button').focus();
    await update([...screen(button), ...dialog], 8);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Close');
    assert.equal(await page.evaluate(() => document.querySelector('main')?.inert), true);
    await update(screen(button), 5);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Help');
  });

  it('lets a text box move through the options of a list', async () => {
    const box = (/** @type {Partial<TreeNode>} */ more) => ({ id: 5, parent: 2, role: 'textbox', name: 'Search', hint: 'Find a card', focusable: true, has_expanded: true, ...more });
    const options = (/** @type {number} */ active) => [
      { id: 6, parent: 2, role: 'listbox', name: 'Results' },
      ...[7, 8].map((id) => ({ id, parent: 6, role: 'option', name: `Result ${id}`, selected: id === active })),
    ];
    await update(screen(box({ expanded: false })), 5);
    const combobox = page.getByRole('combobox', { name: 'Search' });
    assert.equal(await combobox.getAttribute('aria-expanded'), 'false');
    assert.equal(await combobox.getAttribute('placeholder'), 'Find a card');
    assert.equal(await combobox.evaluate((element) => element === document.activeElement), true);
    await actions();
    await update(screen(box({ expanded: true, controls: 6, active: 7 }), ...options(7)), 5);
    assert.equal(await combobox.evaluate((element) => element === document.activeElement), true, 'it is the same element');
    const active = () => combobox.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent);
    assert.equal(await active(), 'Result 7');
    assert.equal(await page.getByRole('option', { selected: true }).textContent(), 'Result 7');
    assert.equal(await combobox.evaluate((element) => document.getElementById(element.getAttribute('aria-controls') ?? '')?.getAttribute('role')), 'listbox');
    for (const key of ['ArrowDown', 'Enter', 'Escape', 'ArrowLeft', 'x']) await page.keyboard.press(key);
    assert.deepEqual(await actions(), [[5, 'key', -1, 'ArrowDown'], [5, 'key', -1, 'Enter'], [5, 'key', -1, 'Escape'], [5, 'set_value', 1, 'x']]);
    await update(screen(box({ expanded: true, controls: 6, active: 8 }), ...options(8)), 5);
    assert.equal(await active(), 'Result 8');
    await page.getByRole('option', { name: 'Result 8' }).dispatchEvent('click');
    assert.deepEqual(await actions(), [[8, 'activate']]);
  });

  it('announces: a status gets its text after it stands in the document', async () => {
    await update(screen({ id: 5, parent: 2, role: 'status', name: 'Saved' }, { id: 6, parent: 2, role: 'alert', name: 'Not saved' }));
    assert.equal(await page.getByRole('alert').textContent(), 'Not saved');
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved');
    await update(screen({ id: 5, parent: 2, role: 'status', name: 'Saved again' }));
    assert.equal(await page.getByRole('status').textContent(), 'Saved again');
  });
});
