// Holds every card against questions/schema/card.schema.json, and the schema against broken cards. Run: node --test tests/cards
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

function validator() {
  // @ts-ignore: Ajv is there when the tests run.
  return new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(
    readJson(join(questions, "schema/card.schema.json")));
}

const files = readdirSync(questions, { withFileTypes: true })
  .filter((folder) => folder.isDirectory() && !["schema", "scenarios"].includes(folder.name))
  .flatMap((folder) => readdirSync(join(questions, folder.name)).map((file) => ({ folder: folder.name, file })))
  .filter(({ file }) => file.endsWith(".json"));

test("there are cards", () => assert.ok(files.length > 0));

for (const { folder, file } of files) {
  test(`${folder}/${file} keeps to the schema`, options, () => {
    const validate = validator();
    const card = readJson(join(questions, folder, file));
    validate(card);
    assert.deepEqual(validate.errors ?? [], []);
    assert.equal(card.topic, folder);
    assert.equal(`${card.id}.json`, file);
  });
}

test("the example in docs/adding-a-question.md keeps to the schema", options, () => {
  const page = readFileSync(join(questions, "../docs/adding-a-question.md"), "utf8");
  const example = /```json\n([\s\S]*?)\n```/.exec(page);
  assert.ok(example);
  const validate = validator();
  validate(JSON.parse(example[1]));
  assert.deepEqual(validate.errors ?? [], []);
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

for (const [name, damage] of Object.entries(breaks)) {
  test(`the schema refuses a card when ${name}`, options, () => {
    const validate = validator();
    const card = readJson(join(questions, files[0].folder, files[0].file));
    damage(card);
    assert.equal(validate(card), false);
  });
}
