// Progress moves between two browsers and the terminal as one file, any way round, and nothing is lost or doubled.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { card, ofKind } from './support/bank.mjs';
import { activate, launch, ready, settled, watch } from './support/browser.mjs';
import { program, startServe } from './support/server.mjs';

/** @import { Browser, Page } from 'playwright-core' */

const question = ofKind(card('gil', 'M01'), 'single').id;
const kRounds = 2;
const kMovesInARound = 4;

/** Numbers below `most`, the same ones for the same seed (mulberry32). @param {number} seed @returns {(most: number) => number} */
function numbers(seed) {
  return (most) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

/** How many records this browser keeps. @param {Page} page */
const storedRecords = (page) =>
  page.evaluate(
    () =>
      new Promise((/** @type {(count: number) => void} */ resolve, reject) => {
        const request = indexedDB.open('switchpoint', 1);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const count = request.result.transaction('answers').objectStore('answers').count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
  );

/**
 * A home of the log.
 * @typedef {object} Home
 * @property {string} name
 * @property {() => Promise<void>} answer  one question more
 * @property {() => Promise<string>} take  the exported file
 * @property {(file: string) => Promise<void>} give  imports it
 */

describe('moves', () => {
  /** @type {Browser} */ let browser;
  /** @type {Awaited<ReturnType<typeof startServe>>} */ let server;
  /** @type {string} */ let folder;
  before(async () => {
    browser = await launch();
    server = await startServe();
    folder = await mkdtemp(join(tmpdir(), 'switchpoint-moves-'));
  });
  after(async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** @param {string} name @returns {Promise<Home & {close: () => Promise<void>}>} */
  const newBrowser = async (name) => {
    const context = await browser.newContext({ acceptDownloads: true });
    const watched = await watch(context, server.url);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    /** @param {string} address */
    const go = async (address) => {
      await page.goto('about:blank'); // the same question again is a new answer
      await page.goto(server.url + address);
      await ready(page);
      await settled(page);
    };
    return {
      name,
      async answer() {
        await go(`#/practice?question=${question}`);
        const before = await storedRecords(page);
        await page.bringToFront();
        await page.keyboard.press('1');
        await page.keyboard.press('Enter');
        while ((await storedRecords(page)) === before) await page.waitForTimeout(50);
      },
      async take() {
        await go('#/settings');
        const download = page.waitForEvent('download');
        await activate(page.getByRole('button', { name: 'Export', exact: true }));
        return (await readFile(await (await download).path())).toString();
      },
      async give(file) {
        await go('#/settings');
        const chooser = page.waitForEvent('filechooser');
        await activate(page.getByRole('button', { name: 'Import' }));
        await (await chooser).setFiles({ name: 'progress.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(file) });
        await page.locator('#mirror [role=status]', { hasText: /new|already|nothing/i }).first().waitFor({ state: 'attached' });
        await settled(page);
      },
      async close() {
        assert.deepEqual(watched, { errors: [], external: [], violations: [] });
        await context.close();
      },
    };
  };

  /** @param {string} name @returns {Home} */
  const newTerminal = (name) => {
    const data = join(folder, name);
    /** @param {string[]} words @param {string} [input] */
    const run = (words, input = '') => {
      const { status, stderr } = spawnSync(program, words, { input, encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: data } });
      assert.equal(status, 0, stderr);
    };
    const file = join(folder, `${name}.jsonl`);
    return {
      name,
      // Whichever kind of question it draws: a choice takes the letter, and one that asks for a line takes the number after it.
      answer: async () => run(['quiz', '--card', 'M01', '--limit', '1'], 'a\n1\n'),
      async take() {
        run(['progress', '--export', file]);
        return (await readFile(file)).toString();
      },
      async give(text) {
        await writeFile(file, text);
        run(['progress', '--import', file]);
      },
    };
  };

  /** @param {string} file */
  const recordsOf = (file) => file.trimEnd().split('\n').filter((line) => line !== '');

  for (let round = 1; round <= kRounds; round += 1) {
    it(`lose and double nothing, in an order drawn from seed ${round}`, async () => {
      const below = numbers(round);
      const one = await newBrowser('one');
      const other = await newBrowser('other');
      /** @type {Home[]} */
      const homes = [one, other, newTerminal(`terminal-${round}`)];
      /** What each home exported last. @type {Map<Home, string>} */
      const files = new Map();
      /** @param {Home} home */
      const answer = async (home) => {
        const before = recordsOf(files.get(home) ?? '').length;
        await home.answer();
        files.set(home, await home.take());
        assert.equal(recordsOf(files.get(home) ?? '').length, before + 1, `${home.name} has one answer more`);
      };
      for (const home of homes) await answer(home);
      /** @param {Home} from @param {Home} to */
      const move = async (from, to) => {
        const file = files.get(from) ?? '';
        const wanted = new Set([...recordsOf(file), ...recordsOf(files.get(to) ?? '')]);
        await to.give(file);
        files.set(to, await to.take());
        const lines = recordsOf(files.get(to) ?? '');
        assert.equal(new Set(lines).size, lines.length, `${to.name} has a record twice`);
        assert.deepEqual(new Set(lines), wanted, `from ${from.name} to ${to.name}`);
      };
      for (let i = 0; i < kMovesInARound; i += 1) {
        const from = below(homes.length);
        await move(homes[from], homes[(from + 1 + below(homes.length - 1)) % homes.length]);
        if (below(3) === 0) await answer(homes[below(homes.length)]);
      }
      // Once round, and back: all have all.
      for (const [from, to] of [[0, 1], [1, 2], [2, 0], [2, 1]]) await move(homes[from], homes[to]);
      const [first, ...rest] = homes.map((home) => recordsOf(files.get(home) ?? '').sort());
      for (const lines of rest) assert.deepEqual(lines, first);
      await one.close();
      await other.close();
    });
  }
});
