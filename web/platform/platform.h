// What the front end needs from its home: a browser page or a desktop window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/demos/host.h"
#include "web/widgets/accessibility.h"
#include "web/widgets/ui.h"

namespace sp::platform {

/// What the reader's system asks for. Followed live: Program::appearance_changed() tells of changes.
struct Appearance {
  bool dark = true;
  bool reduced_motion = false;
  friend bool operator==(const Appearance&, const Appearance&) = default;
};

/// The home of a run with a screen before it.
class ScreenHost : public demos::Host {
 public:
  /// About as long as a frame of a usual window takes where the processor draws it; a larger one takes longer
  /// and still disturbs what is measured first.
  Nanos drawing_time() const final { return 200 * kMillisecond; }
};

/// What the store of answers held when it was opened.
struct StoredAnswers {
  std::vector<std::string> lines;  ///< as written, in no particular order
  std::string problem;  ///< one sentence for the user when the store cannot be read or kept; empty otherwise
};

/// A file of the reader's own: given now, or kept earlier.
struct File {
  std::string name;     ///< without its folders
  std::string text;     ///< its bytes; empty if there is a problem
  std::int64_t at = 0;  ///< when it was kept, Unix time in milliseconds; 0 if it is given now
  std::string problem;  ///< one sentence about why there is no text; empty otherwise
};

/// A larger file that is given is not read.
inline constexpr std::size_t kMostFileBytes = std::size_t{4} << 20U;

/// What the store of decks held when it was opened.
struct StoredDecks {
  std::vector<File> decks;  ///< in no particular order; of a name, one
  std::string problem;      ///< one sentence for the user when the store cannot be read; empty otherwise
};

/// What a Platform asks of the program that it runs. Every call comes on the main thread, between frames
/// unless it is frame() itself. A frame follows every call but visibility_changed(false).
class Program {
 public:
  virtual ~Program() = default;

  /// Draws one frame: when it returns, ImGui::GetDrawData() is ready. The back ends' NewFrame has been
  /// called. `now_s` comes from one steady clock. Returns the seconds until the next frame is wanted: 0 = at
  /// once, negative = none until something happens.
  virtual double frame(double now_s) = 0;

  virtual void action(ui::Action action) = 0;
  /// CSS pixels, as a browser's wheel event gives them.
  virtual void wheel(float dx, float dy, bool ctrl) = 0;
  virtual void pinch(float factor, ui::Point at) = 0;

  /// The address was changed by the user (typed, a link, Back). "#/lab/gil-cpu-bound?threads=8", or empty.
  virtual void address_changed(std::string_view address) = 0;
  virtual void appearance_changed(const Appearance& appearance) = 0;
  /// Answers that another window of the same store has just recorded.
  virtual void answers_arrived(std::vector<std::string> lines) = 0;
  /// Another window of the same store has erased all answers.
  virtual void answers_erased() = 0;
  /// Files that were dropped onto the window: at least one.
  virtual void files_dropped(std::vector<File> files) = 0;
  /// Another window of the same store has changed its decks.
  virtual void decks_changed() = 0;
  virtual void visibility_changed(bool visible) = 0;
};

/// The home of the front end. One implementation a build: web/platform/browser or web/platform/desktop.
///
/// Main thread only, except request_frame() and host(). Nothing here blocks; what takes time answers through
/// a callback, which comes on the main thread, never from inside the call, and is followed by a frame. An
/// implementation outlives the Program that it runs.
class Platform {
 public:
  virtual ~Platform() = default;

  // --- frames ---
  /// Any thread, never blocks: a frame is drawn soon. Calls made before that frame starts are one request.
  virtual void request_frame() = 0;
  /// The tree of the frame just drawn, given only when its hash changed.
  virtual void publish_tree(const ui::Tree& tree) = 0;
  virtual void set_cursor(ui::Ui::Cursor cursor) = 0;
  /// True where Tab, arrows and typing are for the Ui itself; false where the page's mirror takes them.
  virtual bool own_keyboard() const = 0;

