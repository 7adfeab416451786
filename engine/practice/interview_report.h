#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/practice/history.h"

namespace sp::practice {

/// A mock interview as the log has it.
struct PastInterview {
  std::string id;
  std::string scenario;
  InterviewMode mode = InterviewMode::study;
  std::int64_t at = 0;              ///< of its first record, Unix ms
  std::vector<TurnRecord> turns;    ///< that stand, in the scenario's order
  std::optional<InterviewEnd> end;  ///< nothing while it is under way; the latest, if it was ended twice
};

/// Every interview of the log, newest first; turns practised alone are not interviews. `bank` gives the order
/// of the turns.
std::vector<PastInterview> past_interviews(const History& history, const bank::Bank& bank);

/// How much of what a dimension asks for was said.
struct DimensionScore {
  std::size_t covered = 0, possible = 0;

  /// 0 to 1; nothing when the turns asked nothing of it.
  std::optional<double> fraction() const;
};

/// One turn in a report. What the bank has no more is left out.
struct ReportTurn {
  TurnRecord record;
  std::string prompt;  ///< Markdown; empty when the bank has the turn no more
  double minutes = 0;  ///< suggested
  std::string model_answer;
  std::vector<std::string> covered;  ///< texts of key points, Markdown
  std::vector<std::string> missed;
  std::vector<std::string> missed_ids;
  std::vector<std::string> covered_ids;
  struct Flag {
    std::string text, instead;
  };
  std::vector<Flag> flags;
  struct Exchange {
    std::string question, reply, answer;
  };
  std::vector<Exchange> follow_ups;  ///< that were replied to
};

/// What one interview came to. Plain data.
struct InterviewReport {
  PastInterview interview;
  std::string title;  ///< of the scenario; its id when the bank has it no more
  std::array<DimensionScore, bank::kDimensions.size()> dimensions;
  DimensionScore all;
  std::vector<ReportTurn> turns;
  std::size_t turns_asked = 0;                  ///< of the scenario
  std::int64_t ms_taken = 0, ms_suggested = 0;  ///< over the answered turns
  struct Link {
    std::string title, address;
  };
  std::vector<Link> cards, demos;  ///< to read and to run; when something was missed
  std::string closing;             ///< what a strong candidate showed, Markdown
};

/// `demo_title` gives the title of a demo's id, empty for none: the engine's practice knows no demos.
InterviewReport report_of(const PastInterview& interview, const bank::Bank& bank,
                          std::string (*demo_title)(std::string_view id));

/// Against an earlier interview over the same scenario.
struct Comparison {
  /// By dimension, now minus then, each 0 to 1; nothing where either has no score.
  std::array<std::optional<double>, bank::kDimensions.size()> change;
  std::optional<double> all;
  std::size_t newly_covered = 0, lost = 0;  ///< key points, of turns answered in both
};
Comparison compare(const InterviewReport& now, const InterviewReport& then);

/// The report to keep or to print. The learner's words stand in fenced blocks, as they were typed.
std::string to_markdown(const InterviewReport& report);
/// The same as JSON: one object with "format": 1; the fields stand in docs/formats.md.
std::string to_json(const InterviewReport& report);

}  // namespace sp::practice
