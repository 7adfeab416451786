// Every record of the reader's: answers, grades, marks, settings, interviews; in memory, and in the
// platform's store.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/rng.h"
#include "engine/practice/history.h"
#include "web/app/screen.h"

namespace sp::app {

/// The answers of this reader. What is recorded is in history() at once, and in the store as soon as that has
/// it. When the store refuses, the record stays in memory, problem() says so, so that it can still be
/// exported, and it is tried again as soon as the store has taken another. Main thread only.
class AnswerLog {
 public:
  /// Starts to load what is stored.
  explicit AnswerLog(Shell& shell);

  const practice::History& history() const { return history_; }
  /// False until the store has answered.
  bool loaded() const { return loaded_; }
  /// One sentence for the reader when something is not kept or not readable; empty otherwise.
  const std::string& problem() const { return unstored_.empty() ? problem_ : store_problem_; }
  /// Counts changes of history(): what is derived from it need only be made anew when this differs.
  std::uint64_t version() const { return version_; }
  /// Counts how often all progress was erased, here or in another window.
  int erasures() const { return erasures_; }

  /// A fresh id, and the time now, for a record.
  std::string new_id(std::int64_t at) { return practice::make_answer_id(rng_, at); }
  static std::int64_t utc_now_ms();

  void record(practice::Record record);
  /// Lines that another tab has written.
  void merge_lines(const std::vector<std::string>& lines);
  /// Another tab has erased the store.
  void erased_elsewhere();

  // These wait until what is stored is loaded: before that, a file would lack it.

  /// Gives the reader a file with every answer, and every line that could not be read.
  void export_file();
  /// Lets the reader choose such a file and adds what is new in it. `done` gets sentences that say what
  /// happened, once the store has answered. Lines that are no records stay in the file alone.
  void import_file(std::function<void(std::string)> done);
  /// Forgets everything, here and in the store; calls `done` when the store has.
  void erase(std::function<void()> done);

 private:
  void once_loaded(std::function<void()> act);
  void forget();
  void add_stored(const std::vector<std::string>& lines, std::string_view name);
  void add_imported(std::string_view text, std::function<void(std::string)> done);
  void keep(const practice::Record& record, std::function<void(bool stored)> done = {});
  void not_stored(const practice::Record& record, const std::string& why);

  Shell& shell_;
  Rng rng_;
  practice::History history_;
  std::vector<std::string> set_aside_;  ///< lines that are no records, as they stand in the store
  std::vector<practice::Record> unstored_;
  std::string store_problem_;  ///< of unstored_
  std::string problem_;
  std::uint64_t version_ = 0;
  int erasures_ = 0;
  bool loaded_ = false;
  std::vector<std::function<void()>> once_loaded_;
};

}  // namespace sp::app
