#include "web/screens/deck_panel.h"

#include <array>
#include <ctime>

#include <fmt/format.h>

#include "web/app/deck_dialog.h"
#include "web/app/route.h"

namespace sp::screens {
namespace {

/// "5 May 2025", where the reader is.
std::string day_of(std::int64_t at_ms) {
  constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
  const auto seconds = static_cast<std::time_t>(at_ms / 1000);
  std::tm local{};
  if (localtime_r(&seconds, &local) == nullptr) return "an unknown day";
  return fmt::format("{} {} {}", local.tm_mday, kMonths.at(static_cast<std::size_t>(local.tm_mon)),
                     local.tm_year + 1900);
}

}  // namespace

void DeckPanel::draw(ui::Ui& ui, app::AppState& state) {
  auto& decks = state.decks();
  {
    const auto panel = ui.card_panel("decks");
    ui.heading(2, "Your own questions");
    ui.text(
        "Drop a file anywhere on this page, or choose one: JSON with a card, a list of cards or a bundle, "
        "notes from Anki (text), or questions from Moodle (GIFT). It is kept on this device alone, and "
        "stands beside the other questions. Programs in it are shown, never run.");
    if (!decks.problem().empty()) ui.alert("problem", decks.problem(), ui::Tone::warn);
    {
      const auto row = ui.row("commands");
      if (ui.button("choose", "Choose files", ui::ButtonStyle::primary,
                    {.description = "The same as dropping them on the page", .icon = ui::Icon::upload}))
        decks.choose();
      if (const auto* refused = decks.refused()) {
        const auto label = fmt::format("Why {} is kept out", refused->name);
        if (ui.button("refused", label, ui::ButtonStyle::secondary, {.icon = ui::Icon::warning}))
          decks.show_refused();
      }
    }
    ui.status("message", message_, !message_.empty());
    for (std::size_t i = 0; i < decks.all().size(); ++i) draw_deck(ui, state, decks.all()[i]);
  }
  draw_confirmation(ui, decks);
}

void DeckPanel::draw_deck(ui::Ui& ui, app::AppState& state, const app::Deck& deck) {
  const auto region = ui.region(ui::Role::region, deck.name, deck.name);
  ui.separator();
  ui.heading(3, deck.name);
  const auto& report = deck.report;
  if (report.taken()) {
    ui.text(fmt::format("{} · added {}", app::summary_of(report), day_of(deck.at)), ui::TextStyle::muted);
  } else {
    ui.alert("unused",
             "Not in use: something else has changed since it was added. Mend the file and drop it again.",
             ui::Tone::warn);
  }
  if (deck.stored == app::Deck::Stored::no) ui.badge("Until this page is closed", ui::Tone::warn);
  {
    const auto row = ui.row("commands");
    if (report.questions > 0 &&
        ui.button("practise", "Practise", ui::ButtonStyle::secondary, {.icon = ui::Icon::practice})) {
      app::Route route{"practice", {}, {}};
      state.shell().go(app::format_route(route.set("deck", deck.name)));
    }
    if (ui.button("export", "Export", ui::ButtonStyle::secondary,
                  {.description = "The file as it was", .icon = ui::Icon::download}))
      state.decks().export_file(deck.name);
    if (ui.button("remove", "Remove", ui::ButtonStyle::danger)) {
      removing_ = deck.name;
      confirming_ = true;
    }
  }
  if (!report.taken() && ui.disclosure("problems", "What is wrong with it"))
    app::draw_problems(ui, "list", report.problems);
}

void DeckPanel::draw_confirmation(ui::Ui& ui, app::Decks& decks) {
  const auto dialog = ui.dialog("remove", "Remove this deck?", confirming_);
  if (!dialog) return;
  ui.text(removing_, ui::TextStyle::strong);
  ui.text(
      "Its questions go from this device; what you answered stays among your answers. Export it first if you "
      "have no other copy.");
  ui.space(12);
  const auto row = ui.row("commands");
  if (ui.button("remove", "Remove the deck", ui::ButtonStyle::danger)) {
    decks.remove(removing_);
    message_ = fmt::format("{} is removed.", removing_);
    confirming_ = false;
  }
  if (ui.button("keep", "Keep it")) confirming_ = false;
}

}  // namespace sp::screens
