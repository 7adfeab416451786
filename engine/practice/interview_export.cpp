// The report as text: to_markdown() and to_json().

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/practice/interview_report.h"
#include "engine/practice/markdown_text.h"

namespace sp::practice {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kReportFormat = 1;
constexpr int kBestGrade = 4;

/// "4:05", minutes and seconds.
std::string clock_text(std::int64_t ms) {
  const std::int64_t seconds = std::max<std::int64_t>(ms, 0) / 1000;
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

/// "2026-07-03 14:05".
std::string date_text(std::int64_t unix_ms, int utc_offset_minutes) {
  using namespace std::chrono;
  constexpr std::int64_t kFar = 250'000'000'000'000;  // the year 9892: what a log holds may be anything
  const auto local = sys_time<milliseconds>(milliseconds(std::clamp(unix_ms, -kFar / 8, kFar))) +
                     minutes(utc_offset_minutes);
  const auto day = floor<days>(local);
  const year_month_day date(day);
  const auto time = duration_cast<minutes>(local - day).count();
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time / 60,
                     time % 60);
}

std::string share_text(std::size_t covered, std::size_t possible) {
  if (possible == 0) return "no key points";
  return fmt::format("{} of {} ({} %)", covered, possible, (200 * covered + possible) / (2 * possible));
}

std::string communication_text(int grade) {
  return grade == 0 ? "not graded" : fmt::format("{} of 5", grade);
}

// --- Markdown ---

class MarkdownReport {
 public:
  MarkdownReport(const Report& report, const ReportComparison* comparison, int utc_offset_minutes)
      : report_(report), comparison_(comparison), offset_(utc_offset_minutes) {}

