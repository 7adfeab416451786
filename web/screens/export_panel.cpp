#include "web/screens/export_panel.h"

#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"

namespace sp::screens {
namespace {

struct Format {
  std::string_view label, explanation, file, mime;
};

/// By app::ExportFormat.
constexpr std::array kFormats{
    Format{"Anki",
           "Notes for File > Import. Importing a later file updates them and keeps Anki's own scheduling.",
           "switchpoint.txt", "text/plain"},
    Format{"Moodle (GIFT)", "Questions with their explanations, for Moodle's question bank.",
           "switchpoint.gift", "text/plain"},
    Format{"Markdown", "Everything to read and to print: cards, questions, then their answers.",
           "switchpoint.md", "text/markdown"},
};

}  // namespace

void ExportPanel::draw(ui::Ui& ui, app::AppState& state) {
  const auto panel = ui.card_panel("exchange");
  ui.heading(2, "Questions for other programs");
  static const std::vector<std::string> labels = [] {
    std::vector<std::string> names;
    for (const Format& format : kFormats) names.emplace_back(format.label);
    return names;
  }();
  const Format& format = kFormats.at(static_cast<std::size_t>(format_));
  ui.choice("format", "Format", format_, labels, format.explanation);
  if (!state.decks().all().empty()) ui.checkbox("own", "Only my own questions", own_only_);
  const auto row = ui.row("commands");
  if (ui.button("save", "Save the file", ui::ButtonStyle::primary, {.icon = ui::Icon::download})) save(state);
  ui.status("message", message_, !message_.empty());
}

void ExportPanel::save(app::AppState& state) {
  const auto decks = state.decks().all();
  auto& platform = state.shell().platform();
  const Format& format = kFormats.at(static_cast<std::size_t>(format_));
  message_ = fmt::format("{} is being written.", format.file);
  app::export_questions(platform, static_cast<app::ExportFormat>(format_), decks, own_only_ && !decks.empty(),
                        [this, &platform, &format](Result<app::Exported> file) {
                          platform.request_frame();
                          if (!file.ok()) {
                            message_ = file.error().what;
                            return;
                          }
                          keep(platform, format.file, format.mime, file.value());
                        });
}

void ExportPanel::keep(platform::Platform& platform, std::string_view name, std::string_view mime,
                       const app::Exported& file) {
  platform.download(name, mime, file.text,
                    [this, &platform, name, count = file.cards](Result<std::string> place) {
                      platform.request_frame();
                      if (!place.ok())
                        message_ = fmt::format("{} could not be saved: {}", name, place.error().what);
                      else
                        message_ = fmt::format("{} is saved, with {}{}.", name, counted(count, "card"),
                                               place.value().empty() ? "" : ": " + place.value());
                    });
}

}  // namespace sp::screens
