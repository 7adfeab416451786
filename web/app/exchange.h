// Questions for other programs, and from them: asks the part of the program that web/exchange/ is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "web/app/decks.h"
#include "web/platform/platform.h"

namespace sp::app {

enum class ExportFormat : std::uint8_t { anki, gift, markdown };

/// A file to keep, and how many cards are in it.
struct Exported {
  std::string text;
  std::int64_t cards = 0;
};

/// What a file of another program comes to.
struct Converted {
  std::string deck;               ///< JSON; empty when nothing could be taken
  std::vector<Problem> problems;  ///< what was left out; the first ones
  std::size_t problem_count = 0;
};

/// Whether the file's name is one that such files have, rather than a deck's.
bool is_foreign(std::string_view file_name);

/// Both answer later, on the main thread; an Error says in one sentence what the reader can do. `decks` are
/// the reader's own, and with `own_only` all that is written.
void export_questions(platform::Platform& platform, ExportFormat format, std::span<const Deck> decks,
                      bool own_only, std::function<void(Result<Exported>)> done);
void convert_questions(platform::Platform& platform, const platform::File& file,
                       std::function<void(Result<Converted>)> done);

}  // namespace sp::app
