#include <string>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/lab_panels.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

/// The list of demos (#/lab), or one demo on its bench (#/lab/gil-cpu-bound?threads=8).
class Lab final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState& state) override {
    demo_ = route.path;
    if (const auto back = route.get("back"); back.starts_with("#/")) back_ = back;
    if (auto* bench = state.bench(demo_); bench && has_settings(route)) bench->apply(route);
  }

  std::string title(const app::AppState&) const override {
    const auto* demo = demos::find(demo_);
    return demo ? "Lab: " + demo->info.title : "Lab";
  }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("lab/" + demo_, title(state));
    auto* bench = state.bench(demo_);
    if (!bench) return draw_list(ui);
    const auto column = ui.column(1240);
    draw_header(ui, *bench);
    const auto& info = bench->demo().info;
    ui.markdown("summary", info.summary, ui::TextStyle::muted);
    for (const auto& problem : bench->problems()) ui.alert(problem, problem, ui::Tone::warn);
    ui.space(8);
    auto split = ui.split("bench", 0.38F);
    // One above the other, as on a phone, the result stands directly below the button that asks for it.
    const auto draw_subject = [&] {
      draw_settings(ui, *bench);
      draw_snippet(ui, *bench);
    };
    {
      const auto left = split.first();
      draw_prediction(ui, *bench);
      draw_run(ui, *bench);
      if (!split.stacked()) draw_subject();
    }
    {
      const auto right = split.second();
      draw_result(ui, *bench);
      if (split.stacked()) draw_subject();
    }
    if (bench->problems().empty()) state.shell().replace_route(with_back(bench->address()));
  }

 private:
  static bool has_settings(const app::Route& route) {
    for (const auto& [name, text] : route.parameters) {
      if (name != "back") return true;
    }
    return false;
  }

  app::Route with_back(app::Route route) const {
    if (!back_.empty()) route.set("back", back_);
    return route;
  }

  void draw_header(ui::Ui& ui, const app::LabBench& bench) const {
    const bool from_elsewhere = !back_.empty();
    const auto header =
        ui.page_header("header", {.title = bench.demo().info.title,
                                  .back_href = from_elsewhere ? std::string_view(back_) : "#/lab",
                                  .back_label = from_elsewhere ? "Back to the question" : "All demos"});
  }

  void draw_list(ui::Ui& ui) const {
    const auto column = ui.column(960);
    {
      const auto header = ui.page_header(
          "header", {.title = "Lab", .subtitle = "Predict, run, and see who held what, and when."});
    }
    if (!demo_.empty()) {
      ui.alert("unknown",
               fmt::format("There is no demo \"{}\". The address may be mistyped, or from another version.",
                           demo_),
               ui::Tone::warn);
    }
    const auto grid = ui.grid("demos", 300, 16);
    for (const auto* demo : demos::all()) {
      ui.link_card(demo->info.id, demo->info.title, demo->info.summary, demo_address(demo->info.id, ""), {},
                   ui::Icon::lab);
    }
  }

  std::string demo_;
  std::string back_;  ///< where the reader came from, "#/practice?card=C02"; empty for the list
};

}  // namespace

std::unique_ptr<app::Screen> make_lab(app::AppState&) {
  return std::make_unique<Lab>();
}

}  // namespace sp::screens
