#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sp::practice {

/// How a mock interview is held.
enum class InterviewMode : std::uint8_t {
  study,  ///< hints on demand, no clock
  real,   ///< against the suggested time, without hints
};

/// What was said to a follow-up question.
struct Reply {
  int follow_up = 0;  ///< 0-based, of the turn's follow-ups
  std::string text;

  friend bool operator==(const Reply&, const Reply&) = default;
};

/// One turn of a mock interview that was answered. Of several of one interview and turn the latest by (at,
/// id) stands. Plain data.
struct TurnRecord {
  std::string id;         ///< as Answer::id
  std::int64_t at = 0;    ///< Unix time in milliseconds
  std::string interview;  ///< the id that all records of one interview share; empty: a turn practised alone
  std::string scenario;
  std::string turn;
  InterviewMode mode = InterviewMode::study;
  std::string text;                  ///< the answer, or notes of what was said aloud
  std::vector<std::string> covered;  ///< ids of key points, as the reader settled it
  std::vector<std::string> flags;    ///< ids of red flags that were raised
  int hints = 0;                     ///< how many were taken
  std::vector<Reply> replies;
  std::int64_t ms_taken = 0;

  friend bool operator==(const TurnRecord&, const TurnRecord&) = default;
};

/// The end of a mock interview. Plain data.
struct InterviewEnd {
  std::string id;
  std::int64_t at = 0;
  std::string interview;
  std::string scenario;
  InterviewMode mode = InterviewMode::study;
  int communication = 0;  ///< 1 to 5, by oneself; 0: not graded
  std::string notes;

  friend bool operator==(const InterviewEnd&, const InterviewEnd&) = default;
};

}  // namespace sp::practice
