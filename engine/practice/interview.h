#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/scenario.h"
#include "engine/base/status.h"
#include "engine/practice/interview_record.h"
#include "engine/practice/phrases.h"

namespace sp::practice {

/// What became of a key point or a red flag in an answer. The matches are the best ones; their phrases index
/// the point's aliases or the flag's phrases, their bytes the answer.
struct Assessed {
  bool suggested = false;  ///< by what was found: some phrase is said
  bool holds = false;      ///< covered, or raised: as suggested, until the person corrects it
  std::optional<PhraseMatch> said;
  std::optional<PhraseMatch> denied;  ///< "you said you would not ..."; also when another phrase is said

  friend bool operator==(const Assessed&, const Assessed&) = default;
};

/// An answer, measured by what its turn asks for.
struct TurnAssessment {
  std::vector<Assessed> points;  ///< as in Turn::key_points
  std::vector<Assessed> flags;   ///< as in Turn::red_flags

  friend bool operator==(const TurnAssessment&, const TurnAssessment&) = default;
};

/// Finds what an answer covers and raises: see PhraseText. Any bytes will do. Any thread.
TurnAssessment assess(const bank::Turn& turn, std::string_view text);

/// The grade of an answer for spaced repetition: 4 (easy) when all key points are covered and no red flag is
/// raised; 3 (good) when at least two thirds are, and no flag; 2 (hard) when at least a third are; else 1
/// (again). So a red flag keeps an answer from more than 2. Hints do not count. 0 <= covered <= points; no
/// points at all count as covered.
int turn_grade(std::size_t covered, std::size_t points, std::size_t flags) noexcept;

/// A mock interview under way: answer a turn, look at what was found and correct it, answer follow-ups, go
/// on. Knows no clock and keeps nothing: times are handed in, records handed out. One thread at a time; the
/// scenario, or a copy of the bank it is from, must outlive it.
///
///   auto interview = Interview::begin(scenario, make_answer_id(rng, now), InterviewMode::real);
///   while (!interview.finished()) {
///     show interview.turn().prompt; interview.write(draft) while typing
///     interview.submit(text, ms); show assessment(); toggle_point(i), toggle_flag(i)
///     for (i : interview.follow_ups()) reply(i, text);
///     log(interview.record(make_answer_id(rng, now), now)); interview.next();
///   }
///   log(interview.end(make_answer_id(rng, now), now, 4, "Too fast at the beginning."));
class Interview {
 public:
  static constexpr std::size_t kMostText = 20'000;  ///< bytes of an answer, a reply or the notes

  static Interview begin(const bank::Scenario& scenario, std::string id, InterviewMode mode);
  /// Takes an interview up again where it was left, at the first turn without a record. `records` are those
  /// of one interview (turns_of()), in any order; several of one turn, and some of turns that the scenario
  /// has no longer, may be among them. Refused with a sentence when there is none, or they are of several
  /// interviews or of another scenario.
  static Result<Interview> resume(const bank::Scenario& scenario, std::span<const TurnRecord> records);

  const std::string& id() const noexcept { return id_; }
  const bank::Scenario& scenario() const noexcept { return *scenario_; }
  InterviewMode mode() const noexcept { return mode_; }
  std::size_t size() const noexcept { return items_.size(); }
  std::size_t index() const noexcept { return index_; }  ///< of the current turn; size() once finished
  bool finished() const noexcept { return index_ >= items_.size(); }
  /// The records that were handed out or taken up, in the order of the turns.
  std::vector<TurnRecord> records() const;

  // The current turn. Precondition of all that follow, but end(): !finished().

  const bank::Turn& turn() const;
  std::int64_t suggested_ms() const;  ///< for the answer, in milliseconds
  /// Of the answer: the draft, and once submitted the answer.
  const std::string& text() const;
  bool submitted() const;

  // Until it is submitted; later they change nothing.

  /// Instead of the draft so far; cut to kMostText at the end of a character.
  void write(std::string_view text);
  bool can_take_hint() const;                  ///< study only, while there is one left
  void take_hint();                            ///< precondition: can_take_hint()
  std::span<const std::string> hints() const;  ///< those that were taken
  /// Ends the answer. An empty one is an answer, too. `ms_taken` from 0 on.
  const TurnAssessment& submit(std::string_view text, std::int64_t ms_taken);

  // Precondition of these: submitted().

  const TurnAssessment& assessment() const;
  void toggle_point(std::size_t point);  ///< the person knows better whether it is covered
  void toggle_flag(std::size_t flag);    ///< and whether that was meant
  int grade() const;                     ///< turn_grade() of what holds now
  /// Indices into turn().follow_ups of what is asked next: always, or as what holds now has it.
  std::vector<std::size_t> follow_ups() const;
  const std::string& reply(std::size_t follow_up) const;  ///< empty until given
  /// Any follow-up of the turn: a reply stays when a correction takes its question away. Cut like write().
  void reply(std::size_t follow_up, std::string_view text);
  /// The turn as it stands, for the log; again after each correction, with an id of its own.
  const TurnRecord& record(std::string id, std::int64_t at_unix_ms);
  /// Goes on to the next turn without an answer.
  void next();

  /// For the log, also before the last turn: an interview may be broken off. `communication` 1 to 5, or 0 for
  /// no grade.
  InterviewEnd end(std::string id, std::int64_t at_unix_ms, int communication, std::string_view notes) const;

 private:
  /// One turn, of the scenario's turn with the same index.
  struct Item {
    std::string text;
    int hints = 0;
    std::int64_t ms_taken = 0;
    std::optional<TurnAssessment> assessment;  ///< once submitted here
    std::vector<std::string> replies;          ///< by follow-up
    std::optional<TurnRecord> record;          ///< the latest
  };

  Interview(const bank::Scenario& scenario, std::string id, InterviewMode mode);
  Item& item();
  const Item& item() const;
  void skip_answered();

  const bank::Scenario* scenario_;
  std::string id_;
  InterviewMode mode_;
  std::vector<Item> items_;
  std::size_t index_ = 0;
};

}  // namespace sp::practice
