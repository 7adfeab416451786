// Decks: questions of the reader's own, beside the program's bank.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::bank {

/// More is not read, so that a wrong file costs neither time nor memory.
inline constexpr std::size_t kMostDeckBytes = std::size_t{4} << 20U;
inline constexpr std::size_t kMostDeckEntries = 1000;    ///< cards, and scenarios, of one deck
inline constexpr std::size_t kMostDeckQuestions = 100;   ///< of one card
inline constexpr std::size_t kMostDeckValues = 200'000;  ///< of JSON: objects, lists, texts, numbers

/// What came of one deck: taken as a whole, or not at all.
struct DeckReport {
  std::size_t cards = 0, questions = 0, scenarios = 0;  ///< that it brings; 0 when it is not taken
  std::vector<Problem> problems;  ///< by place, at most 200, then one that says how many more there are
  std::size_t problem_count = 0;  ///< those beyond 200 included

  bool taken() const noexcept { return problem_count == 0; }
};

/// A bank with decks, and what came of each, in their order.
struct LoadedDecks {
  Bank bank;
  std::vector<DeckReport> decks;
};

/// Reads decks, one after the other, into a bank that begins with what `base` has. A deck holds one card or
/// scenario, a list of them, or a bundle, {"format": 2, "cards": [...], "scenarios": [...]}, of which either
/// list may be missing; in every entry what only the tests read may be missing, too, and a field "file" is
/// passed over. Otherwise what holds for the bank holds for them, `check`'s trial of drawn numbers included,
/// but for this: what only serves reading may be missing.
///
/// A card needs only `id`, `topic`, `title`, and something to answer: questions, a task, or a `prompt` with
/// `short_answer` or `answer`, to be recalled. Its lists may be shorter, and it may have up to
/// kMostDeckQuestions questions. These need no explanations, 2 to 12 options, 3 to 9 steps, no wrong answers
/// (`wrong`) and no `fix`. What is there keeps to the bank's rules; what is missing is empty, and `level`
/// mid.
///
/// An id that `base` or an earlier deck has is a problem; scenarios may name the cards of both. The name of a
/// deck is the file in messages, and `Card::deck` of what it brings. Never throws on account of the texts.
LoadedDecks load_decks(const Bank& base, std::span<const SourceText> decks, const LoadOptions& options = {});

/// What a deck from a file of this path is called: the file's own name without control characters, at most 80
/// bytes. Never empty, "." or ".."; holds no slash and does not begin with a point.
std::string deck_name(std::string_view path);

}  // namespace sp::bank
