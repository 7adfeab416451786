// The report as text: to_markdown() and to_json().

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/base/json_writer.h"
#include "engine/practice/calendar.h"
#include "engine/practice/interview_report.h"
#include "engine/practice/markdown_text.h"
#include "engine/practice/record_names.h"

namespace sp::practice {
namespace {

constexpr int kReportFormat = 1;

std::string_view name_of(InterviewMode mode) {
  return kModeNames[static_cast<std::size_t>(mode)];
}

/// "4:05", minutes and seconds.
std::string clock_text(std::int64_t ms) {
  const std::int64_t seconds = std::max<std::int64_t>(ms, 0) / 1000;
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

/// "2026-07-03 14:05". What a log holds may be anything: years beyond 0 to 9999 are cut.
std::string date_text(std::int64_t unix_ms, int utc_offset_minutes) {
  const Calendar calendar{.utc_offset_minutes = utc_offset_minutes, .rollover_hour = 0};
  const std::int64_t day = std::clamp(calendar.day_of(unix_ms), kFirstDate, kLastDate);
  const std::int64_t minute =
      std::clamp<std::int64_t>((unix_ms - calendar.start_of(day)) / kMsPerMinute, 0, 1439);
  return fmt::format("{} {:02}:{:02}", to_iso_date(day), minute / 60, minute % 60);
}

std::string share_text(const ReportScore& score) {
  const auto& [covered, possible] = score;
  if (possible == 0) return "no key points";
  return fmt::format("{} of {} ({} %)", covered, possible, (200 * covered + possible) / (2 * possible));
}

const ReportScore& of(const DimensionScores& scores, bank::Dimension dimension) {
  return scores[static_cast<std::size_t>(dimension)];
}

std::string communication_text(int grade) {
  return grade == 0 ? "not graded" : fmt::format("{} of 5", grade);
}

// --- Markdown ---

class MarkdownReport {
 public:
  MarkdownReport(const InterviewReport& report, const ReportComparison* comparison, int utc_offset_minutes)
      : report_(report), comparison_(comparison), offset_(utc_offset_minutes) {}

  std::string run() {
    head();
    scores();
    strengths();
    gaps();
    flags();
    if (comparison_ != nullptr) comparison();
    transcript();
    if (report_.interview.end && !report_.interview.end->notes.empty())
      out_ += "\n## Notes\n\n" + markdown_quote(report_.interview.end->notes);
    if (!report_.closing.empty()) out_ += "\n## What a strong candidate showed\n\n" + report_.closing + "\n";
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void head() {
    const PastInterview& interview = report_.interview;
    add("# Mock interview: {}\n\n", markdown_line(report_.title));
    if (!report_.known) add("The question bank has this scenario no longer.\n\n");
    add("- Scenario: {}\n", markdown_line(interview.scenario));
    add("- Mode: {}\n", name_of(interview.mode));
    add("- Date: {}\n", date_text(interview.at, offset_));
    add("- Turns answered: {} of {}{}\n", report_.turns.size(),
        report_.turns.size() + report_.unanswered.size(), interview.end ? "" : ", under way");
    add("- Time: {} min, suggested {} min\n", clock_text(report_.ms_taken), clock_text(report_.ms_suggested));
    add("- Communication, by one's own grade: {}\n",
        communication_text(interview.end ? interview.end->communication : 0));
  }

  void scores() {
    out_ += "\n## Score\n\n| Dimension | Key points covered |\n|---|---|\n";
    for (const bank::Dimension dimension : bank::kDimensions)
      add("| {} | {} |\n", bank::name_of(dimension), share_text(of(report_.dimensions, dimension)));
    add("| all | {} |\n", share_text(report_.all));
  }

  void strengths() {
    if (report_.strong_dimensions.empty() && report_.strong_turns.empty()) return;
    out_ += "\n## Strengths\n\n";
    for (const bank::Dimension dimension : report_.strong_dimensions)
      add("- {}: three quarters of the key points or more\n", bank::name_of(dimension));
    for (const std::size_t turn : report_.strong_turns)
      add("- Turn {}: every key point, and no red flag\n", turn + 1);
  }

  void gaps() {
    if (report_.gaps.empty()) return;
    out_ += "\n## Gaps\n\n";
    for (const ReportGap& gap : report_.gaps) {
      const ReportPoint& point = report_.turns[gap.turn].points[gap.point];
      add("- Turn {}, {}: {}", gap.turn + 1, bank::name_of(point.dimension), markdown_indented(point.text));
      for (std::size_t i = 0; i < gap.links.size(); ++i)
        add("{}{}", i == 0 ? " See " : ", ", link(gap.links[i]));
      out_ += gap.links.empty() ? "\n" : ".\n";
    }
  }

  void flags() {
    bool any = false;
    for (std::size_t i = 0; i < report_.turns.size(); ++i) {
      for (const ReportFlag& flag : report_.turns[i].flags) {
        if (!std::exchange(any, true)) out_ += "\n## Red flags\n\n";
        add("- Turn {}: {}\n", i + 1, flag_text(flag));
      }
    }
  }

  void comparison() {
    const ReportComparison& all = *comparison_;
    add("\n## Compared with {}\n\n", date_text(all.before_at, offset_));
    add("Over the {} turns that both answered.\n\n", all.turns);
    out_ += "| Dimension | Then | Now |\n|---|---|---|\n";
    for (const bank::Dimension dimension : bank::kDimensions)
      add("| {} | {} | {} |\n", bank::name_of(dimension), share_text(of(all.before, dimension)),
          share_text(of(all.now, dimension)));
    add("| all | {} | {} |\n", share_text(all.all_before), share_text(all.all_now));
    add("| time | {} min | {} min |\n", clock_text(all.ms_taken_before), clock_text(all.ms_taken));
    add("| communication | {} | {} |\n", communication_text(all.communication_before),
        communication_text(all.communication));
    changes("Covered now, and not then:", all.gained);
    changes("Covered then, and not now:", all.lost);
  }

  void changes(std::string_view title, const std::vector<PointChange>& changes) {
    if (changes.empty()) return;
    add("\n{}\n\n", title);
    for (const PointChange& change : changes) add("- {}\n", markdown_indented(change.text));
  }

  void transcript() {
    if (report_.turns.empty()) return;
    out_ += "\n## Transcript\n";
    for (std::size_t i = 0; i < report_.turns.size(); ++i) turn(i);
    if (report_.unanswered.empty()) return;
    out_ += "\n### Not answered\n\n";
    for (const std::string& prompt : report_.unanswered) add("- {}\n", markdown_indented(prompt));
  }

  void turn(std::size_t index) {
    const ReportTurn& turn = report_.turns[index];
    add("\n### Turn {}\n\n", index + 1);
    if (turn.known) {
      add("{}\n\n", turn.prompt);
    } else {
      add("The question bank has the turn {} no longer.\n\n", markdown_line(turn.record.turn));
    }
    add("**The answer** ({} min{}", clock_text(turn.record.ms_taken),
        turn.suggested_ms > 0 ? fmt::format(", suggested {} min", clock_text(turn.suggested_ms)) : "");
    if (turn.record.hints > 0) add(", {}", counted(turn.record.hints, "hint"));
    add(")\n\n{}", markdown_quote(turn.record.text));
    if (!turn.points.empty()) out_ += "\n**Key points**\n\n";
    for (const ReportPoint& point : turn.points)
      add("- {}: {}\n", point.covered ? "covered" : "missed",
          point.known ? markdown_indented(point.text) : markdown_line(point.id));
    if (!turn.flags.empty()) out_ += "\n**Red flags**\n\n";
    for (const ReportFlag& flag : turn.flags) add("- {}\n", flag_text(flag));
    if (turn.known) add("\n**A model answer**\n\n{}\n", turn.model_answer);
    for (const ReportReply& reply : turn.replies) follow_up(reply);
  }

  void follow_up(const ReportReply& reply) {
    add("\n**Follow-up**{}{}\n\n{}", reply.question.empty() ? "" : ": ", reply.question,
        markdown_quote(reply.text));
    if (!reply.answer.empty()) add("\nThe answer: {}\n", reply.answer);
  }

  static std::string flag_text(const ReportFlag& flag) {
    if (!flag.known) return markdown_line(flag.id);
    return fmt::format("{} Instead: {}", markdown_indented(flag.text), markdown_indented(flag.instead));
  }

  static std::string link(const ReportLink& link) {
    return fmt::format("[{}]({})", markdown_line(link.title), link.address);
  }

  const InterviewReport& report_;
  const ReportComparison* comparison_;
  int offset_;
  std::string out_;
};

// --- JSON ---

using json::Writer;

void write_links(Writer& out, std::string_view name, const std::vector<ReportLink>& links) {
  out.key(name).begin_array();
  for (const ReportLink& link : links)
    out.begin_object().field("title", link.title).field("address", link.address).end_object();
  out.end_array();
}

void write_points(Writer& out, const ReportTurn& turn) {
  out.key("key_points").begin_array();
  for (const ReportPoint& point : turn.points) {
    out.begin_object().field("id", point.id).field("text", point.text).key("dimension");
    point.known ? out.text(bank::name_of(point.dimension)) : out.null();
    out.field("covered", point.covered).end_object();
  }
  out.end_array();
}

void write_turn(Writer& out, const ReportTurn& turn) {
  const TurnRecord& record = turn.record;
  out.begin_object().field("id", record.turn).field("known", turn.known).field("at", record.at);
  out.field("prompt", turn.prompt).field("text", record.text);
  out.field("ms", record.ms_taken).field("suggested_ms", turn.suggested_ms).field("hints", record.hints);
  write_points(out, turn);
  out.key("red_flags").begin_array();
  for (const ReportFlag& flag : turn.flags)
    out.begin_object()
        .field("id", flag.id)
        .field("text", flag.text)
        .field("instead", flag.instead)
        .end_object();
  out.end_array().key("follow_ups").begin_array();
  for (const ReportReply& reply : turn.replies) {
    out.begin_object().field("question", reply.question).field("text", reply.text);
    out.field("answer", reply.answer).end_object();
  }
  out.end_array().field("model_answer", turn.model_answer).end_object();
}

void write_scores(Writer& out, const DimensionScores& scores) {
  out.key("scores").begin_array();
  for (const bank::Dimension dimension : bank::kDimensions) {
    const ReportScore& score = of(scores, dimension);
    out.begin_object().field("dimension", bank::name_of(dimension));
    out.field("covered", score.covered).field("possible", score.possible).end_object();
  }
  out.end_array();
}

void write_strengths(Writer& out, const InterviewReport& report) {
  out.key("strong_dimensions").begin_array();
  for (const bank::Dimension dimension : report.strong_dimensions) out.value(bank::name_of(dimension));
  out.end_array().key("strong_turns").begin_array();
  for (const std::size_t turn : report.strong_turns) out.value(report.turns[turn].record.turn);
  out.end_array();
}

void write_gaps(Writer& out, const InterviewReport& report) {
  out.key("gaps").begin_array();
  for (const ReportGap& gap : report.gaps) {
    const ReportTurn& turn = report.turns[gap.turn];
    out.begin_object().field("turn", turn.record.turn).field("key_point", turn.points[gap.point].id);
    write_links(out, "links", gap.links);
    out.end_object();
  }
  out.end_array();
}

void write_changes(Writer& out, std::string_view name, const std::vector<PointChange>& changes) {
  out.key(name).begin_array();
  for (const PointChange& change : changes) {
    out.begin_object().field("turn", change.turn).field("key_point", change.point);
    out.field("text", change.text).end_object();
  }
  out.end_array();
}

void write_comparison(Writer& out, const ReportComparison& comparison) {
  out.begin_object().field("before_at", comparison.before_at).field("turns", comparison.turns);
  out.key("scores").begin_array();
  for (const bank::Dimension dimension : bank::kDimensions) {
    const ReportScore& now = of(comparison.now, dimension);
    out.begin_object().field("dimension", bank::name_of(dimension));
    out.field("before", of(comparison.before, dimension).covered).field("now", now.covered);
    out.field("possible", now.possible).end_object();
  }
  out.end_array();
  write_changes(out, "gained", comparison.gained);
  write_changes(out, "lost", comparison.lost);
  out.field("ms", comparison.ms_taken).field("ms_before", comparison.ms_taken_before);
  out.field("communication", comparison.communication);
  out.field("communication_before", comparison.communication_before).end_object();
}

void write_report(Writer& out, const InterviewReport& report) {
  const PastInterview& interview = report.interview;
  out.field("format", kReportFormat).field("interview", interview.id).field("scenario", interview.scenario);
  out.field("known", report.known).field("title", report.title).field("mode", name_of(interview.mode));
  out.field("at", interview.at).field("finished", interview.end.has_value());
  out.field("communication", interview.end ? interview.end->communication : 0);
  out.field("notes", interview.end ? interview.end->notes : std::string());
  out.field("ms", report.ms_taken).field("suggested_ms", report.ms_suggested);
  write_scores(out, report.dimensions);
  write_strengths(out, report);
  write_gaps(out, report);
  write_links(out, "cards", report.cards);
  write_links(out, "demos", report.demos);
  out.key("turns").begin_array();
  for (const ReportTurn& turn : report.turns) write_turn(out, turn);
  out.end_array().key("unanswered").list(report.unanswered);
}

}  // namespace

std::string to_markdown(const InterviewReport& report, const ReportComparison* comparison,
                        int utc_offset_minutes) {
  return MarkdownReport(report, comparison, utc_offset_minutes).run();
}

std::string to_json(const InterviewReport& report, const ReportComparison* comparison) {
  constexpr int kIndent = 2;
  Writer out(kIndent);
  out.begin_object();
  write_report(out, report);
  out.key("comparison");
  if (comparison == nullptr)
    out.null();
  else
    write_comparison(out, *comparison);
  return out.end_object().take() + "\n";
}

}  // namespace sp::practice
