#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/rng.h"
#include "engine/practice/session.h"
#include "native/log_file.h"
#include "native/quiz/quiz_text.h"

namespace sp::native {

/// What every quiz at the terminal needs from outside. Plain data.
struct ConversationOptions {
  std::optional<std::uint64_t>
      id_seed;           ///< for tests; else from the system's randomness: makes record ids unique
  std::string log_file;  ///< records are read here and appended, each one synced to the disk; empty: neither
  bool colour = false;   ///< see Terminal::colour
  std::function<std::int64_t()> now_unix_ms;  ///< for tests; else the system's clock
  std::function<bool()> interrupted;          ///< becomes true on Ctrl-C (InterruptWatch); empty: never
  std::function<void(const practice::Record&)> kept;  ///< for tests: told of each record once it is on disk
};

/// What somebody typed instead of an answer, or that they gave one.
enum class Typed {
  answer,
  undo,     ///< u
  bury,     ///< b
  suspend,  ///< s
  flag,     ///< f
  skip,     ///< -
  end,      ///< q, the end of the input, or Ctrl-C
};

/// A terminal, or pipes in its place, on which questions are asked, and the log in which answers are kept.
/// Writes plain lines, each said once: nothing is redrawn. One thread.
class Conversation {
 public:
  /// `options` and the streams must outlive it.
  Conversation(const ConversationOptions& options, std::istream& in, std::ostream& out);

  /// Reads the log, and says what of it was set aside. False when it cannot be read, which is said too.
  bool open_log();
  const practice::History& history() const noexcept { return log_.history(); }

  std::ostream& out() noexcept { return out_; }
  /// A line by itself.
  void say(std::string_view line, Ink ink = Ink::plain);
  const Paint& paint() const noexcept { return paint_; }
  std::int64_t now() const;  ///< Unix time in milliseconds
  bool interrupted() const { return options_.interrupted && options_.interrupted(); }

  /// False at the end of the input and after Ctrl-C.
  bool read_line(std::string& line);
  bool read_yes();  ///< whether the next line begins with y

  /// A heading, the question's prompt, and what else belongs to it.
  void show_question(const practice::QuizSession& session, std::string_view heading);
  /// Reads until the session has an answer that can be checked, or one of `commands`, a text of their
  /// letters. `end` is always one of them.
  Typed read_answer(practice::QuizSession& session, std::string_view commands = {});

  std::string new_id(std::int64_t at) { return practice::make_answer_id(ids_, at); }
  /// Into the history, and the log. When that cannot be written, it is said, once.
  void keep(practice::Record record);
  bool log_failed() const noexcept { return log_failed_; }
  /// Where the answers are, and the exit code: kExitFailed when some could not be kept, kExitInterrupted
  /// after Ctrl-C.
  int end();

 private:
  const ConversationOptions& options_;
  std::istream& in_;
  std::ostream& out_;
  Paint paint_;
  Rng ids_;
  LogFile log_;
  bool log_failed_ = false;
};

/// The command of this line among `commands`: its letter, or the letter after a colon; "quit" ends as "q"
/// does. `taken` are capital letters that mean something else unless a colon stands before them. Nothing
/// when it is no command.
std::optional<Typed> command_of(std::string_view line, std::string_view commands, std::string_view taken);

}  // namespace sp::native