  // --- address ---
  /// Where the program is to open: "#/practice", or empty.
  virtual std::string address() const = 0;
  /// Shows `address`. `replace` changes the current entry of the history instead of adding one.
  /// address_changed() is not called.
  virtual void set_address(std::string_view address, bool replace) = 0;
  virtual void set_title(std::string_view title) = 0;
  /// Opens an https address outside of the program; to be called within the frame that follows the click.
  virtual void open_url(std::string_view url) = 0;

  // --- appearance and preferences ---
  virtual Appearance appearance() const = 0;
  /// Colours around the canvas (scroll bounce, address bar, text boxes of the page) follow the theme that the
  /// program chose.
  virtual void theme_chosen(ui::ThemeKind kind) = 0;
  /// Small settings kept from visit to visit; empty if never set or not kept. Names: "theme" (dark | light |
  /// auto), "text_scale".
  virtual std::string preference(std::string_view name) const = 0;
  virtual void set_preference(std::string_view name, std::string_view value) = 0;

  // --- files ---
  /// A file shipped with the program: "outline.txt", "bank.txt", "fonts/...". Empty if it is missing, or not
  /// there yet. The bytes live as long as the platform.
  virtual std::span<const std::byte> asset(std::string_view name) const = 0;
  /// For a file that may come after the program has begun, "bank.txt": calls `done` when asset() has it, or
  /// never will.
  virtual void await_asset(std::string_view name, std::function<void()> done) = 0;
  virtual void set_clipboard(std::string_view text) = 0;
  /// Whether print() does anything: the browser's home prints what the accessible tree holds.
  virtual bool can_print() const = 0;
  virtual void print() = 0;
  /// Gives the user a file to keep (the browser's download; on the desktop a file in the download folder).
  /// The callback gets the place where it was put, or an empty string where the browser decides.
  virtual void download(std::string_view name, std::string_view mime, std::string_view bytes,
                        std::function<void(Result<std::string> place)> done) = 0;
  /// Lets the user choose a text file to read; nothing is called when the user changes their mind.
  virtual void open_file(std::string_view extension, std::function<void(Result<std::string> text)> done) = 0;

  /// The same for several files of any encoding; each that cannot be read has a problem.
  virtual void open_files(std::string_view extension, std::function<void(std::vector<File>)> done) = 0;

  // --- answers: an append-only store, one record an answer ---
  virtual void load_answers(std::function<void(StoredAnswers)> done) = 0;
  /// `id` is unique; an id that is stored already is left as it is. An Error says in one sentence why the
  /// record was not kept.
  virtual void append_answer(std::string_view id, std::string_view line,
                             std::function<void(Status)> done) = 0;
  virtual void erase_answers(std::function<void(Status)> done) = 0;

  // --- decks: the reader's own questions, files by name ---
  virtual void load_decks(std::function<void(StoredDecks)> done) = 0;
  /// Byte for byte, in the place of one of the same name; all of it, or an Error that says in one sentence
  /// why not.
  virtual void keep_deck(const File& deck, std::function<void(Status)> done) = 0;
  virtual void remove_deck(std::string_view name, std::function<void(Status)> done) = 0;

  // --- questions for other programs, and from them ---
  /// What web/exchange/service.h says of the request, with the bank that is shipped; an Error when that part
  /// of the program cannot be had.
  virtual void exchange(std::string_view request, std::function<void(Result<std::string>)> done) = 0;

  // --- the machine ---
  /// The Host for demos: cores, threads. Any thread.
  virtual demos::Host& host() = 0;
};

using MakeProgram = std::function<std::unique_ptr<Program>(Platform&)>;

/// Opens the window or takes over the page's canvas, makes the program and draws it on demand. On the desktop
/// returns the exit code when the window is closed; in the browser returns at once, and everything lives on
/// until the page is left. A graphics context or window that cannot be had is said in a sentence, on the page
/// or on the error output.
int run(int argc, char** argv, const MakeProgram& make);

}  // namespace sp::platform
