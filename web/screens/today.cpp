#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/demos/list.h"
#include "engine/practice/stats.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/screen_list.h"
#include "web/screens/storage_problem.h"

namespace sp::screens {
namespace {

/// The first thing one sees: where one stands, and what to do next.
class Today final : public app::Screen {
 public:
  void open(const app::Route&, app::AppState&) override {}
  std::string title(const app::AppState&) const override { return "Today"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    state.refresh_training();
    const auto page = ui.page("today", "Today");
    const auto column = ui.column(960);
    {
      const auto header = ui.page_header(
          "header", {.title = "Today", .subtitle = "Answer, then see it run on your own cores."});
      if (ui.button("search", "Search", ui::ButtonStyle::secondary,
                    {.shortcut = "Ctrl+K", .icon = ui::Icon::search}))
        state.open_palette();
      if (ui.button("start", "Start the review", ui::ButtonStyle::primary, {.icon = ui::Icon::practice}))
        state.shell().go("#/practice?mode=daily");
    }
    draw_storage_problem(ui, state);
    for (const auto& problem : state.bank_problems()) ui.alert(to_string(problem), to_string(problem));
    draw_figures(ui, state);
    draw_next(ui, state);
    draw_topics(ui, state);
    draw_demos(ui);
    ui.space(24);
  }

 private:
  static void draw_figures(ui::Ui& ui, app::AppState& state) {
    const practice::DayPlan& plan = state.training().today();
    const auto& progress = state.training().progress();
    const std::int64_t now = app::Training::now(), today = progress.calendar().day_of(now);
    const auto days = practice::activity(progress);
    const auto streak = practice::streak(days, today);
    const auto done = days.contains(today) ? days.at(today) : practice::DayActivity{};
    const auto pace = practice::pace_of(progress, now);
    const bool interview = pace && pace->days_left > 0;
    const auto grid = ui.grid("figures", interview ? 180 : 220, 12);
    const auto figure = [&](const char* key, const char* label, std::size_t value, const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, fmt::to_string(value), unit);
    };
    figure("due", "To repeat", plan.reviews.size(),
           plan.due > plan.reviews.size() ? fmt::format("of {} due", plan.due) : "");
    figure("new", "New today", plan.fresh.size(), fmt::format("of {} to learn", plan.unseen));
    figure("answered", "Answered today", done.reviews,
           done.reviews == 0 ? "" : fmt::format("{} known", done.known));
    figure("streak", "Streak", streak.days, streak.days == 1 ? "day" : "days");
    if (interview)
      figure("interview", "To the interview", static_cast<std::size_t>(pace->days_left),
             pace->days_left == 1 ? "day" : "days");
  }

  /// The card that is under way; else the first.
  static void draw_next(ui::Ui& ui, app::AppState& state) {
    if (state.bank_or_outline().cards().empty()) return;
    const auto* under_way = state.standings().under_way();
    const auto* card = under_way != nullptr ? under_way : &state.bank_or_outline().cards().front();
    ui.heading(2, under_way != nullptr ? "Go on with" : "Begin with");
    const std::string level = level_title(card->level), topic = topic_title(card->topic),
                      standing = state.standings().of_card(card->id).words();
    const std::array<std::string_view, 3> badges{topic, level, standing};
    ui.link_card("next", card->title, "", app::format_route({"card", card->id, {}}), badges, ui::Icon::learn);
  }

  static void draw_topics(ui::Ui& ui, app::AppState& state) {
    ui.heading(2, "Topics");
    const auto rows = ui.rows("topics");
    for (const auto& topic : state.bank_or_outline().topics()) {
      const auto standing = state.standings().of_topic(topic);
      const std::string name = topic_title(topic), figure = standing.words();
      const auto cards = state.bank_or_outline().cards_of(topic).size();
      const std::string tag = counted(cards, "card");
      ui.link_row(topic, {.title = name, .tag = tag, .figure = figure, .fraction = standing.fraction()},
                  app::format_route({"learn", "", {{"topic", topic}}}));
    }
  }

  static void draw_demos(ui::Ui& ui) {
    ui.heading(2, "In the Lab");
    const auto grid = ui.grid("demos", 280, 12);
    for (const auto* demo : demos::all()) {
      ui.link_card(demo->info.id, demo->info.title, "", demo_address(demo->info.id, ""), {}, ui::Icon::lab);
    }
  }
};

}  // namespace

std::unique_ptr<app::Screen> make_today(app::AppState&) {
  return std::make_unique<Today>();
}

}  // namespace sp::screens
