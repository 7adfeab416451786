#include "web/screens/practice_hub.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "engine/practice/review_session.h"
#include "web/screens/card_parts.h"
#include "web/screens/storage_problem.h"

namespace sp::screens {
namespace {

void draw_sessions(ui::Ui& ui, app::AppState& state) {
  const practice::DayPlan& plan = state.training().today();
  const auto weak = practice::weakest(state.training().progress(), app::Training::now(), practice::kWeak);
  const auto grid = ui.grid("sessions", 400, 12);
  ui.link_card("daily", "Daily review", plan_words(plan), "#/practice?mode=daily", {}, ui::Icon::practice);
  ui.link_card("quick", "Quick ten", "Ten items: what is due, then what is new.", "#/practice?mode=quick", {},
               ui::Icon::bolt);
  ui.link_card("weak", "Weak spots",
               weak.empty() ? std::string("Once you have answered something: what you know least.")
                            : fmt::format("The {} that you know least.", weak.size()),
               "#/practice?mode=weak", {}, ui::Icon::warning);
  ui.link_card("exam", "Timed exam", "Questions by level against the clock, and a result sheet.",
               "#/practice?mode=exam", {}, ui::Icon::clock);
}

struct TopicCount {
  std::size_t items = 0, due = 0;
  double chance = 0;
};

TopicCount count_topic(const practice::Progress& progress, std::string_view topic, std::int64_t now,
                       std::int64_t at) {
  TopicCount count;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    if (progress.items()[i].topic != topic) continue;
    ++count.items;
    count.due += progress.due(i, now) ? 1 : 0;
    count.chance += progress.chance(i, at);
  }
  return count;
}

void draw_topics(ui::Ui& ui, app::AppState& state) {
  ui.heading(2, "By topic");
  const auto& progress = state.training().progress();
  const std::int64_t now = app::Training::now(), at = practice::target_time(progress, now);
  const auto rows = ui.rows("topics");
  for (const auto& topic : state.bank().topics()) {
    const TopicCount count = count_topic(progress, topic, now, at);
    const double known = count.items == 0 ? 0 : count.chance / static_cast<double>(count.items);
    const std::string name = topic_title(topic), figure = fmt::format("{:.0f} % known", known * 100),
                      tag = count.due > 0 ? fmt::format("{} due", count.due)
                                          : fmt::format("{} items", count.items);
    ui.link_row(topic, {.title = name, .tag = tag, .figure = figure, .fraction = known},
                app::format_route({"practice", "", {{"mode", "topic"}, {"topic", topic}}}));
  }
}

}  // namespace

std::string plan_words(const practice::DayPlan& plan) {
  if (plan.empty())
    return plan.unseen == 0 && plan.due == 0 ? "Everything is learned; nothing is due." : "Done for today.";
  if (plan.reviews.empty()) return fmt::format("{} new.", plan.fresh.size());
  if (plan.fresh.empty()) return fmt::format("{} to repeat.", plan.reviews.size());
  return fmt::format("{} to repeat and {} new.", plan.reviews.size(), plan.fresh.size());
}

void draw_practice_hub(ui::Ui& ui, app::AppState& state) {
  {
    const auto header = ui.page_header("header", {.title = "Practice",
                                                  .subtitle = "Answer, grade yourself, and meet it again "
                                                              "just before you would forget it."});
  }
  draw_storage_problem(ui, state);
  draw_sessions(ui, state);
  draw_topics(ui, state);
  ui.space(8);
  ui.link("all", "Ask any question, in any order", "#/practice?topic=");
  ui.space(24);
}

}  // namespace sp::screens
