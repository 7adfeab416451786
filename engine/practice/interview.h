#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/scenario.h"
#include "engine/practice/interview_record.h"

namespace sp::practice {

/// One key point or red flag of a turn, looked for in an answer. Plain data.
struct Finding {
  std::string id;
  bool suggested = false;        ///< its words were found, and not denied
  bool denied = false;           ///< its words were found, but denied: "I would not ..."
  bool holds = false;            ///< as the learner settled it; at first what was suggested
  std::size_t from = 0, to = 0;  ///< bytes of the answer, if suggested or denied

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// What was found in an answer to a turn; in the turn's order.
struct Assessment {
  std::vector<Finding> points;
  std::vector<Finding> flags;
};

/// Looks for the aliases of the key points and the phrases of the red flags (phrases.h). A suggestion: words
/// are found, not meaning.
Assessment assess(const bank::Turn& turn, std::string_view answer);

/// One mock interview under way, turn by turn: hints, the answer, what was found in it and what the learner
/// makes of that, follow-up questions. Knows neither clock nor store: times are handed in, records taken out.
/// One thread at a time; the scenario must outlive it.
class Interview {
 public:
  /// `id`: shared by all records of this interview; empty for a turn that is practised alone.
  Interview(const bank::Scenario& scenario, InterviewMode mode, std::string id);
  /// One turn of the scenario alone, in study mode; it must be one of the scenario's.
  static Interview of_turn(const bank::Scenario& scenario, std::string_view turn);
  /// Goes on with the first turn that has none of these records.
  static Interview resume(const bank::Scenario& scenario, InterviewMode mode, std::string id,
                          std::span<const TurnRecord> records);

  const bank::Scenario& scenario() const noexcept { return *scenario_; }
  InterviewMode mode() const noexcept { return mode_; }
  const std::string& id() const noexcept { return id_; }
  std::size_t size() const noexcept { return turns_.size(); }
  std::size_t index() const noexcept { return index_; }  ///< 0-based; size() once finished
  bool finished() const noexcept { return index_ >= turns_.size(); }

  // The current turn. Precondition of all that follow: !finished().

  const bank::Turn& turn() const;
  /// How many hints were taken; always 0 in real mode.
  std::size_t hints() const noexcept { return hints_; }
  bool can_take_hint() const;
  void take_hint();

  bool submitted() const noexcept { return submitted_; }
  /// Precondition: !submitted(). Longer answers are cut to kMostAnswerBytes.
  void submit(std::string answer, std::int64_t ms_taken);
  const std::string& answer() const noexcept { return answer_; }
  /// Precondition of what follows: submitted().
  const Assessment& assessment() const noexcept { return assessment_; }
  void settle_point(std::size_t index, bool covered) { assessment_.points[index].holds = covered; }
  void settle_flag(std::size_t index, bool raised) { assessment_.flags[index].holds = raised; }
  /// The turn's follow-ups that go with what is covered now: indices.
  std::vector<std::size_t> follow_ups() const;
  const std::string& reply(std::size_t follow_up) const { return replies_[follow_up]; }
  void set_reply(std::size_t follow_up, std::string text) { replies_[follow_up] = std::move(text); }
  /// As it stands now. May be taken again after something was settled: the later record stands.
  TurnRecord record(std::string id, std::int64_t at) const;
  /// Goes to the next turn.
  void next();

 private:
  void open();

  const bank::Scenario* scenario_;
  InterviewMode mode_;
  std::string id_;
  std::vector<const bank::Turn*> turns_;
  std::size_t index_ = 0;
  std::size_t hints_ = 0;
  bool submitted_ = false;
  std::string answer_;
  std::int64_t ms_taken_ = 0;
  Assessment assessment_;
  std::vector<std::string> replies_;
};

inline constexpr std::size_t kMostAnswerBytes = 16'000;

/// Of the records of one interview the one that stands for each turn, in the scenario's order; turns that the
/// scenario does not have come last.
std::vector<TurnRecord> standing_turns(const bank::Scenario* scenario, std::span<const TurnRecord> records);

}  // namespace sp::practice
