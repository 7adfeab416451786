#include "web/app/deck_dialog.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "web/app/decks.h"
#include "web/app/route.h"
#include "web/app/state.h"

namespace sp::app {
namespace {

constexpr float kWidth = 640;

/// What is asked or told at a time: each is a dialog of its own, so that the focus begins anew.
constexpr std::array<std::string_view, 3> kStages{"deck-replace", "deck-refused", "deck-taken"};

std::string_view stage_of(const DeckNews& news) {
  if (news.replace) return kStages[0];
  if (news.refusal) return kStages[1];
  return news.empty() ? std::string_view{} : kStages[2];
}

std::string_view title_of(const DeckNews& news) {
  if (news.replace) return "Replace this deck?";
  if (news.refusal) return "This file is kept out";
  return "Your own questions";
}

void draw_taken(ui::Ui& ui, const DeckNews& news) {
  for (const auto& sentence : news.taken) ui.text(sentence);
}

void draw_replace(ui::Ui& ui, Decks& decks) {
  const auto& question = *decks.news().replace;
  ui.text(question.name, ui::TextStyle::strong);
  ui.text(
      fmt::format("A deck of this name is here: {}. The new file has {}.", question.before, question.after));
  ui.text("Questions that keep their ids keep your answers.", ui::TextStyle::muted);
  ui.space(12);
  const auto row = ui.row("commands");
  const bool replace = ui.button("replace", "Replace", ui::ButtonStyle::primary);
  if (ui.button("keep", "Keep the older one") || replace) decks.answer_replace(replace);
}

void draw_copy(ui::Ui& ui, AppState& state, std::span<const Problem> problems) {
  if (problems.empty() ||
      !ui.button("copy", "Copy the list", ui::ButtonStyle::secondary, {.icon = ui::Icon::copy}))
    return;
  std::string text;
  for (const auto& problem : problems) text += to_string(problem) + '\n';
  state.shell().platform().set_clipboard(text);
}

void draw_refusal(ui::Ui& ui, AppState& state) {
  auto& decks = state.decks();
  const auto refusal = *decks.news().refusal;
  ui.text(refusal.name, ui::TextStyle::strong);
  ui.alert("reason", refusal.reason, ui::Tone::warn);
  ui.text(fmt::format("Nothing of it was taken{}. Your file is as it was: mend it and drop it here again.",
                      refusal.older_stays ? ", and the older deck of this name stays in use" : ""));
  ui.space(12);
  {
    const auto row = ui.row("commands");
    if (ui.button("dismiss", "Close", ui::ButtonStyle::primary)) decks.dismiss();
    draw_copy(ui, state, refusal.problems);
  }
  if (refusal.problems.empty()) return;
  ui.space(16);
  draw_problems(ui, "problems", refusal.problems);
}

void draw_left_out(ui::Ui& ui, const DeckNews::LeftOut& left_out) {
  ui.space(16);
  ui.text(fmt::format("Left out of {}", left_out.name), ui::TextStyle::strong);
  ui.text(left_out.problem_count == 1
              ? "One thing in it could not be taken:"
              : fmt::format("{} things in it could not be taken:", left_out.problem_count));
  ui.space(8);
  draw_problems(ui, "left-out", left_out.problems);
}

void draw_end(ui::Ui& ui, AppState& state) {
  if (const auto problem = state.decks().problem(); !problem.empty()) {
    ui.alert("problem", problem, ui::Tone::warn);
  } else {
    ui.text("Your decks stay on this device, and stand beside the other questions. Settings lists them.",
            ui::TextStyle::muted);
  }
  ui.space(12);
  const auto row = ui.row("commands");
  const auto left_out = state.decks().news().left_out;
  if (ui.button("dismiss", "Close", ui::ButtonStyle::primary)) state.decks().dismiss();
  if (left_out) draw_copy(ui, state, left_out->problems);
  if (state.shell().route().screen != "settings" && ui.button("show", "Show in Settings")) {
    state.decks().dismiss();
    state.shell().go("#/settings");
  }
}

}  // namespace

void draw_problems(ui::Ui& ui, std::string_view key, std::span<const Problem> problems) {
  const auto list = ui.region(ui::Role::list, key, "Problems");
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const auto& problem = problems[i];
    const auto item = ui.region(ui::Role::list_item, fmt::to_string(i), "");
    std::string place;
    if (problem.line > 0) place = fmt::format("Line {}, column {}", problem.line, problem.column);
    if (!problem.path.empty()) place += (place.empty() ? "" : " · ") + problem.path;
    if (!place.empty()) ui.text(place, ui::TextStyle::label);
    const Problem said{{}, 0, 0, {}, problem.expected, problem.found};
    ui.text(to_string(said), ui::TextStyle::muted);
    ui.space(8);
  }
}

void draw_deck_news(ui::Ui& ui, AppState& state) {
  auto& decks = state.decks();
  const auto current = stage_of(decks.news());
  // Those that were answered give the focus back before another takes it.
  for (const auto stage : kStages) {
    bool shut = false;
    if (stage != current) (void)ui.dialog(stage, "", shut);
  }
  if (current.empty()) return;
  bool open = true;
  {
    const auto dialog = ui.dialog(current, title_of(decks.news()), open, kWidth);
    draw_taken(ui, decks.news());
    if (decks.news().replace) {
      draw_replace(ui, decks);
    } else if (decks.news().refusal) {
      draw_refusal(ui, state);
    } else {
      const auto left_out = decks.news().left_out;
      draw_end(ui, state);
      if (left_out) draw_left_out(ui, *left_out);
    }
  }
  if (!open) decks.dismiss();
}

}  // namespace sp::app
