#include "web/screens/interview_report_view.h"

#include <string>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "web/widgets/calendar_chart.h"

namespace sp::screens {
namespace {

using practice::InterviewReport;

std::string percent(const practice::DimensionScore& score) {
  const auto fraction = score.fraction();
  return fraction ? fmt::format("{:.0f} %", *fraction * 100) : "–";
}

std::string change_words(const std::optional<double>& change) {
  return change ? fmt::format("{:+.0f} %", *change * 100) : "–";
}

std::string minutes(std::int64_t ms) {
  return fmt::format("{:.1f}", static_cast<double>(ms) / 60'000);
}

void draw_scores(ui::Ui& ui, const InterviewReport& report, const InterviewReport* earlier) {
  ui::TableSpec table{.name = "Scores",
                      .columns = {{"Dimension"}, {"Said", ui::Align::right}, {"Score", ui::Align::right}},
                      .rows = {}};
  const auto comparison = earlier ? std::optional(practice::compare(report, *earlier)) : std::nullopt;
  if (comparison) table.columns.push_back({"Since last time", ui::Align::right});
  const auto add = [&](std::string name, const practice::DimensionScore& score,
                       const std::optional<double>& change) {
    std::vector<std::string> row{std::move(name), fmt::format("{} of {}", score.covered, score.possible),
                                 percent(score)};
    if (comparison) row.push_back(change_words(change));
    table.rows.push_back(std::move(row));
  };
  for (const bank::Dimension dimension : bank::kDimensions) {
    const auto index = static_cast<std::size_t>(dimension);
    if (report.dimensions[index].possible > 0)
      add(std::string(bank::name_of(dimension)), report.dimensions[index],
          comparison ? comparison->change[index] : std::nullopt);
  }
  add("all", report.all, comparison ? comparison->all : std::nullopt);
  ui.table("scores", table);
  if (comparison)
    ui.text(fmt::format("Against the interview before: {} key points newly said, {} lost.",
                        comparison->newly_covered, comparison->lost),
            ui::TextStyle::muted);
}

void draw_turn(ui::Ui& ui, const practice::ReportTurn& turn, std::size_t number) {
  const auto scope = ui.push_id(number);
  ui.heading(2, fmt::format("Turn {}", number + 1));
  ui.markdown("prompt", turn.prompt);
  {
    const auto row = ui.row("facts");
    ui.badge(fmt::format("{} of {:.1f} min", minutes(turn.record.ms_taken), turn.minutes), ui::Tone::neutral,
             ui::Icon::clock);
    ui.badge(
        fmt::format("{} of {} key points", turn.covered.size(), turn.covered.size() + turn.missed.size()));
    if (turn.record.hints > 0) ui.badge(fmt::format("{} hints", turn.record.hints));
  }
  {
    const auto panel = ui.card_panel("answer");
    ui.text(turn.record.text);
  }
  const auto list = [&](const char* key, const char* heading, const std::vector<std::string>& items) {
    if (items.empty()) return;
    ui.heading(3, heading);
    std::string text;
    for (const auto& item : items) text += "- " + item + '\n';
    ui.markdown(key, text);
  };
  list("missed", "Missed", turn.missed);
  list("said", "Said", turn.covered);
  for (std::size_t i = 0; i < turn.flags.size(); ++i) {
    const auto inner = ui.push_id(i);
    ui.markdown("flag", "**Red flag.** " + turn.flags[i].text + " Say instead: " + turn.flags[i].instead);
  }
  for (std::size_t i = 0; i < turn.follow_ups.size(); ++i) {
    const auto inner = ui.push_id(i + 100);
    ui.markdown("question", "**" + turn.follow_ups[i].question + "**");
    ui.text(turn.follow_ups[i].reply);
    ui.markdown("reply", turn.follow_ups[i].answer, ui::TextStyle::muted);
  }
  if (ui.disclosure("model", "A model answer")) ui.markdown("model-answer", turn.model_answer);
}

void draw_export(ui::Ui& ui, app::AppState& state, const InterviewReport& report) {
  const auto row = ui.row("export");
  const auto save = [&](std::string_view extension, std::string_view mime, const std::string& text) {
    const std::string name = fmt::format("switchpoint-{}.{}", report.interview.scenario, extension);
    state.shell().platform().download(name, mime, text, [](const Result<std::string>&) {});
  };
  if (ui.button("markdown", "Save as Markdown", ui::ButtonStyle::secondary, {.icon = ui::Icon::download}))
    save("md", "text/markdown", practice::to_markdown(report));
  if (ui.button("json", "Save as JSON", ui::ButtonStyle::secondary, {.icon = ui::Icon::download}))
    save("json", "application/json", practice::to_json(report));
}

void draw_links(ui::Ui& ui, const InterviewReport& report) {
  const auto draw = [&](const char* heading, const std::vector<InterviewReport::Link>& links, ui::Icon icon) {
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
                           const InterviewReport* earlier) {
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
  draw_scores(ui, report, earlier);
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
  draw_export(ui, state, report);
}

}  // namespace sp::screens
