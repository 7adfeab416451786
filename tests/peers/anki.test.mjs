// The exported text, read by the rules of Anki's manual, "Importing Text Files". Run: node --test tests/peers

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { cards, numbered, snippetOf, switchpoint } from './bank.mjs';

const separators = { comma: ',', semicolon: ';', tab: '\t', space: ' ', pipe: '|', colon: ':' };

/**
 * Header lines "#key:value" at the top; then records, of which those that begin with # are comments. A field in
 * quotation marks may hold separators, line breaks and doubled quotation marks.
 * @param {string} text
 */
function readAnki(text) {
  /** @type {Record<string, string>} */
  const header = {};
  let rest = text;
  while (rest.startsWith('#')) {
    const line = rest.slice(0, rest.indexOf('\n'));
    const [, key, value] = /^#([^:]+):(.*)$/.exec(line) ?? [];
    assert.ok(key, `a header line is #key:value, not ${line}`);
    assert.ok(!(key in header), `${key} stands once`);
    header[key] = value;
    rest = rest.slice(line.length + 1);
  }
  const separator = separators[/** @type {keyof typeof separators} */ (header.separator.toLowerCase())];
  assert.ok(separator, header.separator);
  /** @type {string[][]} */
  const records = [];
  let at = 0;
  while (at < rest.length) {
    assert.notEqual(rest[at], '#', 'a record that begins with # would be a comment');
    /** @type {string[]} */
    const fields = [];
    for (let more = true; more;) {
      let field = '';
      if (rest[at] === '"') {
        for (at++; ; at++) {
          assert.ok(at < rest.length, 'a quoted field ends');
          if (rest[at] !== '"') field += rest[at];
          else if (rest[at + 1] === '"') field += rest[at++];
          else break;
        }
        at++;
      } else {
        while (at < rest.length && rest[at] !== separator && rest[at] !== '\n') {
          assert.notEqual(rest[at], '"', 'a field with a quotation mark is quoted');
          field += rest[at++];
        }
      }
      fields.push(field);
      more = rest[at] === separator;
      assert.ok(more || rest[at] === '\n', `a separator or the end of the line after ${field.slice(-40)}`);
      at++;
    }
    records.push(fields);
  }
  return { header, records, separator };
}

const { header, records, separator } = readAnki(switchpoint('export', '--format', 'anki'));
const columns = header.columns.split(separator);
const notes = new Map(records.map((record) => [record[0], Object.fromEntries(columns.map((name, i) => [name, record[i]]))]));

