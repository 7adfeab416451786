// Reports of interviews as Markdown and as JSON.

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/practice/calendar.h"
#include "engine/practice/interview_report.h"
#include "engine/practice/record_names.h"

namespace sp::practice {
namespace {

std::string_view mode_name(InterviewMode mode) {
  return kModeNames[static_cast<std::size_t>(mode)];
}

std::string date_of(const PastInterview& interview) {
  return to_iso_date(Calendar{.utc_offset_minutes = 0, .rollover_hour = 0}.day_of(interview.at));
}

/// Between fences that are longer than any in the text, so that it reads as it was typed.
std::string fenced(std::string_view text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}text\n{}{}{}\n\n", fence, text, text.ends_with('\n') ? "" : "\n", fence);
}

std::string minutes(std::int64_t ms) {
  return fmt::format("{:.1f} min", static_cast<double>(ms) / 60'000);
}

std::string list_of(std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string out = fmt::format("{}\n\n", heading);
  for (const std::string& item : items) out += fmt::format("- {}\n", item);
  return out + '\n';
}

std::string scores(const InterviewReport& report) {
  std::string out = "| Dimension | Said | Of |\n| --- | ---: | ---: |\n";
  for (const bank::Dimension dimension : bank::kDimensions) {
    const DimensionScore& score = report.dimensions[static_cast<std::size_t>(dimension)];
    if (score.possible > 0)
      out += fmt::format("| {} | {} | {} |\n", bank::name_of(dimension), score.covered, score.possible);
  }
  if (report.interview.end && report.interview.end->communication > 0)
    out += fmt::format("| communication (own grade) | {} | 5 |\n", report.interview.end->communication);
  return out + '\n';
}

std::string turn_text(const ReportTurn& turn, std::size_t number) {
  std::string out = fmt::format("## Turn {}\n\n", number);
  if (!turn.prompt.empty()) out += turn.prompt + "\n\n";
  out += fmt::format("{} of {:.1f} min, {} hints.\n\n", minutes(turn.record.ms_taken), turn.minutes,
                     turn.record.hints);
  out += "**Answer**\n\n" + fenced(turn.record.text);
  out += list_of("**Said**", turn.covered) + list_of("**Missed**", turn.missed);
  for (const ReportTurn::Flag& flag : turn.flags)
    out += fmt::format("**Red flag:** {}\n\nInstead: {}\n\n", flag.text, flag.instead);
  for (const ReportTurn::Exchange& exchange : turn.follow_ups)
    out +=
        fmt::format("**{}**\n\n{}Model: {}\n\n", exchange.question, fenced(exchange.reply), exchange.answer);
  if (!turn.model_answer.empty()) out += "**Model answer**\n\n" + turn.model_answer + "\n\n";
  return out;
}

using Json = nlohmann::ordered_json;

Json turn_json(const ReportTurn& turn) {
  Json out{{"turn", turn.record.turn},   {"ms", turn.record.ms_taken}, {"minutes", turn.minutes},
           {"hints", turn.record.hints}, {"answer", turn.record.text}, {"covered", turn.record.covered},
           {"missed", turn.missed_ids},  {"flags", turn.record.flags}, {"replies", Json::array()}};
  for (const Reply& reply : turn.record.replies)
    out["replies"].push_back({{"follow_up", reply.follow_up}, {"text", reply.text}});
  return out;
}

}  // namespace

std::string to_markdown(const InterviewReport& report) {
  const PastInterview& interview = report.interview;
  std::string out =
      fmt::format("# {}\n\nMock interview ({} mode) of {}: {} of {} turns, {} of {} suggested.\n\n",
                  report.title, mode_name(interview.mode), date_of(interview), report.turns.size(),
                  report.turns_asked, minutes(report.ms_taken), minutes(report.ms_suggested));
  out += scores(report);
  if (interview.end && !interview.end->notes.empty()) out += "**Notes**\n\n" + fenced(interview.end->notes);
  for (std::size_t i = 0; i < report.turns.size(); ++i) out += turn_text(report.turns[i], i + 1);
  std::vector<std::string> cards;
  for (const auto& card : report.cards) cards.push_back(card.title);
  for (const auto& demo : report.demos) cards.push_back(demo.title + " (Lab)");
  return out + list_of("## To read and to run", cards);
}

std::string to_json(const InterviewReport& report) {
  const PastInterview& interview = report.interview;
  Json out{{"format", 1},
           {"interview", interview.id},
           {"scenario", interview.scenario},
           {"title", report.title},
           {"mode", mode_name(interview.mode)},
           {"at", interview.at},
           {"finished", interview.end.has_value()},
           {"communication", interview.end ? interview.end->communication : 0},
           {"notes", interview.end ? interview.end->notes : ""},
           {"dimensions", Json::object()},
           {"turns", Json::array()}};
  for (const bank::Dimension dimension : bank::kDimensions) {
    const DimensionScore& score = report.dimensions[static_cast<std::size_t>(dimension)];
    out["dimensions"][std::string(bank::name_of(dimension))] = {{"covered", score.covered},
                                                                {"possible", score.possible}};
  }
  for (const ReportTurn& turn : report.turns) out["turns"].push_back(turn_json(turn));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace sp::practice
