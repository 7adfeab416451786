// The exported GIFT, read by gift-pegjs and compared with the bank. Run: node --test tests/peers

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { cards, codeBlocks, numbered, snippetOf, switchpoint } from './bank.mjs';

/** @type {typeof import('gift-pegjs')} */
const { parse } = createRequire(import.meta.url)('gift-pegjs');

const seed = 0;
const entries = parse(switchpoint('export', '--format', 'gift', '--seed', String(seed)));
/** @type {Map<string, any>} */
const byTitle = new Map(entries.filter((entry) => entry.type !== 'Category').map((entry) => [entry.title ?? '', entry]));
/** Numbers and orders that the seed draws, from a command that knows no GIFT. @type {Map<string, any>} */
const samples = new Map(
  switchpoint('check', 'questions', '--samples', '1').trim().split('\n')
    .map((line) => JSON.parse(line)).map((sample) => [sample.question, sample]),
);

/** @type {{ card: any, question: any, entry: any }[]} */
const asked = [...cards.values()].flatMap((card) =>
  card.questions.map((/** @type {any} */ question) => ({
    card,
    question,
    entry: byTitle.get(question.draw ? `${question.id}-s${seed}` : question.id),
  })));
const ofKind = (/** @type {string} */ kind) => asked.filter(({ question }) => question.kind === kind);
const textOf = (/** @type {any} */ choice) => choice.text.text;

