// Types of what passes between the page's scripts and the program.

/** A node of the accessible tree, as Tree::to_json() writes it: what has its default value is left out. */
export interface TreeNode {
  id: number;
  parent?: number;
  role: string;
  name?: string;
  value?: string;
  description?: string;
  hint?: string;
  href?: string;
  shortcut?: string;
  level?: number;
  focusable?: boolean;
  disabled?: boolean;
  has_checked?: boolean;
  checked?: boolean;
  has_expanded?: boolean;
  expanded?: boolean;
  current?: boolean;
  selected?: boolean;
  /** ids of nodes */
  controls?: number;
  active?: number;
  modal?: boolean;
  multiline?: boolean;
  /** of a text box, in bytes of UTF-8 */
  limit?: number;
  takes_keys?: boolean;
  min?: number;
  max?: number;
  now?: number;
  step?: number;
  caret?: number;
  /** x, y, width, height in CSS pixels from the canvas's top left */
  rect?: [number, number, number, number];
}

export interface Tree {
  focused?: number;
  nodes: TreeNode[];
}

/** The names of Action::Kind. */
export type ActionKind =
  'activate' | 'set_value' | 'focus' | 'blur' | 'increment' | 'decrement' | 'key' | 'scroll_into_view';

/** Sends an action to the program; id 0 means no node in particular. */
export type SendAction = (id: number, kind: ActionKind, number?: number, text?: string) => void;

/** A file that the reader gave: its bytes, or one sentence about why there are none. */
export interface GivenFile {
  name: string;
  bytes?: Uint8Array;
  problem?: string;
}

/** A deck as it is kept; `at` is Unix time in milliseconds. */
export interface StoredDeck {
  name: string;
  bytes: Uint8Array;
  at: number;
}

/** What exchange-worker.mjs is sent. */
export interface ExchangeRequest {
  bank: Uint8Array;
  request: string;
}

/** What web/exchange/browser/main.cpp exports. */
export interface ExchangeProgram {
  _malloc(bytes: number): number;
  _sp_exchange(bank: number, bankLength: number, request: number, requestLength: number): number;
  UTF8ToString(address: number): string;
  HEAPU8: Uint8Array;
}

/** What the program asks of the page: see web/platform/browser/page.h. */
export interface Host {
  requestFrame(): void;
  fail(reason: string): void;
  publishTree(json: string): void;
  setCursor(cursor: number): void;
  address(): string;
  setAddress(address: string, replace: boolean): void;
  setTitle(title: string): void;
  openUrl(url: string): void;
  appearance(): number;
  themeChosen(dark: boolean): void;
  preference(name: string): string;
  setPreference(name: string, value: string): void;
  asset(name: string): Uint8Array | undefined;
  /** Replies when `asset(name)` has it. */
  awaitAsset(token: number, name: string): void;
  setClipboard(text: string): void;
  print(): void;
  download(token: number, name: string, mime: string, bytes: Uint8Array): void;
  openFile(token: number, extension: string): void;
  loadAnswers(token: number): void;
  appendAnswer(token: number, id: string, line: string): void;
  eraseAnswers(token: number): void;
  openFiles(token: number, extension: string): void;
  loadDecks(token: number): void;
  keepDeck(token: number, deck: StoredDeck): void;
  removeDeck(token: number, name: string): void;
  exchange(token: number, request: string): void;
  cores(): number;
  threads(): number;
}

/** The program: functions that web/platform/browser/run.cpp exports. Texts are addresses of zero-terminated UTF-8. */
export interface Program {
  _main(argc: number, argv: number): number;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _sp_frame(nowSeconds: number): number;
  _sp_resize(width: number, height: number, pixelWidth: number, pixelHeight: number): void;
  _sp_finger(x: number, y: number, down: number): void;
  _sp_mouse(x: number, y: number): void;
  _sp_mouse_button(down: number): void;
  _sp_pointer_gone(): void;
  _sp_wheel(dx: number, dy: number, ctrl: number): void;
  _sp_pinch(factor: number, x: number, y: number): void;
  _sp_action(id: number, kind: number, number: number, text: number): void;
  _sp_address_changed(address: number): void;
  _sp_appearance_changed(): void;
  _sp_visibility_changed(visible: number): void;
  _sp_context_restored(): void;
  _sp_answers_arrived(line: number): void;
  _sp_answers_erased(): void;
  _sp_reply(token: number, text: number, problem: number): void;
  _sp_file(token: number, name: number, bytes: number, length: number, at: number, problem: number): void;
  _sp_files_dropped(): void;
  _sp_decks_changed(): void;
  HEAPU8: Uint8Array;
  stringToUTF8(text: string, address: number, bytes: number): void;
  lengthBytesUTF8(text: string): number;
  /** Starts workers for so many threads. */
  startThreads(count: number): void;
}

export interface ProgramOptions {
  canvas: HTMLCanvasElement;
  page: Host;
  noInitialRun: boolean;
  poolSize: number;
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
  onAbort(reason: unknown): void;
  print(text: string): void;
  printErr(text: string): void;
}

export type CreateProgram = (options: ProgramOptions) => Promise<Program>;

declare global {
  interface Window {
    /** For tests and the curious. */
    switchpoint: {
      /** Frames drawn since the page was opened. */
      frames: number;
      /** The last accessible tree. */
      tree: Tree | null;
      /** Fulfilled when the first frame was drawn; rejected when the program cannot run. */
      ready: Promise<void>;
    };
  }
}
