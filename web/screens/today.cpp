#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

/// What the answers so far come to, beside Standings; made anew only when they change.
struct Summary {
  std::uint64_t version = UINT64_MAX;
  practice::DayCount today;
  practice::DayCount predictions;
};

int utc_offset_minutes() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  std::tm utc{};
  localtime_r(&now, &local);
  gmtime_r(&now, &utc);
  utc.tm_isdst = local.tm_isdst;
  return static_cast<int>(std::difftime(std::mktime(&local), std::mktime(&utc)) / 60);
}

/// The first thing one sees: where one stands, and what to do next.
class Today final : public app::Screen {
 public:
  void open(const app::Route&, app::AppState&) override {}
  std::string title(const app::AppState&) const override { return "Today"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    refresh(state);
    const auto page = ui.page("today", "Today");
    const auto column = ui.column(960);
    {
      const auto header = ui.page_header(
          "header", {.title = "Today", .subtitle = "Answer, then see it run on your own cores."});
      if (ui.button("search", "Search", ui::ButtonStyle::secondary,
                    {.shortcut = "Ctrl+K", .icon = ui::Icon::search}))
        state.open_palette();
      if (ui.button("start", "Start practice", ui::ButtonStyle::primary, {.icon = ui::Icon::practice}))
        state.shell().go("#/practice");
    }
    if (!state.answers().problem().empty()) ui.alert("storage", state.answers().problem(), ui::Tone::warn);
    for (const auto& problem : state.bank_problems()) ui.alert(to_string(problem), to_string(problem));
    draw_figures(ui, state);
    draw_next(ui, state);
    draw_topics(ui, state);
    draw_demos(ui);
    ui.space(24);
  }

 private:
  void refresh(const app::AppState& state) {
    const auto& answers = state.answers();
    if (answers.version() == summary_.version) return;
    summary_ = {answers.version(), {}, answers.history().totals(practice::Source::prediction)};
    const int offset = utc_offset_minutes();
    const auto days = answers.history().by_day(offset);
    const auto day = (app::AnswerLog::utc_now_ms() / 60'000 + offset) / (24 * 60);
    if (const auto found = days.find(day); found != days.end()) summary_.today = found->second;
  }

  void draw_figures(ui::Ui& ui, app::AppState& state) const {
    const auto grid = ui.grid("figures", 260);
    const auto figure = [&](const char* key, const char* label, const std::string& value,
                            const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, value, unit);
    };
    figure("answered", "Answered today", fmt::to_string(summary_.today.answered),
           summary_.today.answered == 0 ? "" : fmt::format("{} right", summary_.today.right));
    figure("known", "Answered right last time", fmt::to_string(state.standings().of_all().right),
           fmt::format("of {}", state.bank().question_count()));
    figure("predictions", "Predictions borne out", fmt::to_string(summary_.predictions.right),
           fmt::format("of {}", summary_.predictions.answered));
  }

  /// The card that is under way; else the first.
  static void draw_next(ui::Ui& ui, app::AppState& state) {
    if (state.bank().cards().empty()) return;
    const auto* under_way = state.standings().under_way();
    const auto* card = under_way != nullptr ? under_way : &state.bank().cards().front();
    ui.heading(2, under_way != nullptr ? "Go on with" : "Begin with");
    const std::string level = level_title(card->level), topic = topic_title(card->topic),
                      standing = state.standings().of_card(card->id).words();
    const std::array<std::string_view, 3> badges{topic, level, standing};
    ui.link_card("next", card->title, "", app::format_route({"card", card->id, {}}), badges, ui::Icon::learn);
  }

  static void draw_topics(ui::Ui& ui, app::AppState& state) {
    ui.heading(2, "Topics");
    const auto rows = ui.rows("topics");
    for (const auto& topic : state.bank().topics()) {
      const auto standing = state.standings().of_topic(topic);
      const std::string name = topic_title(topic), figure = standing.words();
      const auto cards = state.bank().cards_of(topic).size();
      const std::string tag = fmt::format("{} card{}", cards, cards == 1 ? "" : "s");
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

  Summary summary_;
};

}  // namespace

std::unique_ptr<app::Screen> make_today(app::AppState&) {
  return std::make_unique<Today>();
}

}  // namespace sp::screens