describe('the exported GIFT', () => {
  it('holds every card and every question once, under its id, in a category for each card', () => {
    const recalled = [...cards.keys()];
    const titles = asked.map(({ question }) => (question.draw ? `${question.id}-s${seed}` : question.id));
    assert.deepEqual(
      entries.filter((entry) => entry.type !== 'Category').map((entry) => entry.title).sort(),
      [...recalled, ...titles].sort(),
    );
    const categories = entries.filter((entry) => entry.type === 'Category').map((entry) => entry.title);
    assert.equal(categories.length, cards.size);
    for (const [i, card] of [...cards.values()].entries())
      assert.ok(categories[i]?.startsWith(`Switchpoint/${card.topic}/${card.id} `), categories[i] ?? '');
  });

  it('says id, topic, level and kind in a comment, and Markdown throughout', () => {
    for (const { card, question, entry } of asked) {
      assert.equal(entry.id, entry.title);
      assert.deepEqual(entry.tags, [card.topic, card.level, question.kind], question.id);
      assert.equal(entry.stem.format, 'markdown', question.id);
      assert.equal(entry.hasEmbeddedAnswers, false, question.id);
    }
  });

  it('asks cards as essays with the answer as feedback', () => {
    for (const card of cards.values()) {
      const entry = byTitle.get(card.id);
      assert.equal(entry.type, 'Essay');
      assert.equal(entry.stem.text, card.prompt.trim());
      for (const text of [card.short_answer, card.answer, ...card.key_points])
        assert.ok(entry.globalFeedback.text.includes(text.trim()), card.id);
    }
  });

  it('has the prompts and explanations of all questions, but for numbers that are drawn', () => {
    for (const { question, entry } of asked.filter((each) => !each.question.draw)) {
      assert.ok(entry.stem.text.startsWith(question.prompt.trim()), question.id);
      assert.ok(entry.globalFeedback.text.startsWith(question.explanation.trim()), question.id);
    }
    for (const { question, entry } of asked.filter((each) => each.question.draw))
      assert.doesNotMatch(entry.stem.text, new RegExp(`\\{(${Object.keys(question.draw).join('|')})\\}`), question.id);
  });

  it('has the options of single choices, in whatever order, one of them right', () => {
    for (const { question, entry } of ofKind('single')) {
      assert.equal(entry.type, 'MC', question.id);
      const ours = question.options.map((/** @type {any} */ o) => [o.text.trim(), o.correct, null, o.explanation.trim()]);
      const theirs = entry.choices.map((/** @type {any} */ c) => [textOf(c), c.isCorrect, c.weight, c.feedback.text]);
      assert.deepEqual(theirs.sort(), ours.sort(), question.id);
    }
  });

  it('lets the right options of multiple choices share 100 %, and makes each wrong one cost 100 %', () => {
    for (const { question, entry } of ofKind('multiple')) {
      assert.equal(entry.type, 'MC', question.id);
      const right = question.options.filter((/** @type {any} */ o) => o.correct).length;
      let sum = 0;
      for (const [i, choice] of entry.choices.entries()) {
        const option = question.options[i];
        assert.equal(textOf(choice), option.text.trim());
        assert.equal(choice.feedback.text, option.explanation.trim());
        assert.equal(choice.isCorrect, false, 'none is right by itself');
        assert.ok(Math.abs(choice.weight - (option.correct ? 100 / right : -100)) < 1e-5, question.id);
        sum += Math.max(0, choice.weight);
      }
      assert.ok(Math.abs(sum - 100) < 1e-4, question.id);
    }
  });

  it('shows programs as they are, and their outputs as choices', () => {
    for (const { card, question, entry } of ofKind('output')) {
      const snippet = snippetOf(card, question);
      assert.equal(entry.type, 'MC', question.id);
      assert.ok(codeBlocks(entry.stem.text).includes(snippet.code), question.id);
      const right = entry.choices.filter((/** @type {any} */ c) => c.isCorrect);
      assert.equal(right.length, 1);
      assert.deepEqual(codeBlocks(textOf(right[0])), [snippet.stdout.endsWith('\n') ? snippet.stdout : `${snippet.stdout}\n`]);
      const wrong = entry.choices.filter((/** @type {any} */ c) => !c.isCorrect);
      assert.deepEqual(wrong.map((/** @type {any} */ c) => codeBlocks(textOf(c)).join('').trimEnd()),
        question.wrong.map((/** @type {any} */ w) => w.text.trimEnd()), question.id);
      assert.deepEqual(wrong.map((/** @type {any} */ c) => c.feedback.text),
        question.wrong.map((/** @type {any} */ w) => w.explanation.trim()));
    }
  });

  it('matches steps with their positions', () => {
    for (const { question, entry } of ofKind('order')) {
      assert.equal(entry.type, 'Matching', question.id);
      assert.deepEqual(entry.matchPairs.map((/** @type {any} */ pair) => pair.subanswer),
        question.steps.map((/** @type {any} */ _, /** @type {number} */ i) => String(i + 1)));
      const order = samples.get(question.id)?.order ?? question.steps.map((/** @type {any} */ step) => step.id);
      for (const [i, pair] of entry.matchPairs.entries()) {
        const step = question.steps.find((/** @type {any} */ each) => each.id === order[i]);
        const begin = step.text.split('{')[0].trim();
        assert.ok(pair.subquestion.text.startsWith(begin), `${question.id}: ${pair.subquestion.text}`);
      }
    }
  });

  it('has the right number with its tolerance first, and the usual wrong ones for nothing', () => {
    for (const { question, entry } of ofKind('numeric')) {
      assert.equal(entry.type, 'Numerical', question.id);
      const [right, ...wrong] = entry.choices;
      const answer = samples.get(question.id)?.answer;
      if (answer !== undefined) assert.ok(Math.abs(right.text.number - answer) < 1e-8, question.id);
      assert.equal(right.text.range, question.decimals === 0 ? 0 : 10 ** -question.decimals, question.id);
      assert.deepEqual([right.isCorrect, right.weight], [true, null]);
      assert.equal(wrong.length, question.wrong.length);
      for (const choice of wrong) {
        assert.equal(choice.weight, 0);
        assert.ok(Math.abs(choice.text.number - right.text.number) > right.text.range, question.id);
      }
    }
    assert.ok(ofKind('numeric').filter(({ question }) => samples.has(question.id)).length > 50);
  });

  it('shows programs with a bug under line numbers, and the marked lines as choices', () => {
    for (const { question, entry } of ofKind('bug')) {
      assert.equal(entry.type, 'MC', question.id);
      assert.ok(codeBlocks(entry.stem.text).includes(numbered(question.code)), question.id);
      const lines = question.code.split('\n');
      const ours = question.lines.map((/** @type {any} */ mark) =>
        [`Line ${mark.line}:`, `${lines[mark.line - 1].trimStart()}\n`, mark.correct, mark.explanation.trim()]);
      const theirs = entry.choices.map((/** @type {any} */ c) =>
        [textOf(c).split('\n')[0], codeBlocks(textOf(c))[0], c.isCorrect, c.feedback.text]);
      assert.deepEqual(theirs.sort(), ours.sort(), question.id);
      assert.ok(entry.globalFeedback.text.includes(question.fix.trim()), question.id);
    }
  });
});

describe('several instances', () => {
  it('differ by seed and title, and stay the same for the same seed', () => {
    const { card, question } = ofKind('numeric').filter((each) => each.question.draw)[0];
    const read = (/** @type {string[]} */ ...words) =>
      parse(switchpoint('export', '--format', 'gift', '--card', card.id, ...words))
        .filter((/** @type {any} */ entry) => entry.title?.startsWith(`${question.id}-s`));
    const three = read('--seed', '5', '--instances', '3');
    assert.deepEqual(three.map((entry) => entry.title), [5, 6, 7].map((number) => `${question.id}-s${number}`));
    assert.deepEqual(three.slice(1, 2), read('--seed', '6'));
  });
});

