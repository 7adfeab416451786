#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/rng.h"
#include "engine/practice/fsrs.h"

namespace sp::practice {

enum class Source : std::uint8_t {
  practice,    ///< a question of the bank
  prediction,  ///< the prediction before a demo runs: `card` is empty, `question` is "demo:<demo id>"
  recall,      ///< the card's own prompt, answered aloud and graded by oneself: `question` is empty
};

/// One answer that was given: a record of the append-only log from which all progress is derived. Plain data.
struct Answer {
  std::string id;       ///< 32 lower-case hex digits, unique over all devices: see `make_answer_id`
  std::int64_t at = 0;  ///< when it was checked: Unix time in milliseconds, UTC
  Source source = Source::practice;
  std::string card;                 ///< card id
  std::string question;             ///< question id
  std::vector<std::string> order;   ///< ids of options or steps in the order they were shown
  std::vector<std::string> chosen;  ///< option ids that were chosen, in the order shown; of `order` questions
                                    ///< all step ids, as the learner put them
  std::string text;                 ///< what was typed; empty for kinds that are not typed
  int line = 0;                     ///< the line of code that was chosen; 0 for other kinds
  std::optional<std::uint64_t> seed;  ///< of the question's numbers, when it draws some; below 2^53
  bool correct = false;
  std::optional<Grade> grade;  ///< of `recall`; others are graded by `correct`, unless a Regrade says more
  std::int64_t ms_taken = 0;   ///< from showing the question to checking the answer, in milliseconds

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// 48 bits of time, then 80 of `rng`, as UUID version 7 does: sorts by time. `rng` must be seeded from a
/// source of true randomness, once for each start of the program: two devices with one seed would give
/// different answers one id.
std::string make_answer_id(Rng& rng, std::int64_t at_unix_ms);

/// An answer to the card's prompt, given aloud; anything but `again` counts as right.
Answer make_recall(std::string id, std::int64_t at_unix_ms, std::string_view card_id, Grade grade,
                   std::int64_t ms_taken);

/// An answer to a demo's prediction; `order` are the prediction's option ids as shown.
Answer make_prediction(std::string id, std::int64_t at_unix_ms, std::string_view demo_id,
                       std::vector<std::string> order, std::string chosen, bool correct,
                       std::int64_t ms_taken);

}  // namespace sp::practice
