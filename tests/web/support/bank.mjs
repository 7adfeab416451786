// What the tests know of the questions: read from their files, so that no test repeats a text.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { top } from './server.mjs';

/**
 * @typedef {{id: string, text: string, correct: boolean, explanation: string}} Option
 * @typedef {{id: string, text: string, explanation?: string}} Step
 * @typedef {{line: number, correct: boolean, explanation: string}} MarkedLine
 * @typedef {{id: string, kind: string, prompt: string, options: Option[], explanation: string, snippet: string, steps: Step[],
 *   lines: MarkedLine[], fix: string, answer: string}} Question  of the fields, those of its kind are there
 * @typedef {{id: string, code: string, stdout: string}} Snippet
 * @typedef {{id: string, topic: string, title: string, level: string, demos: string[], questions: Question[], verify: Snippet[],
 *   task?: object}} Card
 * @typedef {{id: string, title: string}} Scenario
 */

/** @param {string} topic @param {string} id @returns {Card} */
export const card = (topic, id) => JSON.parse(readFileSync(join(top, 'questions', topic, `${id}.json`), 'utf8'));

/** The first question of that kind. @param {Card} from @param {string} kind @returns {Question} */
export const ofKind = (from, kind) => /** @type {Question} */ (from.questions.find((question) => question.kind === kind));

const notTopics = new Set(['schema', 'scenarios']);

/** Every card, in the order of the bank: by id. @returns {Card[]} */
export const cards = () =>
  readdirSync(join(top, 'questions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notTopics.has(entry.name))
    .flatMap((topic) => readdirSync(join(top, 'questions', topic.name)).map((file) => card(topic.name, file.replace('.json', ''))))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every scenario; none while nobody has written one. @returns {Scenario[]} */
export const scenarios = () => {
  const folder = join(top, 'questions', 'scenarios');
  const files = readdirSync(join(top, 'questions')).includes('scenarios') ? readdirSync(folder).sort() : [];
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
};

/** A Markdown text as a screen reader gets it: without marks, spaces folded. @param {string} markdown */
export const spoken = (markdown) =>
  markdown
    .replace(/```\w*\n?/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
