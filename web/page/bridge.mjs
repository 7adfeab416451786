// Calls into the program, with texts.

/** @import { GivenFile, Program, SendAction, ActionKind } from './types.js' */

/**
 * Runs `use` with the address of each text as zero-terminated UTF-8 in the program's memory (0 for null), and frees them after it.
 * @template T
 * @param {Program} program
 * @param {(string | null)[]} texts
 * @param {(...addresses: number[]) => T} use
 * @returns {T}
 */
export function withTexts(program, texts, use) {
  const addresses = texts.map((text) => {
    if (text === null) return 0;
    const bytes = program.lengthBytesUTF8(text) + 1;
    const address = program._malloc(bytes);
    program.stringToUTF8(text, address, bytes);
    return address;
  });
  try {
    return use(...addresses);
  } finally {
    for (const address of addresses) program._free(address);
  }
}

/** The program's exports, as the page's parts use them. */
export class Bridge {
  /** @param {Program} program */
  constructor(program) {
    this.program = program;
  }

  /** @type {SendAction} */
  action = (id, kind, number = -1, text = '') => {
    withTexts(this.program, [kind, text], (kindAt, textAt) => this.program._sp_action(id, kindAt, number, textAt));
  };

  /**
   * Answers a request of the program. No text and no problem: the user changed their mind.
   * @param {number} token
   * @param {string | null} text
   * @param {string | null} problem  one sentence
   */
  reply(token, text, problem = null) {
    withTexts(this.program, [text, problem], (textAt, problemAt) => this.program._sp_reply(token, textAt, problemAt));
  }

  /**
   * One file of the answer to a request, which reply() completes; token 0: of those that filesDropped() completes.
   * @param {number} token @param {GivenFile & {at?: number}} file
   */
  file(token, { name, bytes = new Uint8Array(), at = 0, problem = '' }) {
    const { program } = this;
    const room = program._malloc(bytes.length + 1);
    program.HEAPU8.set(bytes, room);
    withTexts(program, [name, problem], (nameAt, problemAt) => program._sp_file(token, nameAt, room, bytes.length, at, problemAt));
    program._free(room);
  }

  /** @param {GivenFile[]} files */
  filesDropped(files) {
    for (const file of files) this.file(0, file);
    this.program._sp_files_dropped();
  }

  decksChanged() {
    this.program._sp_decks_changed();
  }

  /** @param {string} address */
  addressChanged(address) {
    withTexts(this.program, [address], (at) => this.program._sp_address_changed(at));
  }

  answersErased() {
    this.program._sp_answers_erased();
  }

  /** @param {string} line */
  answersArrived(line) {
    withTexts(this.program, [line], (at) => this.program._sp_answers_arrived(at));
  }
}
