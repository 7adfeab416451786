#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/search_documents.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/library.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

/// One card to read, with everything that belongs to it: #/card/C02.
class CardScreen final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState& state) override {
    id_ = route.path;
    look_around(state);
  }

  std::string title(const app::AppState& state) const override {
    const auto* card = state.bank().find_card(id_);
    return card ? card->title : "Unknown card";
  }

  void draw(ui::Ui& ui, app::AppState& state) override {
    if (bank_version_ != state.decks().version()) look_around(state);
    const auto page = ui.page("card/" + id_, title(state));
    const auto column = ui.column();
    const auto* card = state.bank().find_card(id_);
    if (!card) return draw_unknown(ui);
    draw_head(ui, *card, state);
    if (!card->short_answer.empty()) {
      const auto panel = ui.card_panel("short");
      ui.heading(2, "In 30 seconds");
      ui.markdown("short", card->short_answer);
    }
    draw_card_body(ui, *card);
    if (card->task) {
      ui.heading(2, "Write the code");
      draw_task(ui, *card->task);
    }
    draw_demos(ui, *card);
    draw_questions(ui, *card, state.standings());
    draw_around(ui, state.standings());
    draw_neighbours(ui);
    ui.space(24);
  }

 private:
  /// What leads on from the card.
  struct Around {
    std::vector<Library::Neighbour> neighbours;
    std::vector<const bank::Scenario*> scenarios;
    std::string covers;  ///< Markdown: what it answers, in the material's words
    const bank::Card* previous = nullptr;
    const bank::Card* next = nullptr;
  };

  void look_around(const app::AppState& state) {
    bank_version_ = state.decks().version();
    const auto* card = state.bank().find_card(id_);
    around_ = card == nullptr ? Around{} : around(*card, state.bank(), state.curriculum());
  }

  static Around around(const bank::Card& card, const bank::Bank& bank,
                       std::span<const bank::CurriculumItem> curriculum) {
    const Library library(bank, curriculum);
    Around out{library.neighbours(card), library.scenarios_of(card), {}, nullptr, nullptr};
    for (const auto* item : library.covered_by(card)) {
      if (!item->asks.empty())
        out.covers += fmt::format("- {}  \n  *{}*\n", app::escape_markdown(item->asks),
                                  app::escape_markdown(item->section));
    }
    const auto cards = bank.cards_of(card.topic);
    for (std::size_t i = 0; i < cards.size(); ++i) {
      if (cards[i] != &card) continue;
      if (i > 0) out.previous = cards[i - 1];
      if (i + 1 < cards.size()) out.next = cards[i + 1];
    }
    return out;
  }

  void draw_unknown(ui::Ui& ui) const {
    {
      const auto header =
          ui.page_header("header", {.title = "Unknown card", .back_href = "#/learn", .back_label = "Learn"});
    }
    ui.alert(
        "unknown",
        fmt::format("There is no card \"{}\". The address may be mistyped, or from another version.", id_),
        ui::Tone::warn);
  }

  static void draw_head(ui::Ui& ui, const bank::Card& card, app::AppState& state) {
    const std::string back = app::format_route({"learn", "", {{"topic", card.topic}}});
    const std::string topic = "Learn: " + topic_title(card.topic);
    {
      const auto header =
          ui.page_header("header", {.title = card.title, .back_href = back, .back_label = topic});
      if (!card.questions.empty() &&
          ui.button("practise", "Practise", ui::ButtonStyle::primary, {.icon = ui::Icon::practice})) {
        state.shell().go("#/practice?card=" + card.id);
      }
    }
    {
      const auto row = ui.row("badges");
      const auto standing = state.standings().of_card(card.id);
      ui.badge(level_title(card.level), ui::Tone::info);
      if (standing.tried > 0)
        ui.badge(standing.words(), standing.right == standing.questions ? ui::Tone::good : ui::Tone::neutral);
      if (!card.deck.empty()) ui.badge("own: " + card.deck);
      for (const auto& tag : card.tags) ui.badge(tag);
    }
    ui.space(8);
    if (card.prompt.empty()) return;
    ui.markdown("prompt", card.prompt);
    ui.space(8);
  }

  static void draw_demos(ui::Ui& ui, const bank::Card& card) {
    if (card.demos.empty()) return;
    ui.heading(2, "In the Lab");
    draw_demo_links(ui, card, "#/card/" + card.id);
  }

  static void draw_questions(ui::Ui& ui, const bank::Card& card, const app::Standings& standings) {
    if (card.questions.empty()) return;
    ui.heading(2, card.questions.size() == 1 ? "Its question" : "Its questions");
    const auto rows = ui.rows("questions");
    for (const auto& question : card.questions) {
      const auto* stats = standings.of_question(question.id);
      const std::string_view figure = stats == nullptr      ? ""
                                      : stats->last_correct ? "right last time"
                                                            : "wrong last time";
      ui.link_row(question.id,
                  {.title = bank::document_of(card, question).title,
                   .detail = kind_title(question.kind),
                   .figure = figure,
                   .icon = ui::Icon::practice},
                  app::format_route({"practice", "", {{"question", question.id}}}));
    }
  }

  void draw_around(ui::Ui& ui, const app::Standings& standings) const {
    if (!around_.neighbours.empty()) {
      ui.heading(2, "Goes with it");
      const auto rows = ui.rows("neighbours");
      for (const auto& neighbour : around_.neighbours)
        draw_card_row(ui, *neighbour.card, standings, app::escape_markdown(neighbour.why));
    }
    if (!around_.scenarios.empty()) {
      ui.heading(2, "In mock interviews");
      const auto rows = ui.rows("scenarios");
      for (const auto* scenario : around_.scenarios) draw_scenario_row(ui, *scenario);
    }
    if (!around_.covers.empty()) {
      ui.space(8);
      if (ui.disclosure("covers", "What of the material it answers"))
        ui.markdown("covers-list", around_.covers);
    }
  }

  void draw_neighbours(ui::Ui& ui) const {
    if (around_.previous == nullptr && around_.next == nullptr) return;
    ui.space(16);
    const auto region = ui.region(ui::Role::navigation, "topic", "In this topic");
    const auto grid = ui.grid("cards", 300, 12);
    if (around_.previous != nullptr)
      ui.link_card("previous", around_.previous->title, "Previous card", "#/card/" + around_.previous->id);
    if (around_.next != nullptr)
      ui.link_card("next", around_.next->title, "Next card", "#/card/" + around_.next->id);
  }

  std::string id_;
  Around around_;  ///< in the bank as it was at bank_version_
  std::uint64_t bank_version_ = 0;
};

}  // namespace

std::unique_ptr<app::Screen> make_card(app::AppState&) {
  return std::make_unique<CardScreen>();
}

}  // namespace sp::screens