describe('a deck of everything that means something to GIFT', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchpoint-gift-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (/** @type {string} */ name, /** @type {object} */ content) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };

  const code = [
    'import re  # {~=:#}',
    'def f(x: dict[str, int] = {"a": 1}) -> "set[int]":',
    '    """:: $CATEGORY: no {',
    '',
    '    // no comment',
    '    """',
    "    path = 'C:\\\\new\\\\table'; tab = '\\t'; line = '\\n\\\\n'",
    '    return {y ** ~x if x != y else x == y for y in x} # ~%50%',
    "print(f'{f({1: 2})=!r:>{10}}' '####' \"}\" '\\\\' % ())",
  ].join('\n');
  const texts = [
    '-> first, and right', '%50% of it', '[html] at the beginning', '#comment', '= 1', '~x', '{1: 2}', '::a::', '\\', 'T', '\\n',
  ];
  const fenced = `Look:\n\n\`\`\`python\n${code}\n\`\`\``;
  /** @type {any[]} */
  const questions = [
    {
      id: 'XX1-single', kind: 'single', prompt: fenced, explanation: `[markdown] ${fenced}`,
      options: texts.map((text, i) => ({ id: `o${i}`, text, correct: i === 0, explanation: `${text} ${fenced}` })),
    },
    {
      id: 'XX1-multiple', kind: 'multiple', prompt: '{}', explanation: '=',
      options: texts.map((text, i) => ({ id: `o${i}`, text, correct: i < 3, explanation: text })),
    },
    { id: 'XX1-order', kind: 'order', prompt: '~', explanation: ':', steps: texts.slice(0, 9).map((text, i) => ({ id: `s${i}`, text })) },
    { id: 'XX1-number', kind: 'numeric', prompt: fenced, explanation: texts.join(' '), answer: '-2.5', decimals: 1 },
  ];
  const deck = { id: 'XX1', topic: 'odd', title: 'a/b {~=#:}', prompt: fenced, answer: texts.join('\n\n'), questions };
  const gift = join(folder, 'odd.gift');
  /** @type {Map<string, any>} */
  let odd = new Map();
  before(() => {
    switchpoint('export', '--format', 'gift', '--deck', write('odd.json', deck), '-o', gift);
    odd = new Map(parse(readFileSync(gift, 'utf8')).map((/** @type {any} */ entry) => [entry.title, entry]));
  });

  it('is read by gift-pegjs as it was written', () => {
    assert.equal(odd.get('XX1').globalFeedback.text, deck.answer);
    const single = odd.get('XX1-single');
    assert.equal(single.stem.text, fenced);
    assert.equal(single.globalFeedback.text, questions[0].explanation);
    assert.deepEqual(
      single.choices.map((/** @type {any} */ c) => [textOf(c), c.isCorrect, c.weight, c.feedback.text]).sort(),
      texts.map((text, i) => [text, i === 0, null, `${text} ${fenced}`]).sort());
    assert.deepEqual(odd.get('XX1-multiple').choices.map(textOf), texts);
    assert.equal(odd.get('XX1-number').stem.text, fenced);
    assert.deepEqual(odd.get('XX1-number').choices[0].text, { type: 'range', number: -2.5, range: 0.1 });
    const [arrow, ...steps] = odd.get('XX1-order').matchPairs.map((/** @type {any} */ pair) => pair.subquestion);
    assert.deepEqual(arrow, { format: 'html', text: '<p>-&gt; first, and right</p>' });
    assert.deepEqual(steps.map((/** @type {any} */ step) => step.text), texts.slice(1, 9));
  });

  it('comes back from the import as it was', () => {
    const empty = write('empty.json', { format: 2, cards: [], scenarios: [] });
    const file = join(folder, 'back.json');
    assert.equal(switchpoint('import', gift, '--bundle', empty, '-o', file), `${file}: 1 card with 4 questions.\n`);
    const [card] = JSON.parse(readFileSync(file, 'utf8')).cards;
    assert.deepEqual([card.id, card.topic, card.title, card.prompt, card.answer],
      [deck.id, deck.topic, deck.title, deck.prompt, deck.answer]);
    const plain = (/** @type {any[]} */ options) =>
      options.map((option) => [option.text, option.correct, option.explanation]).sort();
    for (const [i, question] of card.questions.entries()) {
      const before = questions[i];
      assert.deepEqual([question.id, question.kind, question.prompt, question.explanation],
        [before.id, before.kind, before.prompt, before.explanation]);
      if (before.options) assert.deepEqual(plain(question.options), plain(before.options));
      if (before.steps)
        assert.deepEqual(question.steps.map((/** @type {any} */ step) => step.text), texts.slice(0, 9));
    }
    assert.deepEqual([card.questions[3].answer, card.questions[3].decimals], ['-2.5', 1]);
  });
});
