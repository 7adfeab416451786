// Decks for the tests, and how they come onto the page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { top } from './server.mjs';

const fixture = readFileSync(join(top, 'tests/engine/bank/fixtures/gil/C02.json'), 'utf8');

/** The sound card of the loader's tests under another id and topic: two questions. @param {string} id @param {string} [topic] */
export function deckCard(id, topic = 'my-team') {
  const card = JSON.parse(fixture.replaceAll('C02', id));
  return { ...card, topic, title: `Own card ${id}` };
}

/**
 * Drags files over the page; the target is then to be seen.
 * @param {import('playwright-core').Page} page @param {{name: string, text: string | Uint8Array<ArrayBuffer>}[]} files
 */
export async function dragOver(page, files) {
  const plain = files.map(({ name, text }) => ({ name, bytes: [...(typeof text === 'string' ? new TextEncoder().encode(text) : text)] }));
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of given) transfer.items.add(new File([new Uint8Array(bytes)], name, { type: 'application/json' }));
    Object.assign(window, { transfer });
    for (const type of ['dragenter', 'dragover']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, plain);
}

/** Lets go of what dragOver() holds. @param {import('playwright-core').Page} page */
export const letGo = (page) =>
  page.evaluate(() => {
    const { transfer } = /** @type {any} */ (window);
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });

/** @param {import('playwright-core').Page} page @param {{name: string, text: string | Uint8Array<ArrayBuffer>}[]} files */
export async function drop(page, ...files) {
  await dragOver(page, files);
  await letGo(page);
}
