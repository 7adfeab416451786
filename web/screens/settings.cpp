#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "web/app/state.h"
#include "web/screens/deck_panel.h"
#include "web/screens/exam_view.h"
#include "web/screens/export_panel.h"
#include "web/screens/interview_view.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

/// Looks, and the reader's data.
class Settings final : public app::Screen {
 public:
  void open(const app::Route&, app::AppState&) override {
    message_.clear();
    decks_.open();
    exports_.open();
  }
  std::string title(const app::AppState&) const override { return "Settings"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("settings", "Settings");
    const auto column = ui.column();
    {
      const auto header = ui.page_header("header", {.title = "Settings"});
    }
    draw_looks(ui, state);
    ui.space(16);
    draw_data(ui, state);
    ui.space(16);
    decks_.draw(ui, state);
    ui.space(16);
    exports_.draw(ui, state);
    ui.space(16);
    draw_about(ui, state);
    draw_confirmation(ui, state);
    ui.space(24);
  }

 private:
  static void draw_looks(ui::Ui& ui, app::AppState& state) {
    auto& shell = state.shell();
    const auto panel = ui.card_panel("looks");
    ui.heading(2, "Looks");
    static const std::vector<std::string> themes{"As the system", "Dark", "Light"};
    int theme = static_cast<int>(shell.theme_choice());
    if (ui.choice("theme", "Theme", theme, themes))
      shell.set_theme_choice(static_cast<app::ThemeChoice>(theme));
    double percent = shell.text_scale() * 100.0;
    if (ui.slider("text", "Size of text", percent, 80, 160, 10, {.unit = "%"}))
      shell.set_text_scale(static_cast<float>(percent / 100));
    if (ui.button("keys", "Keyboard help", ui::ButtonStyle::secondary,
                  {.shortcut = "?", .icon = ui::Icon::keyboard})) {
      state.open_help();
    }
  }

  void draw_data(ui::Ui& ui, app::AppState& state) {
    const auto panel = ui.card_panel("data");
    auto& answers = state.answers();
    state.refresh_training();
    ui.heading(2, "Your progress");
    ui.text(fmt::format(
        "{} in {}, with grades, marks, settings and interviews. They are kept on this device alone; "
        "nothing is sent anywhere.",
        counted(state.training().progress().reviews().size(), "answer"),
        counted(answers.history().size(), "record")));
    if (!answers.problem().empty()) ui.alert("problem", answers.problem(), ui::Tone::warn);
    const auto row = ui.row("commands");
    if (ui.button("export", "Export", ui::ButtonStyle::primary,
                  {.description = "One file with all of it; `switchpoint` reads it, too",
                   .icon = ui::Icon::download})) {
      answers.export_file();
    }
    if (ui.button("import", "Import", ui::ButtonStyle::secondary,
                  {.description = "Merges such a file: nothing is lost, nothing doubled",
                   .icon = ui::Icon::upload})) {
      answers.import_file([this](std::string message) { message_ = std::move(message); });
    }
    if (ui.button("erase", "Erase", ui::ButtonStyle::danger, {.disabled = answers.history().size() == 0}))
      confirming_ = true;
    ui.status("message", message_, !message_.empty());
  }

  static void draw_about(ui::Ui& ui, app::AppState& state) {
    const auto panel = ui.card_panel("about");
    auto& host = state.shell().platform().host();
    ui.heading(2, "This machine");
    ui.text(fmt::format(
        "{} cores can be used, and up to {} threads at once in a demo. {} questions on {} cards.",
        host.cores(), host.max_threads(), state.bank().question_count(), state.bank().cards().size()));
  }

  void draw_confirmation(ui::Ui& ui, app::AppState& state) {
    const auto dialog = ui.dialog("confirm", "Erase all progress?", confirming_);
    if (!dialog) return;
    ui.text("It cannot be had back, except from a file that you exported.");
    ui.space(12);
    const auto row = ui.row("commands");
    if (ui.button("erase", "Erase all progress", ui::ButtonStyle::danger)) {
      message_.clear();
      state.answers().erase([this] { message_ = "All progress is erased."; });
      state.shell().platform().set_preference(kExamPlace, "");
      InterviewView::forget_drafts(state);
      confirming_ = false;
    }
    if (ui.button("keep", "Keep it")) confirming_ = false;
  }

  DeckPanel decks_;
  ExportPanel exports_;
  std::string message_;
  bool confirming_ = false;
};

}  // namespace

std::unique_ptr<app::Screen> make_settings(app::AppState&) {
  return std::make_unique<Settings>();
}

}  // namespace sp::screens
