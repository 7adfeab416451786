#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sp::practice {

/// How an interview is held.
enum class InterviewMode : std::uint8_t {
  study,  ///< hints may be taken
  real,   ///< a timer runs, there are no hints
};

/// "study", "real".
std::string_view name_of(InterviewMode mode) noexcept;

/// What was said to a follow-up question.
struct Reply {
  int follow_up = 0;  ///< index into the turn's follow-ups
  std::string text;

  friend bool operator==(const Reply&, const Reply&) = default;
};

/// One turn of an interview that was answered: a record of an append-only log. A correction is a further
/// record: of those of one interview and turn the latest stands, by (at, id). Plain data.
struct TurnRecord {
  std::string id;         ///< unique over all devices: see make_answer_id()
  std::int64_t at = 0;    ///< when it was written: Unix time in milliseconds, UTC
  std::string interview;  ///< the interview's id, from make_answer_id() as well
  std::string scenario;   ///< scenario id
  std::string turn;       ///< turn id
  InterviewMode mode = InterviewMode::study;
  std::string text;                  ///< the answer, at most Interview::kMostText bytes
  std::vector<std::string> covered;  ///< ids of key points, as the person left them; in the turn's order
  std::vector<std::string> flags;    ///< ids of red flags raised, likewise
  int hints = 0;                     ///< how many were taken
  std::vector<Reply> replies;        ///< by follow-up, each at most once, none empty
  std::int64_t ms_taken = 0;         ///< from showing the prompt to submitting the answer, in milliseconds

  friend bool operator==(const TurnRecord&, const TurnRecord&) = default;
};

/// The end of an interview, with what the person thinks of how it was said. Of several the latest stands, by
/// (at, id). Plain data.
struct InterviewEnd {
  std::string id;
  std::int64_t at = 0;
  std::string interview;
  std::string scenario;
  InterviewMode mode = InterviewMode::study;
  int communication = 0;  ///< 1 to 5; 0: not graded
  std::string notes;

  friend bool operator==(const InterviewEnd&, const InterviewEnd&) = default;
};

/// The turns of one interview as they stand, by (at, id).
std::vector<TurnRecord> turns_of(std::span<const TurnRecord> records, std::string_view interview);
/// Its end as it stands; nothing while it is under way.
std::optional<InterviewEnd> end_of(std::span<const InterviewEnd> ends, std::string_view interview);

/// An interview in a list.
struct InterviewSummary {
  std::string interview;
  std::string scenario;
  InterviewMode mode = InterviewMode::study;
  std::int64_t first_at = 0, last_at = 0;  ///< of its records
  std::size_t turns = 0;                   ///< answered
  bool finished = false;                   ///< an end was recorded; else it is under way
  int communication = 0;                   ///< 0: not graded

  friend bool operator==(const InterviewSummary&, const InterviewSummary&) = default;
};

/// Every interview that has a record, newest first: by last_at, then by id. What its latest record says of
/// scenario and mode counts.
std::vector<InterviewSummary> interviews(std::span<const TurnRecord> records,
                                         std::span<const InterviewEnd> ends);

}  // namespace sp::practice
