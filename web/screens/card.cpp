#include <string>

#include <fmt/format.h>

#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

/// One card to read: #/card/C02.
class CardScreen final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState&) override { id_ = route.path; }

  std::string title(const app::AppState& state) const override {
    const auto* card = state.bank().find_card(id_);
    return card ? card->title : "Unknown card";
  }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("card/" + id_, title(state));
    const auto column = ui.column();
    const auto* card = state.bank().find_card(id_);
    if (!card) {
      {
        const auto header = ui.page_header(
            "header", {.title = "Unknown card", .back_href = "#/today", .back_label = "Today"});
      }
      ui.alert(
          "unknown",
          fmt::format("There is no card \"{}\". The address may be mistyped, or from another version.", id_),
          ui::Tone::warn);
      return;
    }
    {
      const auto header =
          ui.page_header("header", {.title = card->title, .back_href = "#/today", .back_label = "Today"});
      if (ui.button("practise", "Practise", ui::ButtonStyle::primary, {.icon = ui::Icon::practice})) {
        state.shell().go("#/practice?card=" + card->id);
      }
    }
    {
      const auto row = ui.row("badges");
      ui.badge(topic_title(card->topic), ui::Tone::info);
      ui.badge(bank::name_of(card->level));
      if (!card->deck.empty()) ui.badge("own: " + card->deck);
      for (const auto& tag : card->tags) ui.badge(tag);
    }
    ui.space(12);
    ui.markdown("prompt", card->prompt);
    ui.space(12);
    {
      const auto panel = ui.card_panel("short");
      ui.heading(2, "In 30 seconds");
      ui.markdown("short", card->short_answer);
    }
    ui.space(16);
    draw_card_body(ui, *card);
    if (!card->demos.empty()) {
      ui.space(16);
      draw_demo_links(ui, *card, "#/card/" + card->id);
    }
    ui.space(24);
  }

 private:
  std::string id_;
};

}  // namespace

std::unique_ptr<app::Screen> make_card(app::AppState&) {
  return std::make_unique<CardScreen>();
}

}  // namespace sp::screens
