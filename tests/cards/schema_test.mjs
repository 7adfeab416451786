// Holds every card and scenario against the schemas of questions/schema, and the schemas against broken ones. Run: node --test tests/cards
// The rules that a schema cannot state (unique ids, ids that exist) are checked by `switchpoint check questions`.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const questions = join(dirname(fileURLToPath(import.meta.url)), "../../questions");
const readJson = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));

/** @type {Function | undefined} */
let Ajv;
try {
  Ajv = (await import("ajv/dist/2020.js")).default;
} catch (error) {
  if (/** @type {{ code?: string }} */ (error).code !== "ERR_MODULE_NOT_FOUND") throw error;
}
const options = { skip: Ajv ? false : "the npm package ajv is not installed" };

/** @param {"card" | "scenario"} kind */
function validator(kind) {
  // @ts-ignore: Ajv is there when the tests run.
  return new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
    readJson(join(questions, `schema/${kind}.schema.json`)));
}

/** @param {"card" | "scenario"} kind @param {unknown} value */
function assertKeeps(kind, value) {
  const validate = validator(kind);
  validate(value);
  assert.deepEqual(validate.errors ?? [], []);
}

const files = readdirSync(questions, { withFileTypes: true })
  .filter((folder) => folder.isDirectory() && folder.name !== "schema")
  .flatMap((folder) => readdirSync(join(questions, folder.name)).map((file) => ({ folder: folder.name, file })))
  .filter(({ file }) => file.endsWith(".json"));

const samples = join(questions, "../tests/engine/bank/fixtures");
const everyKind = () => readJson(join(samples, "asyncio/K01.json"));
const scenario = () => readJson(join(samples, "scenarios/S01.json"));

test("there are cards", () => assert.ok(files.length > 0));

for (const { folder, file } of files) {
  test(`${folder}/${file} keeps to the schema`, options, () => {
    const entry = readJson(join(questions, folder, file));
    const isScenario = folder === "scenarios";
    assertKeeps(isScenario ? "scenario" : "card", entry);
    if (!isScenario) assert.equal(entry.topic, folder);
    assert.equal(`${entry.id}.json`, file);
  });
}

test("the samples of the reader's tests keep to the schemas", options, () => {
  assertKeeps("card", everyKind());
  assertKeeps("scenario", scenario());
});

test("the examples in docs/adding-a-question.md keep to the schema, and show every kind", options, () => {
  const page = readFileSync(join(questions, "../docs/adding-a-question.md"), "utf8");
  const [card, ...parts] = [...page.matchAll(/```json\n([\s\S]*?)\n```/g)].map((block) => JSON.parse(block[1]));
  for (const part of parts) {
    if (part.kind) card.questions.push(part);
    else Object.assign(card, part);
  }
  assertKeeps("card", card);
  assert.deepEqual(new Set(card.questions.map((/** @type {any} */ question) => question.kind)),
    new Set(["single", "multiple", "output", "order", "numeric", "bug"]));
  assert.ok(card.task);
});

/** What is done to a good card so that the schema must refuse it. @type {Record<string, (card: any) => void>} */
const breaks = {
  "a field is missing": (card) => delete card.short_answer,
  "a field is unknown": (card) => (card.note = "x"),
  "a text is blank": (card) => (card.answer = " \n"),
  "a kind is misspelt": (card) => (card.questions[0].kind = "sinlge"),
  "an option has no explanation": (card) => delete card.questions[0].options[0].explanation,
  "there are two options only": (card) => card.questions[0].options.splice(2),
  "a curriculum id is named twice": (card) => card.covers.push(card.covers[0]),
  "a link is not https": (card) => (card.links[0].url = "http://docs.python.org/3/"),
  "a snippet has no output": (card) => delete card.verify[0].stdout,
};

const question = (/** @type {any} */ card, /** @type {string} */ id) =>
  card.questions.find((/** @type {any} */ each) => each.id === `K01-${id}`);

/** The same for a card with questions of every kind. @type {Record<string, (card: any) => void>} */
const breaksOfKinds = {
  "a question has a field of another kind": (card) => (question(card, "prints").options = []),
  "an output question names no snippet": (card) => delete question(card, "prints").snippet,
  "a number drawn has no end": (card) => delete question(card, "batches").draw.n.to,
  "a step of a range is 0": (card) => (question(card, "batches").draw.n.step = 0),
  "a question with numbers has no check": (card) => delete question(card, "batches").check,
  "a drawn name is in capitals": (card) => (question(card, "batches").draw.N = { one_of: [1, 2] }),
  "there are too many decimals": (card) => (question(card, "batches").decimals = 4),
  "there are two steps only": (card) => question(card, "steps").steps.splice(2),
  "a marked line is no number": (card) => (question(card, "line").lines[0].line = "4"),
  "a bug has no fix": (card) => delete question(card, "line").fix,
  "a task has no wrong solution": (card) => (card.task.wrong = []),
};

/** @type {Record<string, (scenario: any) => void>} */
const breaksOfScenarios = {
  "its id is no scenario's": (entry) => (entry.id = "C01"),
  "a turn has no hints": (entry) => delete entry.turns[0].hints,
  "a turn takes too long": (entry) => (entry.turns[0].minutes = 60),
  "an alias is in capitals": (entry) => (entry.turns[0].key_points[0].aliases[0] = "RPS"),
  "a follow-up comes at no time": (entry) => (entry.turns[0].follow_ups[0].when = "sometimes"),
  "there are four turns": (entry) => entry.turns.splice(4),
};

/** @type {["card" | "scenario", () => any, Record<string, (entry: any) => void>][]} */
const tables = [
  ["card", () => readJson(join(questions, files[0].folder, files[0].file)), breaks],
  ["card", everyKind, breaksOfKinds],
  ["scenario", scenario, breaksOfScenarios],
];
for (const [kind, good, table] of tables) {
  for (const [name, damage] of Object.entries(table)) {
    test(`the schema refuses a ${kind} when ${name}`, options, () => {
      const entry = good();
      damage(entry);
      assert.equal(validator(kind)(entry), false);
    });
  }
}
