#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/practice/history.h"
#include "engine/practice/record.h"

namespace sp::native {

/// The learner's log: a file of lines, and the history that they come to. The file is only ever appended to;
/// other processes may append to it meanwhile, and what they wrote is seen by the next open(). One thread.
class LogFile {
 public:
  /// A log that is kept nowhere.
  LogFile() = default;
  /// Reads the file; a missing one is an empty log, and is made by the first record. An error when it is
  /// there but cannot be read: then nothing should be added to it either. `path` empty: kept nowhere.
  static Result<LogFile> open(std::string path);

  const std::string& path() const noexcept { return path_; }  ///< empty: kept nowhere
  const practice::History& history() const noexcept { return history_; }
  /// The lines of the file that were not understood. They stay there as they are.
  std::span<const practice::SetAside> set_aside() const noexcept { return set_aside_; }

  /// Adds a new record to the history, and to the file. Without an error it is on the disk; with one it is in
  /// the history alone.
  Status append(practice::Record record);

  /// From now on records go to the history alone.
  void detach() { path_.clear(); }

  struct Merged {
    std::size_t added = 0;  ///< records that were new here, or stand instead of another of their id
    std::size_t known = 0;  ///< records that were there already
  };
  /// Adds what is new among the records to the file and to the history: all of it, or with an error nothing.
  /// In whatever order and direction logs are merged, they come to the same history (History::merge).
  Result<Merged> merge(std::span<const practice::Record> records);

  /// A file's text with the whole log: every record once, by time, then the lines that were not understood.
  std::string text() const;

 private:
  std::string path_;
  practice::History history_;
  std::vector<practice::SetAside> set_aside_;
};

/// "1 line of the log was not understood and is set aside: answers.jsonl:7", with the first places if there
/// are several; empty when there is none. `what` is "the log" here.
std::string set_aside_words(std::span<const practice::SetAside> lines, std::string_view what);

}  // namespace sp::native
