#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/rng.h"

namespace sp::practice {

/// The latest format that `to_line` writes. Format 2 adds `text`, `line` and `seed`; an answer without any of
/// them is written in format 1, as ever. A log may hold lines of later formats: they are set aside, never
/// changed.
inline constexpr int kAnswerFormat = 2;

enum class Source : std::uint8_t {
  practice,    ///< a question of the bank
  prediction,  ///< the prediction before a demo runs: `card` is empty, `question` is "demo:<demo id>"
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
  std::int64_t ms_taken = 0;  ///< from showing the question to checking the answer, in milliseconds

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// 48 bits of time, then 80 of `rng`, as UUID version 7 does: sorts by time. `rng` must be seeded from a
/// source of true randomness, once for each start of the program: two devices with one seed would give
/// different answers one id.
std::string make_answer_id(Rng& rng, std::int64_t at_unix_ms);

/// An answer to a demo's prediction; `order` are the prediction's option ids as shown.
Answer make_prediction(std::string id, std::int64_t at_unix_ms, std::string_view demo_id,
                       std::vector<std::string> order, std::string chosen, bool correct,
                       std::int64_t ms_taken);

/// One line of the log without its line end: a JSON object whose last field "crc" is the CRC-32 of all bytes
/// before it. Bytes that are not UTF-8 become U+FFFD.
std::string to_line(const Answer& answer);

/// A line of the log that could not be used: torn, damaged, foreign, or of a later format. `text` is the line
/// as it stood, without its line end, so that whoever rewrites the log can write it back.
struct SetAside {
  int line = 0;  ///< 1-based
  std::string text;
  Problem problem;
};

struct ParsedLog {
  std::vector<Answer> answers;  ///< in the order of the log; an id may occur twice (History merges)
  std::vector<SetAside> set_aside;
};

/// Reads a whole log. Lines end with LF or CR LF; the last one may lack its end; empty lines mean nothing.
/// Never throws on account of `text`. `name` is for the problems.
ParsedLog parse_log(std::string_view text, std::string_view name);

}  // namespace sp::practice
