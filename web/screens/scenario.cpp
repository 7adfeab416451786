#include <string>
#include <vector>

#include <fmt/format.h>

#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

std::string_view dimension_title(bank::Dimension dimension) {
  switch (dimension) {
    case bank::Dimension::correctness:
      return "correctness";
    case bank::Dimension::depth:
      return "depth";
    case bank::Dimension::trade_offs:
      return "trade-offs";
    case bank::Dimension::reliability:
      return "reliability";
  }
  return "";
}

/// A mock interview to read: #/scenario/S01. What gives an answer away stands behind disclosures.
class ScenarioScreen final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState&) override { id_ = route.path; }

  std::string title(const app::AppState& state) const override {
    const auto* scenario = state.bank().find_scenario(id_);
    return scenario ? scenario->title : "Unknown interview";
  }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("scenario/" + id_, title(state));
    const auto column = ui.column();
    const auto* scenario = state.bank().find_scenario(id_);
    {
      const auto header = ui.page_header("header", {.title = title(state),
                                                    .subtitle = scenario ? scenario->summary : std::string(),
                                                    .back_href = "#/learn",
                                                    .back_label = "Learn"});
    }
    if (!scenario) {
      ui.alert(
          "unknown",
          fmt::format("There is no interview \"{}\". The address may be mistyped, or from another version.",
                      id_),
          ui::Tone::warn);
      return;
    }
    {
      const auto row = ui.row("badges");
      ui.badge(level_title(scenario->level), ui::Tone::info);
      ui.badge(fmt::format("{} turns", scenario->turns.size()));
      ui.badge(fmt::format("{} minutes", minutes_of(*scenario)), ui::Tone::neutral, ui::Icon::clock);
      for (const auto& tag : scenario->tags) ui.badge(tag);
    }
    ui.space(8);
    ui.link("hold", "Hold this interview", "#/interview/" + id_);
    ui.space(8);
    {
      const auto panel = ui.card_panel("brief");
      ui.heading(2, "The brief");
      ui.markdown("brief", scenario->brief);
    }
    for (std::size_t i = 0; i < scenario->turns.size(); ++i) draw_turn(ui, scenario->turns[i], i);
    ui.heading(2, "What a strong candidate showed");
    ui.markdown("closing", scenario->closing);
    draw_after(ui, *scenario, state);
    ui.space(24);
  }

 private:
  static void draw_turn(ui::Ui& ui, const bank::Turn& turn, std::size_t number) {
    const auto scope = ui.push_id(turn.id);
    ui.heading(2, fmt::format("Turn {}", number + 1));
    ui.text(fmt::format("{} minutes for the answer", turn.minutes), ui::TextStyle::muted);
    ui.markdown("prompt", turn.prompt);
    ui.space(4);
    draw_list(ui, "hints", "Hints", turn.hints);
    if (ui.disclosure("points", "What a good answer says")) {
      std::string list;
      for (const auto& point : turn.key_points)
        list += fmt::format("- {} *({})*\n", point.text, dimension_title(point.dimension));
      ui.markdown("points-list", list);
    }
    if (ui.disclosure("flags", "Red flags")) {
      for (const auto& flag : turn.red_flags) {
        const auto inner = ui.push_id(flag.id);
        ui.markdown("flag", flag.text);
        ui.markdown("instead", flag.instead, ui::TextStyle::muted);
      }
    }
    if (ui.disclosure("answer", "A model answer")) ui.markdown("answer-text", turn.answer);
    if (turn.follow_ups.empty() || !ui.disclosure("follow-ups", "Follow-up questions")) return;
    for (std::size_t i = 0; i < turn.follow_ups.size(); ++i) {
      const auto inner = ui.push_id(i);
      ui.markdown("question", "**" + turn.follow_ups[i].question + "**");
      ui.markdown("answer", turn.follow_ups[i].answer);
    }
  }

  static void draw_list(ui::Ui& ui, std::string_view key, std::string_view label,
                        const std::vector<std::string>& items) {
    if (items.empty() || !ui.disclosure(key, label)) return;
    std::string list;
    for (std::size_t i = 0; i < items.size(); ++i) list += fmt::format("{}. {}\n", i + 1, items[i]);
    ui.markdown(std::string(key) + "-list", list);
  }

  static void draw_after(ui::Ui& ui, const bank::Scenario& scenario, app::AppState& state) {
    std::vector<const bank::Card*> cards;
    for (const auto& id : scenario.cards) {
      if (const auto* card = state.bank().find_card(id)) cards.push_back(card);
    }
    if (!cards.empty()) {
      ui.heading(2, "To read afterwards");
      const auto rows = ui.rows("cards");
      for (const auto* card : cards) draw_card_row(ui, *card, state.standings());
    }
    if (scenario.demos.empty()) return;
    ui.heading(2, "In the Lab");
    draw_demo_links(ui, scenario.demos, "#/scenario/" + scenario.id);
  }

  std::string id_;
};

}  // namespace

std::unique_ptr<app::Screen> make_scenario(app::AppState&) {
  return std::make_unique<ScenarioScreen>();
}

}  // namespace sp::screens
