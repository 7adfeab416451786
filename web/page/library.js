// The C++ side of the page: functions that web/platform/browser/page.h declares. Each hands over to Module.page, an object with the
// interface Host of types.d.ts, made by loader.mjs. Linked into the program with --js-library; everything runs on the main thread.
/* global mergeInto, LibraryManager, Module, UTF8ToString, stringToNewUTF8, HEAPU8 */

mergeInto(LibraryManager.library, {
  // From a worker the call is posted to the main thread and nobody waits for it.
  sp_page_request_frame__proxy: 'async',
  sp_page_request_frame: () => Module['page'].requestFrame(),
  sp_page_fail__deps: ['$UTF8ToString'],
  sp_page_fail: (reason) => Module['page'].fail(UTF8ToString(reason)),

  sp_page_publish_tree__deps: ['$UTF8ToString'],
  sp_page_publish_tree: (json, length) => Module['page'].publishTree(UTF8ToString(json, length)),
  sp_page_set_cursor: (cursor) => Module['page'].setCursor(cursor),

  sp_page_address__deps: ['$stringToNewUTF8'],
  sp_page_address: () => stringToNewUTF8(Module['page'].address()),
  sp_page_set_address__deps: ['$UTF8ToString'],
  sp_page_set_address: (address, replace) => Module['page'].setAddress(UTF8ToString(address), !!replace),
  sp_page_set_title__deps: ['$UTF8ToString'],
  sp_page_set_title: (title) => Module['page'].setTitle(UTF8ToString(title)),
  sp_page_open_url__deps: ['$UTF8ToString'],
  sp_page_open_url: (url) => Module['page'].openUrl(UTF8ToString(url)),

  sp_page_appearance: () => Module['page'].appearance(),
  sp_page_theme_chosen: (dark) => Module['page'].themeChosen(!!dark),
  sp_page_preference__deps: ['$UTF8ToString', '$stringToNewUTF8'],
  sp_page_preference: (name) => stringToNewUTF8(Module['page'].preference(UTF8ToString(name))),
  sp_page_set_preference__deps: ['$UTF8ToString'],
  sp_page_set_preference: (name, value) => Module['page'].setPreference(UTF8ToString(name), UTF8ToString(value)),

  sp_page_asset_size__deps: ['$UTF8ToString'],
  sp_page_asset_size: (name) => Module['page'].asset(UTF8ToString(name))?.byteLength ?? -1,
  sp_page_asset_read__deps: ['$UTF8ToString'],
  sp_page_asset_read: (name, to) => {
    const bytes = Module['page'].asset(UTF8ToString(name));
    if (bytes) HEAPU8.set(bytes, to);
  },

  sp_page_await_asset__deps: ['$UTF8ToString'],
  sp_page_await_asset: (token, name) => Module['page'].awaitAsset(token, UTF8ToString(name)),

  sp_page_set_clipboard__deps: ['$UTF8ToString'],
  sp_page_set_clipboard: (text, length) => Module['page'].setClipboard(UTF8ToString(text, length)),

  sp_page_print: () => Module['page'].print(),

  sp_page_download__deps: ['$UTF8ToString'],
  sp_page_download: (token, name, mime, bytes, length) =>
    // A copy: a Blob takes no view of shared memory.
    Module['page'].download(token, UTF8ToString(name), UTF8ToString(mime), HEAPU8.slice(bytes, bytes + length)),
  sp_page_open_file__deps: ['$UTF8ToString'],
  sp_page_open_file: (token, extension) => Module['page'].openFile(token, UTF8ToString(extension)),

  sp_page_load_answers: (token) => Module['page'].loadAnswers(token),
  sp_page_append_answer__deps: ['$UTF8ToString'],
  sp_page_append_answer: (token, id, line) => Module['page'].appendAnswer(token, UTF8ToString(id), UTF8ToString(line)),
  sp_page_erase_answers: (token) => Module['page'].eraseAnswers(token),

  sp_page_open_files__deps: ['$UTF8ToString'],
  sp_page_open_files: (token, extension) => Module['page'].openFiles(token, UTF8ToString(extension)),
  sp_page_load_decks: (token) => Module['page'].loadDecks(token),
  sp_page_keep_deck__deps: ['$UTF8ToString'],
  sp_page_keep_deck: (token, name, bytes, length, at) =>
    Module['page'].keepDeck(token, { name: UTF8ToString(name), bytes: HEAPU8.slice(bytes, bytes + length), at }),
  sp_page_remove_deck__deps: ['$UTF8ToString'],
  sp_page_remove_deck: (token, name) => Module['page'].removeDeck(token, UTF8ToString(name)),

  sp_page_exchange__deps: ['$UTF8ToString'],
  sp_page_exchange: (token, request, length) => Module['page'].exchange(token, UTF8ToString(request, length)),

  // Workers for threads: the page asks for them once its first frame is drawn, which they would hold up.
  $startThreads__deps: ['$PThread'],
  $startThreads: (count) => {
    while (count-- > 0) PThread.allocateUnusedWorker();
    PThread.loadWasmModuleToAllWorkers(() => {});
  },

  sp_page_cores: () => Module['page'].cores(),
  sp_page_threads: () => Module['page'].threads(),
});
