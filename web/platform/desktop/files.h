#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "engine/base/status.h"
#include "web/platform/platform.h"

namespace sp::platform {

/// The whole file, or an Error with the reason.
Result<std::string> read_file(const std::filesystem::path& path);

/// A file that the reader gives, read if it is not too large.
File read_given(const std::filesystem::path& path);

/// What the desktop window keeps, in plain files: answers.jsonl below XDG_DATA_HOME/switchpoint, one answer a
/// line, the folder decks beside it, one file a deck, whose time is when it was kept, and preferences below
/// XDG_CONFIG_HOME/switchpoint, one NAME=VALUE a line. One thread; other processes may append to the answers
/// at the same time.
class Files {
 public:
  Files();
  Files(std::filesystem::path data, std::filesystem::path config);

  StoredAnswers load_answers() const;
  /// On the disk when it returns. An id that was appended before by this object is left as it is.
  Status append_answer(std::string_view id, std::string_view line);
  Status erase_answers();

  StoredDecks load_decks() const;
  /// On the disk when it returns, whole or not at all. The deck's name is that of a file: no folders.
  Status keep_deck(const File& deck) const;
  Status remove_deck(std::string_view name) const;

  std::string preference(std::string_view name) const;
  void set_preference(std::string_view name, std::string_view value);

  /// Writes a new file into the user's download folder (or the home folder) and returns its path; adds a
  /// number to a name that is taken.
  static Result<std::string> save_download(std::string_view name, std::string_view bytes);

 private:
  std::filesystem::path answers_file() const { return data_ / "answers.jsonl"; }
  std::filesystem::path decks_folder() const { return data_ / "decks"; }
  std::filesystem::path preferences_file() const { return config_ / "preferences"; }

  std::filesystem::path data_;
  std::filesystem::path config_;
  std::map<std::string, std::string, std::less<>> preferences_;
  std::unordered_set<std::string> appended_;
};

}  // namespace sp::platform