/** @param {string} text */
const decoded = (text) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** What stands in <pre>, line by line. @param {string} html */
const codeOf = (html) => [...html.matchAll(/<pre><code[^>]*>([\s\S]*?)<\/code><\/pre>/g)].map((block) => decoded(block[1]));
/** Letters and digits that a reader sees. @param {string} html */
const wordsOf = (html) => decoded(html.replace(/<[^>]*>/g, '')).replace(/[^\p{L}\p{N}]/gu, '');
/** The same of a Markdown text; the language of a fence is not seen. @param {string} markdown */
const wordsOfMarkdown = (markdown) =>
  markdown.replace(/^( *`{3,})\w+$/gm, '$1').replace(/\]\([^)]*\)/g, ']').replace(/^(\s*)\d+\. /gm, '$1')
    .replace(/[^\p{L}\p{N}]/gu, '');

describe('the exported text for Anki', () => {
  it('begins with header lines that Anki knows, the separator before the columns', () => {
    const known = ['separator', 'html', 'tags', 'columns', 'notetype', 'deck', 'notetype column', 'deck column', 'tags column', 'guid column'];
    for (const key of Object.keys(header)) assert.ok(known.includes(key), key);
    const order = Object.keys(header);
    assert.ok(order.indexOf('separator') < order.indexOf('columns'));
    assert.equal(header.html, 'true');
    assert.deepEqual(columns, ['Id', 'Front', 'Back', 'Tags']);
    assert.equal(columns[Number(header['tags column']) - 1], 'Tags');
    assert.equal(header.notetype, 'Switchpoint');
    assert.equal(header.deck, 'Switchpoint');
    assert.equal(header['guid column'], undefined, 'ids of one\'s own belong into the first field, says the manual');
  });

  it('has a stable id as the first field, once, for each card and each question without drawn numbers', () => {
    const expected = [...cards.values()].flatMap((card) =>
      [card.id, ...card.questions.filter((/** @type {any} */ q) => !q.draw).map((/** @type {any} */ q) => q.id)]);
    assert.deepEqual(records.map((record) => record[0]).sort(), expected.sort());
    assert.equal(notes.size, records.length);
  });

  it('has as many fields in each record as there are columns, none of them empty', () => {
    for (const record of records) {
      assert.equal(record.length, columns.length, record[0]);
      for (const field of record) assert.notEqual(field.trim(), '', record[0]);
    }
  });

  it('has tags without blanks in them, with topic, level and card', () => {
    for (const card of cards.values()) {
      for (const id of [card.id, ...card.questions.map((/** @type {any} */ q) => q.id)]) {
        const note = notes.get(id);
        if (!note) continue;
        const tags = note.Tags.split(' ');
        for (const tag of tags) assert.match(tag, /^[\w:-]+$/);
        for (const tag of [`topic::${card.topic}`, `level::${card.level}`, `card::${card.id}`, ...card.tags])
          assert.ok(tags.includes(tag), `${id}: ${tag}`);
      }
    }
  });

  it('has sound HTML: known elements, each one closed, and nothing unescaped', () => {
    const known = new Set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table tr th td strong em del a br hr'.split(' '));
    for (const [id, { Front, Back }] of notes) {
      for (const html of [Front, Back]) {
        /** @type {string[]} */
        const open = [];
        for (const [, close, name, rest] of html.matchAll(/<(\/?)([a-z0-9]+)([^<>]*)>/g)) {
          assert.ok(known.has(name), `${id}: <${name}>`);
          assert.match(rest, /^( (class="language-\w+"|href="https?:[^"<> ]*"|start="\d+"))?$/, id);
          if (name === 'br' || name === 'hr') continue;
          if (close) assert.equal(open.pop(), name, id);
          else open.push(name);
        }
        assert.deepEqual(open, [], id);
        const text = html.replace(/<\/?[a-z0-9]+[^<>]*>/g, '');
        assert.doesNotMatch(text, /[<>]|&(?!(amp|lt|gt|quot|#\d+);)/, id);
      }
    }
  });

  it('says on cards what the card says, every word', () => {
    for (const card of cards.values()) {
      const { Front, Back } = notes.get(card.id) ?? assert.fail(card.id);
      assert.equal(wordsOf(Front), wordsOfMarkdown(card.prompt), card.id);
      const back = wordsOf(Back);
      for (const text of [card.short_answer, ...card.key_points, card.answer])
        assert.ok(back.includes(wordsOfMarkdown(text)), `${card.id}: ${text.slice(0, 60)}`);
    }
  });

  it('shows programs character by character in <pre>', () => {
    let programs = 0;
    for (const card of cards.values()) {
      for (const question of card.questions) {
        const note = notes.get(question.id);
        if (!note || !['output', 'bug'].includes(question.kind)) continue;
        const snippet = snippetOf(card, question);
        assert.ok(codeOf(note.Front).includes(snippet ? snippet.code : numbered(question.code)), question.id);
        if (snippet) assert.equal(codeOf(note.Back)[0].trimEnd(), snippet.stdout.trimEnd(), question.id);
        ++programs;
      }
    }
    assert.ok(programs > 100);
  });

  it('tells options on the front without what is right, and all reasons on the back', () => {
    for (const card of cards.values()) {
      for (const question of card.questions.filter((/** @type {any} */ q) => q.options)) {
        const { Front, Back } = notes.get(question.id) ?? assert.fail(question.id);
        const items = [...Front.matchAll(/<li>(?:<p>)?<strong>([A-L])\.<\/strong>/g)].map((item) => item[1]);
        assert.equal(items.join(''), 'ABCDEFGHIJKL'.slice(0, question.options.length), question.id);
        for (const option of question.options) {
          assert.ok(wordsOf(Front).includes(wordsOfMarkdown(option.text)), question.id);
          assert.ok(!Front.includes('right</'), question.id);
          assert.ok(wordsOf(Back).includes(wordsOfMarkdown(option.explanation)), question.id);
        }
      }
    }
  });
});
