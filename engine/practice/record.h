#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/json.h"
#include "engine/practice/answer.h"
#include "engine/practice/fsrs.h"
#include "engine/practice/interview_record.h"

namespace sp::practice {

/// The latest format that `to_line` writes. Format 1 has answers of options; format 2 adds `text`, `line` and
/// `seed` to them; format 3 adds "type" and with it every other record, and graded answers. An answer that
/// needs no more is written in format 1 or 2, as ever. A log may hold lines of later formats: they are set
/// aside, never changed.
inline constexpr int kRecordFormat = 3;

/// The learner gave an answer another grade than what it was worth by itself. Of several the latest by (at,
/// id) stands. Plain data.
struct Regrade {
  std::string id;
  std::int64_t at = 0;
  std::string of;  ///< id of the answer or turn
  Grade grade = Grade::good;

  friend bool operator==(const Regrade&, const Regrade&) = default;
};

/// Takes a record back: it counts as if it had never been made. Taking an Undo back changes nothing.
struct Undo {
  std::string id;
  std::int64_t at = 0;
  std::string of;  ///< id of the record

  friend bool operator==(const Undo&, const Undo&) = default;
};

enum class MarkKind : std::uint8_t {
  bury,     ///< not today
  suspend,  ///< not until `resume`
  resume,
  flag,  ///< to find it again
  unflag,
};

/// What the learner wants of one item (items.h). Of suspend and resume the latest stands, as of flag and
/// unflag. Plain data.
struct Mark {
  std::string id;
  std::int64_t at = 0;
  std::string item;  ///< Item::key
  MarkKind kind = MarkKind::bury;

  friend bool operator==(const Mark&, const Mark&) = default;
};

/// A wish of the learner's that goes where the log goes: see settings.h. Of several of one name the latest
/// stands. Plain data.
struct Setting {
  std::string id;
  std::int64_t at = 0;
  std::string name;
  std::string value;

  friend bool operator==(const Setting&, const Setting&) = default;
};

/// One line of the append-only log from which all progress is derived. Every alternative has `id`, 32
/// lower-case hex digits that are unique over all devices (make_answer_id), and `at`, Unix time in
/// milliseconds, UTC.
using Record = std::variant<Answer, Regrade, Undo, Mark, Setting, TurnRecord, InterviewEnd>;

const std::string& id_of(const Record& record) noexcept;
std::int64_t at_of(const Record& record) noexcept;

/// One line of the log without its line end: a JSON object whose last field "crc" is the CRC-32 of all bytes
/// before it. Bytes that are not UTF-8 become U+FFFD.
std::string to_line(const Record& record);

/// A line of the log that could not be used: torn, damaged, foreign, or of a later format. `text` is the line
/// as it stood, without its line end, so that whoever rewrites the log can write it back.
struct SetAside {
  int line = 0;  ///< 1-based
  std::string text;
  Problem problem;
};

struct ParsedLog {
  std::vector<Record> records;  ///< in the order of the log; an id may occur twice (History merges)
  std::vector<SetAside> set_aside;
};

/// Reads a whole log. Lines end with LF or CR LF; the last one may lack its end; empty lines mean nothing.
/// Never throws on account of `text`. `name` is for the problems.
ParsedLog parse_log(std::string_view text, std::string_view name);

}  // namespace sp::practice
