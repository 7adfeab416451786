// Random histories of reviews, scheduled by the engine and by ts-fsrs, whose BasicScheduler the engine follows.
//
// ts-fsrs rounds every step of a formula to 8 decimals and the engine rounds none, so memories agree to a tolerance. Whatever
// is whole must agree exactly. Where stability times the interval's modifier lies next to half a day, the rounding can move an
// interval by a day: in 1.5 million reviews of other seeds that happened 14 times, always within a ten-millionth of the
// interval from the half, and above 5000 days. It does not happen in the histories of this seed, so nothing is excused here.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { State, createEmptyCard, fsrs } from 'ts-fsrs';

/** @import { Card, FSRS, Grade, StepUnit } from 'ts-fsrs' */

/** @typedef {{ at: number, grade: Grade }} Review */
/** @typedef {{ retention?: number, learning_minutes?: number[], relearning_minutes?: number[], longest_days?: number }} Options */
/** @typedef {{ phase: number, step: number, stability: number, difficulty: number, due: number, days: number, reps: number, lapses: number }} Schedule */

const top = fileURLToPath(new URL('../../', import.meta.url));
const program = resolve(top, process.env.SP_BUILD ?? 'build/debug', 'tests/schedule_histories');

const kHistories = 2000;
const kSecond = 1000;
const kMinute = 60 * kSecond;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;
const kYear = 365 * kDay;
const kTolerance = 1e-6;
/** Of each situation, in all histories together. */
const kLeastOccurrences = 500;

/** Numbers below 1 from a seed: mulberry32. @param {number} seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Options} options */
function peer({ retention, learning_minutes, relearning_minutes, longest_days }) {
  /** @param {number[]} [minutes] */
  const steps = (minutes) => minutes?.map((each) => /** @type {StepUnit} */ (`${each}m`));
  return fsrs({
    request_retention: retention,
    learning_steps: steps(learning_minutes),
    relearning_steps: steps(relearning_minutes),
    maximum_interval: longest_days,
  });
}

/** How long after the last review the next one comes. @param {() => number} draw @param {Card} card */
function gap(draw, card) {
  const wait = card.due.getTime() - Number(card.last_review);
  /** @param {number} from @param {number} to */
  const between = (from, to) => Math.round(from + draw() * (to - from));
  const gaps = [
    () => between(kSecond, kMinute),
    () => between(kMinute, kHour),
    () => between(kHour, kDay),
    () => between(kDay, 30 * kDay),
    () => between(kYear, 6 * kYear),
    () => wait,
    () => wait,
    () => between(wait / 4, wait),
    () => between(wait, 3 * wait),
  ];
  return Math.min(gaps[Math.floor(draw() * gaps.length)](), 10 * kYear);
}

/** @param {() => number} draw */
function makeHistory(draw) {
  const scheduler = peer({});
  /** @type {Review[]} */
  const reviews = [];
  let card = createEmptyCard();
  let at = Date.UTC(2024, 0, 1) + Math.floor(draw() * kYear);
  const length = 1 + Math.floor(draw() * 25);
  for (let i = 0; i < length; ++i) {
    const grade = /** @type {Grade} */ ([1, 1, 2, 2, 3, 3, 3, 3, 4, 4][Math.floor(draw() * 10)]);
    reviews.push({ at, grade });
    card = scheduler.next(card, at, grade).card;
    at += gap(draw, card);
  }
  return reviews;
}

/** The same on every run. */
const draw = random(20261201);
const histories = Array.from({ length: kHistories }, () => makeHistory(draw));

/** What the engine makes of all histories: the states after each review. @param {Options} options @returns {Schedule[][]} */
function engineStates(options) {
  const input = histories.map((history) => `${JSON.stringify(history)}\n`).join('');
  const run = spawnSync(program, [JSON.stringify(options)], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  return run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

/** The cards of ts-fsrs after each review. @param {FSRS} scheduler @param {Review[]} history */
function peerCards(scheduler, history) {
  let card = createEmptyCard();
  return history.map(({ at, grade }) => (card = scheduler.next(card, at, grade).card));
}

/** @param {Schedule} ours @param {Card} theirs @param {string} where */
function assertAgree(ours, theirs, where) {
  const { stability, difficulty, ...whole } = ours;
  assert.deepEqual(whole, {
    phase: theirs.state,
    step: theirs.learning_steps,
    due: theirs.due.getTime(),
    days: theirs.scheduled_days,
    reps: theirs.reps,
    lapses: theirs.lapses,
  }, where);
  const allowed = kTolerance * Math.max(1, theirs.stability);
  assert.ok(Math.abs(stability - theirs.stability) <= allowed, `${where}: stability ${stability}, ${theirs.stability}`);
  assert.ok(Math.abs(difficulty - theirs.difficulty) <= kTolerance, `${where}: difficulty ${difficulty}, ${theirs.difficulty}`);
}

/** What kinds of review `next` may be, after `card`. @param {Card} card @param {Review} next @returns {string[]} */
function situations(card, next) {
  const waited = next.at - Number(card.last_review);
  const elapsed = Math.floor(next.at / kDay) - Math.floor(Number(card.last_review) / kDay);
  /** @type {[string, boolean][]} */
  const kinds = [
    ['after seconds', waited < kMinute],
    ['after years', waited > kYear],
    ['in learning', card.state === State.Learning],
    ['in relearning', card.state === State.Relearning],
    ['a day or more later, in learning', card.state === State.Learning && elapsed > 0],
    ['on the same day, in review', card.state === State.Review && elapsed === 0],
    ['lapse', card.state === State.Review && next.grade === 1],
    ['early', card.state === State.Review && elapsed > 0 && elapsed < card.scheduled_days],
    ['on time', card.state === State.Review && elapsed === card.scheduled_days],
    ['late', card.state === State.Review && elapsed > card.scheduled_days],
  ];
  return kinds.filter(([, holds]) => holds).map(([kind]) => kind);
}

describe('the scheduler and ts-fsrs', () => {
  it('are compared in every situation', () => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const history of histories) {
      const cards = peerCards(peer({}), history);
      for (let i = 1; i < history.length; ++i)
        for (const kind of situations(cards[i - 1], history[i])) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    assert.equal(counts.size, 10);
    for (const [kind, count] of counts) assert.ok(count >= kLeastOccurrences, `${kind}: only ${count}`);
  });

  /** @type {Options[]} */
  const compared = [
    {},
    { retention: 0.8 },
    { retention: 0.95 },
    { longest_days: 30 },
    { learning_minutes: [], relearning_minutes: [] },
    { learning_minutes: [5], relearning_minutes: [10, 60] },
    // Steps of a day and longer.
    { learning_minutes: [5, 60, 2000, 3000], relearning_minutes: [20, 1440] },
  ];
  for (const options of compared) {
    it(`agree with ${JSON.stringify(options)}`, () => {
      const ours = engineStates(options);
      assert.equal(ours.length, histories.length);
      const scheduler = peer(options);
      histories.forEach((history, i) => {
        assert.equal(ours[i].length, history.length);
        peerCards(scheduler, history).forEach((card, j) =>
          assertAgree(ours[i][j], card, `history ${i}, review ${j}`));
      });
    });
  }
});
