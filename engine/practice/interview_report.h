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

/// What a mock interview came to. Plain data, derived from its records and the bank as it is now; any thread
/// may call everything here. Texts of the bank are Markdown, what a person wrote is not.
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

/// How much of what is asked for was said.
struct ReportScore {
  std::size_t covered = 0, possible = 0;

  /// 0 to 1; nothing when nothing of the kind was asked.
  std::optional<double> fraction() const;
  friend bool operator==(const ReportScore&, const ReportScore&) = default;
};

/// By bank::Dimension.
using DimensionScores = std::array<ReportScore, bank::kDimensions.size()>;

/// A place to go on reading: "#/card/C07", "#/lab/gil-cpu-bound".
struct ReportLink {
  std::string title;
  std::string address;

  friend bool operator==(const ReportLink&, const ReportLink&) = default;
};

struct ReportPoint {
  std::string id;
  bool known = false;  ///< the turn has it still; if not, only the id is known, and it counts for nothing
  std::string text;
  bank::Dimension dimension = bank::Dimension::correctness;
  bool covered = false;
};

/// A red flag that was raised.
struct ReportFlag {
  std::string id;
  bool known = false;  ///< as of a point
  std::string text;
  std::string instead;  ///< what to say instead
};

struct ReportReply {
  std::string question;  ///< empty when the turn has it no longer
  std::string answer;    ///< the bank's
  std::string text;      ///< the person's
};

/// A turn that was answered.
struct ReportTurn {
  TurnRecord record;
  bool known = false;  ///< the scenario has it still; if not, there is only what the record holds
  std::string prompt;
  std::string model_answer;
  std::int64_t suggested_ms = 0;
  std::vector<ReportPoint> points;  ///< first those of the turn, in its order
  std::vector<ReportFlag> flags;
  std::vector<ReportReply> replies;

  ReportScore score() const;
};

/// A key point that was missed, and where to read about it: the cards of the scenario whose texts say it, by
/// its aliases, and a demo that such a card and the scenario name. May have no links.
struct ReportGap {
  std::size_t turn = 0;   ///< index into InterviewReport::turns
  std::size_t point = 0;  ///< and into its points
  std::vector<ReportLink> links;
};

struct InterviewReport {
  PastInterview interview;
  bool known = false;   ///< the bank has the scenario still
  std::string title;    ///< of the scenario; its id when it is not known
  std::string closing;  ///< what a strong candidate showed
  DimensionScores dimensions;
  ReportScore all;
  std::int64_t ms_taken = 0, ms_suggested = 0;     ///< over the turns answered
  std::vector<ReportTurn> turns;                   ///< in the scenario's order; unknown ones at the end
  std::vector<std::string> unanswered;             ///< prompts of the scenario's other turns
  std::vector<bank::Dimension> strong_dimensions;  ///< three quarters covered or more, of at least two
  std::vector<std::size_t> strong_turns;           ///< indices: every point covered, no red flag
  std::vector<ReportGap> gaps;                     ///< by turn
  std::vector<ReportLink> cards, demos;            ///< of the scenario
};

/// The title of a demo, empty when there is none of the id: the engine's practice knows no demos.
using DemoTitle = std::string (*)(std::string_view id);

/// The report of one interview, finished or not. The gaps have no links yet: they take some milliseconds to
/// find, which a list of reports need not spend.
InterviewReport report_of(const PastInterview& interview, const bank::Bank& bank, DemoTitle demo_title);
void link_gaps(InterviewReport& report, const bank::Bank& bank, DemoTitle demo_title);

/// A key point that another answer covered.
struct PointChange {
  std::string turn;   ///< id
  std::string point;  ///< id
  std::string text;
};

/// What changed against an earlier interview over the same scenario, over the turns and key points that both
/// have.
struct ReportComparison {
  std::int64_t before_at = 0;   ///< when the earlier one began
  std::size_t turns = 0;        ///< answered in both
  DimensionScores now, before;  ///< with the same `possible`
  ReportScore all_now, all_before;
  std::vector<PointChange> gained, lost;  ///< covered now and not before; the other way round
  int communication = 0, communication_before = 0;
  std::int64_t ms_taken = 0, ms_taken_before = 0;  ///< over the same turns
};

ReportComparison compare(const InterviewReport& now, const InterviewReport& before);

/// The report as Markdown (CommonMark with tables), to be saved or printed. What the person wrote stands in
/// quotations, escaped so that it reads as it was written. Times are local: `utc_offset_minutes`, east
/// positive. The same report gives the same text. `comparison` may be nullptr.
std::string to_markdown(const InterviewReport& report, const ReportComparison* comparison = nullptr,
                        int utc_offset_minutes = 0);

/// The report as JSON, indented by two blanks, with a line end at the end; docs/formats.md lists its fields,
/// which always stand in that order. The same report gives the same text. Bytes that are not UTF-8 become
/// U+FFFD. `comparison` may be nullptr.
std::string to_json(const InterviewReport& report, const ReportComparison* comparison = nullptr);

}  // namespace sp::practice
