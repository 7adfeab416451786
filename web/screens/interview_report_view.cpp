#include "web/screens/interview_report_view.h"

#include <string>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/demos/list.h"
#include "web/app/sentence.h"
#include "web/widgets/calendar_chart.h"

namespace sp::screens {
namespace {

using practice::InterviewReport;

std::string percent(const practice::ReportScore& score) {
  const auto fraction = score.fraction();
  return fraction ? fmt::format("{:.0f} %", *fraction * 100) : "–";
}

std::string minutes(std::int64_t ms) {
  return fmt::format("{:.1f}", static_cast<double>(ms) / 60'000);
}

void draw_scores(ui::Ui& ui, const InterviewReport& report, const practice::ReportComparison* comparison) {
  ui::TableSpec table{.name = "Scores",
                      .columns = {{"Dimension"}, {"Said", ui::Align::right}, {"Score", ui::Align::right}},
                      .rows = {}};
  if (comparison) table.columns.push_back({"Last time", ui::Align::right});
  const auto add = [&](std::string_view name, const practice::ReportScore& score,
                       const practice::ReportScore* before) {
    std::vector<std::string> row{std::string(name), fmt::format("{} of {}", score.covered, score.possible),
                                 percent(score)};
    if (before) row.push_back(percent(*before));
    table.rows.push_back(std::move(row));
  };
  for (const bank::Dimension dimension : bank::kDimensions) {
    const auto index = static_cast<std::size_t>(dimension);
    if (report.dimensions[index].possible > 0)
      add(bank::name_of(dimension), report.dimensions[index],
          comparison ? &comparison->before[index] : nullptr);
  }
  add("all", report.all, comparison ? &comparison->all_before : nullptr);
  ui.table("scores", table);
}

void draw_list(ui::Ui& ui, const char* key, const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) text += "- " + item + '\n';
  ui.markdown(key, text);
}

void draw_comparison(ui::Ui& ui, const practice::ReportComparison& comparison) {
  const auto draw = [&](const char* key, const char* heading,
                        const std::vector<practice::PointChange>& changes) {
    if (changes.empty()) return;
    ui.heading(3, heading);
    std::vector<std::string> texts;
    for (const auto& change : changes) texts.push_back(change.text);
    draw_list(ui, key, texts);
  };
  ui.heading(2, "Against the interview before");
  ui.text(fmt::format("Over the {} turns that both answered, in {} min now and {} min then.",
                      comparison.turns, minutes(comparison.ms_taken), minutes(comparison.ms_taken_before)),
          ui::TextStyle::muted);
  draw("gained", "Newly said", comparison.gained);
  draw("lost", "Said then, and not now", comparison.lost);
}

void draw_strengths(ui::Ui& ui, const InterviewReport& report) {
  std::vector<std::string> items;
  for (const bank::Dimension dimension : report.strong_dimensions)
    items.push_back(fmt::format("{}: three quarters of the key points or more", bank::name_of(dimension)));
  for (const std::size_t turn : report.strong_turns)
    items.push_back(fmt::format("Turn {}: every key point, and no red flag", turn + 1));
  if (items.empty()) return;
  ui.heading(2, "Strengths");
  draw_list(ui, "strengths", items);
}

/// What was missed, each with where to read about it and what to run.
void draw_gaps(ui::Ui& ui, const InterviewReport& report) {
  if (report.gaps.empty()) return;
  ui.heading(2, "Gaps");
  for (std::size_t i = 0; i < report.gaps.size(); ++i) {
    const auto scope = ui.push_id(i);
    const practice::ReportGap& gap = report.gaps[i];
    const practice::ReportPoint& point = report.turns[gap.turn].points[gap.point];
    ui.markdown("gap",
                fmt::format("**Turn {}, {}.** {}", gap.turn + 1, bank::name_of(point.dimension), point.text));
    if (!gap.links.empty()) {
      const auto row = ui.row("links");
      for (const auto& link : gap.links) ui.link(link.address, link.title, link.address);
    }
    ui.space(8);
  }
}

void draw_turn(ui::Ui& ui, const practice::ReportTurn& turn, std::size_t number) {
  const auto scope = ui.push_id(number);
  ui.heading(2, fmt::format("Turn {}", number + 1));
  ui.markdown("prompt", turn.prompt);
  {
    const auto row = ui.row("facts");
    const auto score = turn.score();
    ui.badge(fmt::format("{} of {} min", minutes(turn.record.ms_taken), minutes(turn.suggested_ms)),
             ui::Tone::neutral, ui::Icon::clock);
    ui.badge(fmt::format("{} of {} key points", score.covered, score.possible));
    if (turn.record.hints > 0) ui.badge(counted(turn.record.hints, "hint"));
  }
  {
    const auto panel = ui.card_panel("answer");
    ui.text(turn.record.text);
  }
  const auto list = [&](const char* key, const char* heading, bool covered) {
    std::vector<std::string> texts;
    for (const auto& point : turn.points)
      if (point.known && point.covered == covered) texts.push_back(point.text);
    if (texts.empty()) return;
    ui.heading(3, heading);
    draw_list(ui, key, texts);
  };
  list("missed", "Missed", false);
  list("said", "Said", true);
  for (std::size_t i = 0; i < turn.flags.size(); ++i) {
    const auto inner = ui.push_id(i);
    const auto& flag = turn.flags[i];
    if (flag.known) ui.markdown("flag", "**Red flag.** " + flag.text + " Say instead: " + flag.instead);
  }
  for (std::size_t i = 0; i < turn.replies.size(); ++i) {
    const auto inner = ui.push_id(i + 100);
    const auto& reply = turn.replies[i];
    if (!reply.question.empty()) ui.markdown("question", "**" + reply.question + "**");
    ui.text(reply.text);
    ui.markdown("reply", reply.answer, ui::TextStyle::muted);
  }
  if (ui.disclosure("model", "A model answer")) ui.markdown("model-answer", turn.model_answer);
}

void draw_export(ui::Ui& ui, app::AppState& state, const InterviewReport& report,
                 const practice::ReportComparison* comparison, std::string& message) {
  ui.status("saved", message, !message.empty());
  const auto row = ui.row("export");
  const auto save = [&](std::string_view extension, std::string_view mime, const std::string& text) {
    const std::string name = fmt::format("switchpoint-{}.{}", report.interview.scenario, extension);
    state.shell().platform().download(name, mime, text, [&message](const Result<std::string>& place) {
      message = app::saved_words("The report", place);
    });
  };
  if (ui.button("markdown", "Save as Markdown", ui::ButtonStyle::secondary, {.icon = ui::Icon::download}))
    save("md", "text/markdown",
         practice::to_markdown(report, comparison, app::Training::calendar().utc_offset_minutes));
  auto& platform = state.shell().platform();
  if (platform.can_print() && ui.button("print", "Print", ui::ButtonStyle::secondary)) platform.print();
  if (ui.button("json", "Save as JSON", ui::ButtonStyle::secondary, {.icon = ui::Icon::download}))
    save("json", "application/json", practice::to_json(report, comparison));
}

void draw_links(ui::Ui& ui, const InterviewReport& report) {
  const auto draw = [&](const char* heading, const std::vector<practice::ReportLink>& links, ui::Icon icon) {
    if (links.empty()) return;
    ui.heading(2, heading);
    const auto rows = ui.rows(heading);
    for (const auto& link : links)
      ui.link_row(link.address, {.title = link.title, .icon = icon}, link.address);
  };
  draw("To read", report.cards, ui::Icon::learn);
  draw("To run", report.demos, ui::Icon::lab);
}

}  // namespace

std::string_view mode_title(practice::InterviewMode mode) {
  return mode == practice::InterviewMode::real ? "real" : "study";
}

std::string demo_title(std::string_view id) {
  const auto* demo = demos::find(id);
  return demo == nullptr ? std::string() : std::string(demo->info.title);
}

void draw_interview_report(ui::Ui& ui, app::AppState& state, const InterviewReport& report,
                           const std::optional<practice::ReportComparison>& earlier, std::string& message) {
  {
    const auto grid = ui.grid("figures", 260, 12);
    const auto figure = [&](const char* key, const char* label, const std::string& value,
                            const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, value, unit);
    };
    figure("score", "Key points", percent(report.all),
           fmt::format("{} of {}", report.all.covered, report.all.possible));
    figure("time", "Time", minutes(report.ms_taken), fmt::format("of {} min", minutes(report.ms_suggested)));
    const int communication = report.interview.end ? report.interview.end->communication : 0;
    figure("communication", "Communication", communication > 0 ? fmt::to_string(communication) : "–",
           "of 5, by yourself");
  }
  ui.space(16);
  const auto* comparison = earlier ? &*earlier : nullptr;
  draw_scores(ui, report, comparison);
  draw_strengths(ui, report);
  draw_gaps(ui, report);
  if (comparison) draw_comparison(ui, *comparison);
  if (report.interview.end && !report.interview.end->notes.empty()) {
    ui.heading(2, "Your notes");
    ui.text(report.interview.end->notes);
  }
  draw_links(ui, report);
  for (std::size_t i = 0; i < report.turns.size(); ++i) draw_turn(ui, report.turns[i], i);
  if (!report.closing.empty()) {
    ui.heading(2, "What a strong candidate showed");
    ui.markdown("closing", report.closing);
  }
  ui.space(16);
  draw_export(ui, state, report, comparison, message);
}

}  // namespace sp::screens
