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

/// What the answers so far come to; made anew only when they change.
struct Summary {
  std::uint64_t version = UINT64_MAX;
  std::uint64_t decks = 0;  ///< their version
  practice::History::StatsByQuestion stats;
  practice::DayCount today;
  practice::DayCount predictions;
  std::size_t known = 0;  ///< questions whose latest answer was right
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
      if (ui.button("start", "Start practice", ui::ButtonStyle::primary, {.icon = ui::Icon::practice}))
        state.shell().go("#/practice");
    }
    if (!state.answers().problem().empty()) ui.alert("storage", state.answers().problem(), ui::Tone::warn);
    for (const auto& problem : state.bank_problems()) ui.alert(to_string(problem), to_string(problem));
    draw_figures(ui, state);
    ui.space(24);
    draw_cards(ui, state);
    ui.space(24);
    draw_demos(ui);
    ui.space(24);
  }

 private:
  void refresh(const app::AppState& state) {
    const auto& answers = state.answers();
    if (answers.version() == summary_.version && state.decks().version() == summary_.decks) return;
    summary_ = {answers.version(),
                state.decks().version(),
                answers.history().by_question(),
                {},
                answers.history().totals(practice::Source::prediction),
                0};
    const int offset = utc_offset_minutes();
    const auto days = answers.history().by_day(offset);
    const auto day = (app::AnswerLog::utc_now_ms() / 60'000 + offset) / (24 * 60);
    if (const auto found = days.find(day); found != days.end()) summary_.today = found->second;
    for (const auto& card : state.bank().cards()) summary_.known += known_of(card);
  }

  std::size_t known_of(const bank::Card& card) const {
    std::size_t known = 0;
    for (const auto& question : card.questions) {
      const auto found = summary_.stats.find(question.id);
      known += found != summary_.stats.end() && found->second.last_correct ? 1 : 0;
    }
    return known;
  }

  void draw_figures(ui::Ui& ui, const app::AppState& state) const {
    const auto grid = ui.grid("figures", 260);
    const auto figure = [&](const char* key, const char* label, const std::string& value,
                            const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, value, unit);
    };
    figure("answered", "Answered today", fmt::to_string(summary_.today.answered),
           summary_.today.answered == 0 ? "" : fmt::format("{} right", summary_.today.right));
    figure("known", "Answered right last time", fmt::to_string(summary_.known),
           fmt::format("of {}", state.bank().question_count()));
    figure("predictions", "Predictions borne out", fmt::to_string(summary_.predictions.right),
           fmt::format("of {}", summary_.predictions.answered));
  }

  void draw_cards(ui::Ui& ui, const app::AppState& state) const {
    ui.heading(2, "Questions");
    for (const auto& topic : state.bank().topics()) {
      const auto region = ui.region(ui::Role::region, topic, topic_title(topic));
      ui.heading(3, topic_title(topic));
      const auto grid = ui.grid("cards", 280, 12);
      for (const auto* card : state.bank().cards_of(topic)) {
        const std::string count = fmt::format("{} of {} right", known_of(*card), card->questions.size());
        std::vector<std::string_view> badges{bank::name_of(card->level), count};
        if (!card->deck.empty()) badges.emplace_back("own");
        ui.link_card(card->id, card->title, "", "#/card/" + card->id, badges);
      }
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
