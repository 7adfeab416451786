// What the tests know of the questions: read from their files, so that no test repeats a text.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { top } from './server.mjs';

/**
 * @typedef {{id: string, text: string, correct: boolean, explanation: string}} Option
 * @typedef {{id: string, text: string, explanation?: string}} Step
 * @typedef {{line: number, correct: boolean, explanation: string}} MarkedLine
 * @typedef {{id: string, kind: string, prompt: string, options: Option[], explanation: string, snippet: string, steps: Step[],
 *   lines: MarkedLine[], fix: string, answer: string}} Question  of the fields, those of its kind are there
 * @typedef {{id: string, code: string, stdout: string}} Snippet
 * @typedef {{id: string, topic: string, title: string, demos: string[], questions: Question[], verify: Snippet[]}} Card
 */

/** @param {string} topic @param {string} id @returns {Card} */
export const card = (topic, id) => JSON.parse(readFileSync(join(top, 'questions', topic, `${id}.json`), 'utf8'));

/** The first question of that kind. @param {Card} from @param {string} kind @returns {Question} */
export const ofKind = (from, kind) => /** @type {Question} */ (from.questions.find((question) => question.kind === kind));

/** A Markdown text as a screen reader gets it: without marks, spaces folded. @param {string} markdown */
export const spoken = (markdown) =>
  markdown
    .replace(/```\w*\n?/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
