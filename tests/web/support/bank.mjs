// What the tests know of the questions: read from their files, so that no test repeats a text.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { top } from './server.mjs';

/**
 * @typedef {{id: string, text: string, correct: boolean, explanation: string}} Option
 * @typedef {{id: string, kind: string, prompt: string, options: Option[], explanation: string}} Question
 * @typedef {{id: string, topic: string, title: string, demos: string[], questions: Question[]}} Card
 */

/** @param {string} topic @param {string} id @returns {Card} */
export const card = (topic, id) => JSON.parse(readFileSync(join(top, 'questions', topic, `${id}.json`), 'utf8'));

/** A Markdown text as a screen reader gets it: without marks, spaces folded. @param {string} markdown */
export const spoken = (markdown) =>
  markdown
    .replace(/```\w*\n?/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
