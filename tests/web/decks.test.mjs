// Questions of one's own: dropped, chosen, refused by place, kept, removed, and seen everywhere.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { card } from './support/bank.mjs';
import { activate, launch, press, ready, settled, watch } from './support/browser.mjs';
import { deckCard, dragOver, drop, letGo } from './support/decks.mjs';
import { startServe } from './support/server.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

const deck = (/** @type {object} */ content) => JSON.stringify(content, null, 2);

describe('decks of one\'s own', () => {
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

  /** Runs in a browser of its own, with nothing kept. @param {(page: Page, context: BrowserContext) => Promise<void>} use */
  const inFresh = async (use, address = '#/settings', prepare = async (/** @type {BrowserContext} */ _) => {}) => {
    const context = await browser.newContext({ acceptDownloads: true, reducedMotion: 'reduce' });
    const watched = await watch(context, server.url);
    await prepare(context);
    const page = await open(context, address);
    await use(page, context);
    assert.deepEqual(watched, { errors: [], external: [], violations: [] });
    await context.close();
  };
  /** @param {BrowserContext} context @param {string} address */
  const open = async (context, address) => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server.url}${address}`);
    await ready(page);
    return page;
  };
  /** @param {Page} page @param {string | RegExp} name */
  const dialog = (page, name) => page.getByRole('dialog', { name });
  /** @param {Page} page @param {string | RegExp} text */
  const says = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
  /** @param {Page} page @param {string} file */
  const refusal = (page, file) => dialog(page, 'This file is kept out').getByText(file, { exact: true }).waitFor({ state: 'attached' });
  /** @param {Page} page */
  const closeNews = async (page) => {
    await activate(page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last());
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  /** @param {Page} page @param {string} address */
  const go = (page, address) => page.evaluate((hash) => (location.hash = hash), address);
  /** @param {Page} page @param {string} title */
  const cardLink = (page, title) => page.getByRole('link', { name: new RegExp(title) });

  it('shows the target, takes a dropped card, and has it everywhere, after a reload and offline', () =>
    inFresh(async (page, context) => {
      const target = page.locator('#drop');
      assert.equal(await target.isVisible(), false);
      await dragOver(page, [{ name: 'mine.json', text: deck(deckCard('X01')) }]);
      assert.equal(await target.isVisible(), true);
      await letGo(page);
      assert.equal(await target.isVisible(), false);
      await dialog(page, 'Your own questions').waitFor({ state: 'attached' });
      await says(page, 'mine.json is added: 1 card with 2 questions.');
      await closeNews(page);
      await page.getByRole('region', { name: 'mine.json' }).waitFor({ state: 'attached' });
      await says(page, /1 card with 2 questions · added \d+ \w+ \d{4}/);

      await go(page, '#/learn');
      await cardLink(page, 'Own card X01').waitFor({ state: 'attached' });
      await page.reload();
      await ready(page);
      await cardLink(page, 'Own card X01').waitFor({ state: 'attached' });
      await page.evaluate(() => navigator.serviceWorker.ready);
      await context.setOffline(true);
      await page.reload();
      await ready(page);
      await cardLink(page, 'Own card X01').waitFor({ state: 'attached' });
      await go(page, '#/card/X01');
      await says(page, 'own: mine.json');
      await context.setOffline(false);

      // A deep link to a deck works before anything else was shown.
      const other = await open(context, '#/practice?deck=mine.json');
      await other.getByRole('heading', { level: 1, name: 'Own card X01' }).waitFor({ state: 'attached' });
      await other.getByRole('progressbar', { name: 'Questions' }).and(other.locator('[aria-valuetext="Question 1 of 2"]')).waitFor({ state: 'attached' });
      await other.getByText('own', { exact: true }).waitFor({ state: 'attached' });
    }));

  it('takes several files by the button, gives one back as it was, and removes one', () =>
    inFresh(async (page, context) => {
      const chooser = page.waitForEvent('filechooser');
      await press(page, 'Choose files');
      const text = `\ufeff${deck([deckCard('X01'), deckCard('X02')])}\n\n`;
      await (await chooser).setFiles([
        { name: 'list.json', mimeType: 'application/json', buffer: Buffer.from(text) },
        { name: 'bundle.json', mimeType: 'application/json', buffer: Buffer.from(deck({ format: 2, cards: [deckCard('X03')], scenarios: [] })) },
      ]);
      await says(page, 'list.json is added: 2 cards with 4 questions.');
      await says(page, 'bundle.json is added: 1 card with 2 questions.');
      await closeNews(page);

      const waiting = page.waitForEvent('download');
      await activate(page.getByRole('region', { name: 'list.json' }).getByRole('button', { name: 'Export' }));
      const download = await waiting;
      assert.equal(download.suggestedFilename(), 'list.json');
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      assert.equal(Buffer.concat(chunks).toString(), text, 'byte for byte');

      await activate(page.getByRole('region', { name: 'bundle.json' }).getByRole('button', { name: 'Remove' }));
      await dialog(page, 'Remove this deck?').waitFor({ state: 'attached' });
      await press(page, 'Keep it');
      await dialog(page, 'Remove this deck?').waitFor({ state: 'detached' });
      await activate(page.getByRole('region', { name: 'bundle.json' }).getByRole('button', { name: 'Remove' }));
      await press(page, 'Remove the deck');
      await says(page, 'bundle.json is removed.');
      await page.getByRole('region', { name: 'bundle.json' }).waitFor({ state: 'detached' });
      const again = await open(context, '#/learn');
      await cardLink(again, 'Own card X02').waitFor({ state: 'attached' });
      assert.equal(await cardLink(again, 'Own card X03').count(), 0);
    }));

  it('keeps out a deck with problems, lists each by place, and takes it once it is mended', () =>
    inFresh(async (page) => {
      const bad = { ...deckCard('X01'), title: '', level: 'expert', links: [{ title: 'x', url: 'http://example.com' }] };
      await drop(page, { name: 'mine.json', text: deck([deckCard('X02'), bad]) });
      await refusal(page, 'mine.json');
      await says(page, 'There are 3 problems in it.');
      await says(page, 'Nothing of it was taken. Your file is as it was: mend it and drop it here again.');
      const list = page.getByRole('list', { name: 'Problems' });
      const items = (await list.getByRole('listitem').allInnerTexts()).map((item) => item.replace(/\s+/g, ' '));
      assert.equal(items.length, 3, items.join('\n'));
      assert.match(items[0], /^Line \d+, column \d+ · \[1\]\.title ?expected a text, got an empty one$/);
      await closeNews(page);
      await press(page, 'Why mine.json is kept out');
      await refusal(page, 'mine.json');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await go(page, '#/learn');
      await page.getByRole('heading', { level: 1, name: 'Learn' }).waitFor({ state: 'attached' });
      assert.equal(await cardLink(page, 'Own card X02').count(), 0, 'nothing is half taken');

      await drop(page, { name: 'mine.json', text: deck([deckCard('X02'), deckCard('X01')]) });
      await says(page, 'mine.json is added: 2 cards with 4 questions.');
      await press(page, 'Show in Settings');
      await page.getByRole('region', { name: 'mine.json' }).waitFor({ state: 'attached' });
      assert.equal(await page.getByRole('button', { name: /kept out/ }).count(), 0);
    }));

  it('refuses ids that are taken, asks before it replaces, and sees a file that is there', () =>
    inFresh(async (page) => {
      await drop(page, { name: 'clash.json', text: deck(deckCard('C02')) });
      await says(page, /an id that no other has, got "C02", which questions\/gil\/C02\.json has/);
      await closeNews(page);
      await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
      await says(page, 'mine.json is added');
      await closeNews(page);
      await drop(page, { name: 'other.json', text: deck(deckCard('X01')) });
      await says(page, /got "X01", which mine\.json:\d+ has/);
      await closeNews(page);
      await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
      await says(page, 'mine.json is here already, just as it is.');
      await closeNews(page);

      const larger = deck([deckCard('X01'), deckCard('X05')]);
      await drop(page, { name: 'mine.json', text: larger });
      await dialog(page, 'Replace this deck?').waitFor({ state: 'attached' });
      await says(page, 'A deck of this name is here: 1 card with 2 questions. The new file has 2 cards with 4 questions.');
      await press(page, 'Keep the older one');
      await says(page, 'mine.json stays as it was.');
      await closeNews(page);
      await drop(page, { name: 'mine.json', text: larger });
      await press(page, 'Replace');
      await says(page, 'mine.json is replaced: 2 cards with 4 questions.');
      await closeNews(page);
      await drop(page, { name: 'mine.json', text: '{"id": "X01"}' });
      await says(page, /^Nothing of it was taken, and the older deck of this name stays in use\./);
      await closeNews(page);
      await page.reload();
      await ready(page);
      await says(page, /2 cards with 4 questions · added/);
      assert.equal(await page.getByRole('region', { name: 'mine.json' }).count(), 1);
    }));

  it('withstands what is no deck', () =>
    inFresh(async (page) => {
      /** @param {string} name @param {string | Uint8Array<ArrayBuffer>} text @param {string | RegExp} expected */
      const refused = async (name, text, expected) => {
        await drop(page, { name, text });
        await refusal(page, name);
        await says(page, expected);
        await closeNews(page);
      };
      await refused('empty.json', '', /expected a value/);
      await refused('text.json', 'hello', /Line 1, column 1/);
      await refused('latin.json', Uint8Array.from(Buffer.from('["caf\u00e9"]', 'latin1')), /UTF-8/);
      await refused('utf16.json', Uint8Array.from(Buffer.from('\ufeff[{"id": 1}]', 'utf16le')), /Line 1, column 1/);
      await refused('deep.json', '['.repeat(100_000), /at most 16 values inside one another/);
      await refused('page.json', '<!doctype html><script>alert(1)</script>', /Line 1, column 1/);
      await refused('many.json', `[${'{"a": 1},'.repeat(499)}{}]`, /^and \d{4} more problems$/);

      // 50 MB are not even read.
      await page.evaluate(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(50 * 1024 * 1024)], 'huge.json'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      });
      await says(page, 'The file has 50.0 MB. A deck has at most 4 MB, so it was not read.');
      await closeNews(page);

      // One file after the other, each with its own answer.
      await drop(page, { name: 'bad1.json', text: '1' }, { name: 'good.json', text: deck(deckCard('X01')) }, { name: 'bad2.json', text: '2' });
      await refusal(page, 'bad1.json');
      await activate(page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last());
      await refusal(page, 'bad2.json');
      await says(page, 'good.json is added: 1 card with 2 questions.');
      await closeNews(page);
    }));

  it('shows a card that has little as what it is: no heading over nothing, and no way to what is not there', () =>
    inFresh(async (page) => {
      const common = { topic: 'my-team', title: 'Little' };
      const options = [{ id: 'yes', text: 'Yes', correct: true }, { id: 'no', text: 'No', correct: false }];
      const cards = [
        { ...common, id: 'X01', questions: [{ id: 'X01-one', kind: 'single', prompt: 'Really?', options }] },
        { ...common, id: 'X02', prompt: 'Why?', answer: 'Because.' },
        { ...common, id: 'X03', prompt: 'Who?', short_answer: 'You.', key_points: ['One.'] },
      ];
      await drop(page, { name: 'little.json', text: deck(cards) });
      await says(page, 'little.json is added: 3 cards with 1 question.');
      await closeNews(page);
      /** What a card's page has below its title. @param {string} id */
      const headings = async (id) => {
        await go(page, `#/card/${id}`);
        await page.waitForFunction((hash) => location.hash === hash, `#/card/${id}`);
        await settled(page);
        return page.locator('main :is(h2, h3)').evaluateAll((found) => found.map((heading) => heading.tagName + heading.textContent));
      };
      const practise = page.getByRole('button', { name: 'Practise', exact: true });
      assert.deepEqual(await headings('X01'), ['H2Its question']);
      assert.equal(await practise.count(), 1);
      assert.deepEqual(await headings('X02'), ['H2In full']);
      assert.equal(await practise.count(), 0);
      assert.deepEqual(await headings('X03'), ['H2In 30 seconds', 'H2Key points']);

      await go(page, '#/practice?card=X01');
      await activate(page.getByRole('radio', { name: /Yes/ }));
      await press(page, 'Check');
      await page.getByRole('button', { name: 'See the result' }).waitFor({ state: 'attached' });
      for (const name of ['The answer in 30 seconds', 'The full answer, mistakes and follow-ups'])
        assert.equal(await page.getByRole('button', { name }).count(), 0, name);
      await go(page, '#/learn?topic=my-team');
      const link = page.locator('main a[href="#/card/X02"]');
      await link.waitFor({ state: 'attached' });
      assert.match(await link.evaluate((element) => element.outerHTML), /no questions/);
    }));

  it('leaves a question and a run alone', () =>
    inFresh(async (page) => {
      const heading = page.getByRole('heading', { level: 1 });
      const before = await heading.textContent();
      const option = page.getByRole('radio').or(page.getByRole('checkbox')).first();
      await activate(option);
      await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
      await says(page, 'mine.json is added');
      await closeNews(page);
      assert.equal(await heading.textContent(), before);
      assert.equal(await option.isChecked(), true);
      await press(page, 'Check');
      await page.getByRole('button', { name: /Next question|See the result/ }).waitFor({ state: 'attached' });

      await go(page, '#/lab/gil-cpu-bound?work_ms=1500');
      await press(page, 'Skip the prediction');
      await press(page, 'Run');
      await drop(page, { name: 'second.json', text: deck(deckCard('X02')) });
      await says(page, 'second.json is added');
      await closeNews(page);
      await page.getByRole('button', { name: 'Run again' }).waitFor({ state: 'attached', timeout: 60_000 });
      await says(page, /Under one GIL it was/);
    }, `#/practice?question=${card('gil', 'M01').questions[0].id}`));

  it('leaves a question alone that was begun before the decks were read', () =>
    inFresh(
      async (page) => {
        const option = page.getByRole('radio').or(page.getByRole('checkbox')).first();
        await activate(option);
        await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
        await says(page, 'mine.json is added');
        await closeNews(page);
        assert.equal(await option.isChecked(), true);
      },
      `#/practice?question=${card('gil', 'M01').questions[0].id}`,
      (context) =>
        context.addInitScript(() => {
          const open = IDBFactory.prototype.open;
          /** @param {string} name @param {number} [version] */
          IDBFactory.prototype.open = function (name, version) {
            const request = open.call(this, name, version);
            if (!name.includes('decks')) return request;
            const set = (/** @type {() => void} */ act) => request.addEventListener('success', () => setTimeout(act, 3000));
            return Object.defineProperty(request, 'onsuccess', { set });
          };
        }),
    ));

  it('is seen by another tab', () =>
    inFresh(async (page, context) => {
      const other = await open(context, '#/learn');
      await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
      await says(page, 'mine.json is added');
      await closeNews(page);
      await cardLink(other, 'Own card X01').waitFor({ state: 'attached' });
      await drop(other, { name: 'theirs.json', text: deck(deckCard('X02')) });
      await says(other, 'theirs.json is added');
      await page.getByRole('region', { name: 'theirs.json' }).waitFor({ state: 'attached' });
      await activate(page.getByRole('region', { name: 'mine.json' }).getByRole('button', { name: 'Remove' }));
      await press(page, 'Remove the deck');
      await closeNews(other);
      await cardLink(other, 'Own card X01').waitFor({ state: 'detached' });
      await cardLink(other, 'Own card X02').waitFor({ state: 'attached' });
    }));

  for (const [name, problem] of /** @type {const} */ ([['QuotaExceededError', /storage for this site is full/], ['SecurityError', /does not let the page keep data/]])) {
    it(`says when the store refuses with ${name}, and keeps the deck for the visit`, () =>
      inFresh(
        async (page) => {
          await drop(page, { name: 'mine.json', text: deck(deckCard('X01')) });
          await says(page, 'mine.json is added');
          await closeNews(page);
          await says(page, problem);
          await says(page, 'It is here until this page is closed');
          await says(page, 'Until this page is closed');
          await go(page, '#/learn');
          await cardLink(page, 'Own card X01').waitFor({ state: 'attached' });
        },
        '#/settings',
        (context) =>
          context.addInitScript((error) => {
            const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function (/** @type {string} */ database, /** @type {number | undefined} */ version) {
              if (database === 'switchpoint-decks' && error === 'SecurityError') throw new DOMException('', error);
              return open.call(this, database, version);
            };
            if (error === 'QuotaExceededError') {
              IDBObjectStore.prototype.put = () => {
                throw new DOMException('', error);
              };
            }
          }, name),
      ));
  }

  it('is done by keyboard alone, and the focus goes back', () =>
    inFresh(async (page) => {
      await page.getByRole('button', { name: 'Choose files' }).focus();
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('Enter');
      await (await chooser).setFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from(`[${'{"a": 1},'.repeat(40)}{}]`) });
      await refusal(page, 'bad.json');
      await settled(page);
      const top = () => page.evaluate(() => window.switchpoint.tree?.nodes.find((node) => node.role === 'list')?.rect?.[1] ?? 0);
      const before = await top();
      await page.keyboard.press('PageDown');
      await page.waitForFunction((y) => (window.switchpoint.tree?.nodes.find((node) => node.role === 'list')?.rect?.[1] ?? y) < y, before);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.textContent?.includes('Choose files'));
    }));
});