  std::string run() {
    head();
    scores();
    strengths();
    gaps();
    flags();
    if (comparison_ != nullptr) comparison();
    transcript();
    if (!report_.notes.empty()) out_ += "\n## Notes\n\n" + markdown_quote(report_.notes);
    if (!report_.closing.empty()) out_ += "\n## What a strong candidate showed\n\n" + report_.closing + "\n";
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void head() {
    const std::string& title = report_.known ? report_.title : report_.scenario;
    add("# Mock interview: {}\n\n", markdown_line(title));
    if (!report_.known) add("The question bank has this scenario no longer.\n\n");
    add("- Scenario: {}\n", markdown_line(report_.scenario));
    add("- Mode: {}\n", name_of(report_.mode));
    add("- Date: {}\n", date_text(report_.last_at, offset_));
    add("- Turns answered: {} of {}{}\n", report_.turns.size(),
        report_.turns.size() + report_.unanswered.size(), report_.finished ? "" : ", under way");
    add("- Time: {} min, suggested {} min\n", clock_text(report_.ms_taken), clock_text(report_.suggested_ms));
    add("- Communication, by one's own grade: {}\n", communication_text(report_.communication));
  }

  void scores() {
    out_ += "\n## Score\n\n| Dimension | Key points covered |\n|---|---|\n";
    for (const ReportScore& score : report_.scores)
      add("| {} | {} |\n", bank::name_of(score.dimension), share_text(score.covered, score.possible));
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
    for (const ScoreChange& score : all.scores)
      add("| {} | {} | {} |\n", bank::name_of(score.dimension), share_text(score.before, score.possible),
          share_text(score.now, score.possible));
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
      add("The question bank has the turn {} no longer.\n\n", markdown_line(turn.id));
    }
    add("**The answer** ({} min{}", clock_text(turn.ms_taken),
        turn.suggested_ms > 0 ? fmt::format(", suggested {} min", clock_text(turn.suggested_ms)) : "");
    if (turn.hints > 0) add(", {} hint{}", turn.hints, turn.hints == 1 ? "" : "s");
    if (turn.grade > 0) add(", grade {} of {}", turn.grade, kBestGrade);
    add(")\n\n{}", markdown_quote(turn.text));
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

  const Report& report_;
  const ReportComparison* comparison_;
  int offset_;
  std::string out_;
};

// --- JSON ---

Json links_json(const std::vector<ReportLink>& links) {
  Json list = Json::array();
  for (const ReportLink& link : links) list.push_back({{"title", link.title}, {"address", link.address}});
  return list;
}

Json turn_json(const ReportTurn& turn) {
  Json points = Json::array();
  for (const ReportPoint& point : turn.points) {
    points.push_back({{"id", point.id},
                      {"text", point.text},
                      {"dimension", point.known ? Json(bank::name_of(point.dimension)) : Json()},
                      {"covered", point.covered}});
  }
  Json flags = Json::array();
  for (const ReportFlag& flag : turn.flags)
    flags.push_back({{"id", flag.id}, {"text", flag.text}, {"instead", flag.instead}});
  Json replies = Json::array();
  for (const ReportReply& reply : turn.replies)
    replies.push_back({{"question", reply.question}, {"text", reply.text}, {"answer", reply.answer}});
  return {{"id", turn.id},
          {"known", turn.known},
          {"at", turn.at},
          {"prompt", turn.prompt},
          {"text", turn.text},
          {"ms", turn.ms_taken},
          {"suggested_ms", turn.suggested_ms},
          {"hints", turn.hints},
          {"grade", turn.grade},
          {"key_points", std::move(points)},
          {"red_flags", std::move(flags)},
          {"follow_ups", std::move(replies)},
          {"model_answer", turn.model_answer}};
}

Json gaps_json(const Report& report) {
  Json gaps = Json::array();
  for (const ReportGap& gap : report.gaps) {
    const ReportTurn& turn = report.turns[gap.turn];
    gaps.push_back(
        {{"turn", turn.id}, {"key_point", turn.points[gap.point].id}, {"links", links_json(gap.links)}});
  }
  return gaps;
}

Json changes_json(const std::vector<PointChange>& changes) {
  Json list = Json::array();
  for (const PointChange& change : changes)
    list.push_back({{"turn", change.turn}, {"key_point", change.point}, {"text", change.text}});
  return list;
}

Json comparison_json(const ReportComparison& comparison) {
  Json scores = Json::array();
  for (const ScoreChange& score : comparison.scores) {
    scores.push_back({{"dimension", bank::name_of(score.dimension)},
                      {"before", score.before},
                      {"now", score.now},
                      {"possible", score.possible}});
  }
  return {{"before", comparison.before},
          {"before_at", comparison.before_at},
          {"turns", comparison.turns},
          {"scores", std::move(scores)},
          {"gained", changes_json(comparison.gained)},
          {"lost", changes_json(comparison.lost)},
          {"ms", comparison.ms_taken},
          {"ms_before", comparison.ms_taken_before},
          {"communication", comparison.communication},
          {"communication_before", comparison.communication_before}};
}

Json report_json(const Report& report) {
  Json scores = Json::array();
  for (const ReportScore& score : report.scores) {
    scores.push_back({{"dimension", bank::name_of(score.dimension)},
                      {"covered", score.covered},
                      {"possible", score.possible}});
  }
  Json strong_dimensions = Json::array();
  for (const bank::Dimension dimension : report.strong_dimensions)
    strong_dimensions.push_back(bank::name_of(dimension));
  Json strong_turns = Json::array();
  for (const std::size_t turn : report.strong_turns) strong_turns.push_back(report.turns[turn].id);
  Json turns = Json::array();
  for (const ReportTurn& turn : report.turns) turns.push_back(turn_json(turn));
  return {{"format", kReportFormat},
          {"interview", report.interview},
          {"scenario", report.scenario},
          {"known", report.known},
          {"title", report.title},
          {"mode", name_of(report.mode)},
          {"first_at", report.first_at},
          {"last_at", report.last_at},
          {"finished", report.finished},
          {"communication", report.communication},
          {"notes", report.notes},
          {"ms", report.ms_taken},
          {"suggested_ms", report.suggested_ms},
          {"scores", std::move(scores)},
          {"strong_dimensions", std::move(strong_dimensions)},
          {"strong_turns", std::move(strong_turns)},
          {"gaps", gaps_json(report)},
          {"cards", links_json(report.cards)},
          {"demos", links_json(report.demos)},
          {"turns", std::move(turns)},
          {"unanswered", report.unanswered}};
}

}  // namespace

std::string to_markdown(const Report& report, const ReportComparison* comparison, int utc_offset_minutes) {
  return MarkdownReport(report, comparison, utc_offset_minutes).run();
}

std::string to_json(const Report& report, const ReportComparison* comparison) {
  Json json = report_json(report);
  json["comparison"] = comparison == nullptr ? Json() : comparison_json(*comparison);
  constexpr int kIndent = 2;
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sp::practice
