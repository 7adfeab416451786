// What the tests of exports compare with: the bank as it stands in questions/, and the program that was built.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(resolve(root, process.env.SP_BUILD ?? 'build/debug'), 'native/switchpoint');

/** Runs the program and gives what it prints. @param {string[]} words */
export const switchpoint = (...words) =>
  execFileSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });

/** The cards of the bank, by id. @type {Map<string, any>} */
export const cards = new Map(
  readdirSync(join(root, 'questions'), { withFileTypes: true })
    .filter((folder) => folder.isDirectory() && !['schema', 'scenarios'].includes(folder.name))
    .flatMap((folder) => readdirSync(join(root, 'questions', folder.name)).map((file) => join(folder.name, file)))
    .map((file) => JSON.parse(readFileSync(join(root, 'questions', file), 'utf8')))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => [card.id, card]),
);

/** The program that an `output` question shows. @param {any} card @param {any} question */
export const snippetOf = (card, question) =>
  card.verify.find((/** @type {any} */ snippet) => snippet.id === question.snippet);

/** Every fenced block of a Markdown text, without the fence. @param {string} markdown */
export const codeBlocks = (markdown) =>
  [...markdown.matchAll(/^(`{3,})[^\n`]*\n([\s\S]*?)^\1$/gm)].map((block) => block[2]);

/** Code as it is shown under numbers. @param {string} code */
export const numbered = (code) =>
  code.replace(/\n$/, '').split('\n')
    .map((line, i) => `${String(i + 1).padStart(2)}${line ? `  ${line}` : ''}\n`).join('');
