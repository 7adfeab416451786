// A browser without a driver: pages load as a reader's do, with nothing that looks on or asks them anything, which would take their time.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { browserCommand } from '../web/support/browser.mjs';

/** Speaks the DevTools protocol over a pipe: a message is JSON and a zero byte. */
export class BareBrowser {
  #profile = mkdtempSync(join(tmpdir(), 'switchpoint-bench-'));
  #sent = 0;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  #rest = '';

  constructor() {
    const [executable, options] = browserCommand();
    const own = ['--headless', '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`];
    this.child = spawn(executable, [...own, ...options], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      this.child.once('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`the browser ended with ${code}`));
        resolve();
      });
    });
    this.child.stdio[4]?.on('data', (data) => this.#receive(String(data)));
  }

  /** @param {string} data */
  #receive(data) {
    const messages = (this.#rest + data).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    }
  }

  /** @param {string} method @param {object} [params] @param {string} [sessionId] @returns {Promise<any>} */
  send(method, params = {}, sessionId = undefined) {
    this.#sent += 1;
    const id = this.#sent;
    const pipe = /** @type {import('node:stream').Writable} */ (this.child.stdio[3]);
    pipe.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Somewhere to visit from, with nothing kept. */
  async context() {
    return (await this.send('Target.createBrowserContext')).browserContextId;
  }

  /** @param {string} browserContextId */
  dispose(browserContextId) {
    return this.send('Target.disposeBrowserContext', { browserContextId });
  }

  /** A new tab, with a page in it or an empty one; nothing is asked of it. @param {string} browserContextId @param {string} [url] @returns {Promise<string>} the tab */
  async open(browserContextId, url = 'about:blank') {
    return (await this.send('Target.createTarget', { url, browserContextId })).targetId;
  }

  /** As if the address was entered in the tab: nothing looks on while the page loads. @param {string} targetId  the tab @param {string} url */
  async enter(targetId, url) {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    await this.send('Page.navigate', { url }, sessionId);
    await this.send('Target.detachFromTarget', { sessionId });
  }

  /** @param {string} targetId  the tab @param {string} expression  of a number or a text */
  async evaluate(targetId, expression) {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result.value;
  }

  async close() {
    await this.send('Browser.close');
    await this.ended;
    rmSync(this.#profile, { recursive: true, maxRetries: 5, retryDelay: 200 });
  }
}
