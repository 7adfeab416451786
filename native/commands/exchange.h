// `switchpoint export` and `switchpoint import`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint export` was asked for, unchecked. At most one of card and topic is given.
struct ExportOptions {
  std::string format;  ///< "anki", "gift", "markdown"
  std::string card;
  std::string topic;
  std::vector<std::string> decks;  ///< files of the reader's own: only their cards then
  std::string bundle;              ///< empty: the one that the build made
  std::uint64_t seed = 1;
  std::size_t instances = 1;  ///< GIFT: of each question with numbers of its own
  std::string output;         ///< a file; empty: `out`
};

/// Writes the cards and their questions in another program's format, with the bank's own problems, if any, on
/// `err`. Returns kExitOk; kExitUsage when there is no such format, card or topic; kExitFailed when a deck
/// has problems; kExitUnavailable when a file cannot be read or written.
ExitCode run_export(const ExportOptions& options, std::ostream& out, std::ostream& err);

/// What `switchpoint import` was asked for, unchecked.
struct ImportOptions {
  std::vector<std::string> files;
  std::string format;  ///< "anki", "gift"; empty: by each file's name
  std::string bundle;  ///< whose ids the deck must not have; empty: the one that the build made
  std::string output;  ///< the deck's file
};

/// Turns files of other programs into one deck and writes it, with a summary on `out`. Everything that is
/// left out is named on `err`, one a line, as file:line:column: name: message; then kExitFailed comes back,
/// and no file is written if nothing is left. kExitOk when all was taken; kExitUsage when a format is not
/// known; kExitUnavailable when a file cannot be read or written.
ExitCode run_import(const ImportOptions& options, std::ostream& out, std::ostream& err);

}  // namespace sp::native
