#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/base/status.h"
#include "engine/practice/interview_record.h"

/// What an interview came to. Plain data, derived from its records and the bank as it is now; any thread may
/// call everything here. Texts of the bank are Markdown, what a person wrote is not.
namespace sp::practice {

/// A place to go on reading: "#/card/C07", "#/lab/gil-cpu-bound".
struct ReportLink {
  std::string title;  ///< of the card, plain; of a demo its id
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
  std::string id;
  bool known = false;  ///< the scenario has it still; if not, there is only what the record holds
  std::string prompt;
  std::string text;  ///< the person's answer
  std::string model_answer;
  std::int64_t at = 0;
  std::int64_t ms_taken = 0;
  std::int64_t suggested_ms = 0;
  int hints = 0;
  int grade = 0;  ///< turn_grade(); 0 when the turn is not known
  std::vector<ReportPoint> points;
  std::vector<ReportFlag> flags;
  std::vector<ReportReply> replies;
};

/// How much of one dimension was covered, over the turns that were answered. `possible` may be 0: the turns
/// ask for nothing of the kind, and there is no score.
struct ReportScore {
  bank::Dimension dimension = bank::Dimension::correctness;
  std::size_t covered = 0;
  std::size_t possible = 0;

  friend bool operator==(const ReportScore&, const ReportScore&) = default;
};

/// A key point that was missed, and where to read about it: the cards of the scenario whose texts say it, by
/// its aliases, and their demos that the scenario names, too. May have no links.
struct ReportGap {
  std::size_t turn = 0;   ///< index into Report::turns
  std::size_t point = 0;  ///< and into its points
  std::vector<ReportLink> links;
};

struct Report {
  std::string interview;
  std::string scenario;
  bool known = false;   ///< the bank has the scenario still
  std::string title;    ///< plain; empty when the scenario is not known
  std::string closing;  ///< what a strong candidate showed
  InterviewMode mode = InterviewMode::study;
  std::int64_t first_at = 0, last_at = 0;  ///< of the records: Unix time in milliseconds
  bool finished = false;
  int communication = 0;  ///< 1 to 5; 0: not graded
  std::string notes;
  std::int64_t ms_taken = 0;      ///< over the turns answered
  std::int64_t suggested_ms = 0;  ///< of the same turns, as far as they are known
  std::array<ReportScore, bank::kDimensions.size()> scores;
  std::vector<ReportTurn> turns;        ///< in the scenario's order; those it has no longer at the end
  std::vector<std::string> unanswered;  ///< prompts of the scenario's other turns
  std::vector<bank::Dimension> strong_dimensions;  ///< three quarters covered or more, of at least two
  std::vector<std::size_t> strong_turns;           ///< indices: every point covered, no red flag
  std::vector<ReportGap> gaps;                     ///< by turn
  std::vector<ReportLink> cards, demos;            ///< of the scenario
};

/// The report of one interview, finished or not. `records` and `ends` may be those of all. Refused with a
/// sentence when there is no record of it.
Result<Report> make_report(const bank::Bank& bank, std::string_view interview,
                           std::span<const TurnRecord> records, std::span<const InterviewEnd> ends);

/// A key point that another answer covered.
struct PointChange {
  std::string turn;  ///< id
  std::string point;
  std::string text;
};

struct ScoreChange {
  bank::Dimension dimension = bank::Dimension::correctness;
  std::size_t now = 0, before = 0;  ///< covered
  std::size_t possible = 0;         ///< may be 0

  friend bool operator==(const ScoreChange&, const ScoreChange&) = default;
};

/// What changed between two interviews about one scenario, over the turns and key points that both reports
/// have.
struct ReportComparison {
  std::string before;          ///< id of the earlier interview
  std::int64_t before_at = 0;  ///< its last_at
  std::size_t turns = 0;       ///< answered in both
  std::array<ScoreChange, bank::kDimensions.size()> scores;
  std::vector<PointChange> gained, lost;  ///< covered now and not before; the other way round
  int communication = 0, communication_before = 0;
  std::int64_t ms_taken = 0, ms_taken_before = 0;  ///< over the same turns
};

/// Refused with a sentence when the reports are of different scenarios.
Result<ReportComparison> compare(const Report& now, const Report& before);

/// The report as Markdown (CommonMark with tables), to be saved or printed. What the person wrote stands in
/// quotations, escaped so that it reads as it was written. Dates are local: `utc_offset_minutes`, east
/// positive. The same report gives the same text. `comparison` may be nullptr.
std::string to_markdown(const Report& report, const ReportComparison* comparison = nullptr,
                        int utc_offset_minutes = 0);

/// The report as JSON, indented by two blanks, with a line end at the end; docs/formats.md lists its fields,
/// which always stand in that order. The same report gives the same text. Bytes that are not UTF-8 become
/// U+FFFD. `comparison` may be nullptr.
std::string to_json(const Report& report, const ReportComparison* comparison = nullptr);

}  // namespace sp::practice
