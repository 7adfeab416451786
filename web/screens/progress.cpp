#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/practice/plan.h"
#include "engine/practice/stats.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/plan_panel.h"
#include "web/screens/screen_list.h"
#include "web/screens/storage_problem.h"
#include "web/widgets/calendar_chart.h"

namespace sp::screens {
namespace {

constexpr std::size_t kWeakest = 10, kForecastDays = 30, kHeatDays = 371;
constexpr std::int64_t kMsPerMinute = 60'000;

std::string percent(double fraction) {
  return fmt::format("{:.0f} %", fraction * 100);
}

std::string duration_words(std::int64_t ms) {
  const std::int64_t minutes = ms / kMsPerMinute;
  if (minutes < 60) return fmt::format("{} min", minutes);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

/// Where an item is to be read: its card, its demo, its interview.
std::string address_of(const practice::Item& item) {
  switch (item.kind) {
    case practice::ItemKind::card:
    case practice::ItemKind::question:
      return "#/card/" + item.card->id;
    case practice::ItemKind::demo:
      return demo_address(item.id(), "");
    case practice::ItemKind::turn:
      return "#/scenario/" + item.scenario->id;
  }
  return "#/learn";
}

std::string kind_words(const practice::Item& item) {
  switch (item.kind) {
    case practice::ItemKind::card:
      return topic_title(item.topic);
    case practice::ItemKind::question:
      return "calculation";
    case practice::ItemKind::demo:
      return "prediction";
    case practice::ItemKind::turn:
      return "interview turn";
  }
  return "";
}

/// How far one has come, and what is to be expected: #/progress.
class ProgressScreen final : public app::Screen {
 public:
  void open(const app::Route&, app::AppState&) override {}
  std::string title(const app::AppState&) const override { return "Progress"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    state.refresh_training();
    refresh(state);
    const auto page = ui.page("progress", "Progress");
    const auto column = ui.column(960);
    {
      const auto header = ui.page_header(
          "header",
          {.title = "Progress", .subtitle = "All of it is derived from your answers on this device."});
    }
    draw_storage_problem(ui, state);
    if (!state.answers().loaded()) return ui.status("loading", "Reading your answers …");
    draw_figures(ui);
    ui.space(16);
    plan_.draw(ui, state);
    draw_days(ui);
    draw_mastery(ui, state);
    draw_forecast(ui);
    draw_retention(ui);
    draw_weakest(ui, state);
    draw_marked(ui, state);
    ui.space(24);
  }

 private:
  /// Derived anew when an answer came, or a quarter of an hour has passed.
  void refresh(app::AppState& state) {
    constexpr std::int64_t kLastsMs = 15 * kMsPerMinute;
    auto& training = state.training();
    const std::int64_t now = app::Training::now();
    if (training.version() == version_ && now - at_ < kLastsMs) return;
    version_ = training.version();
    at_ = now;
    const auto& progress = training.progress();
    today_ = progress.calendar().day_of(now);
    days_ = practice::activity(progress);
    streak_ = practice::streak(days_, today_);
    target_ = practice::target_time(progress, now);
    mastery_ = practice::mastery(progress, now, target_);
    forecast_ = practice::forecast(progress, now, kForecastDays);
    retention_ = practice::retention(progress, now);
    weakest_ = practice::weakest(progress, now, kWeakest);
  }

  void draw_figures(ui::Ui& ui) const {
    std::size_t items = 0, seen = 0;
    double known = 0;
    for (const auto& topic : mastery_) {
      items += topic.items;
      seen += topic.seen;
      known += topic.now * static_cast<double>(topic.items);
    }
    std::int64_t week = 0, all = 0;
    for (const auto& [day, activity] : days_) {
      all += activity.ms;
      if (day > today_ - 7) week += activity.ms;
    }
    const auto grid = ui.grid("figures", 200, 12);
    const auto figure = [&](const char* key, const char* label, const std::string& value,
                            const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, value, unit);
    };
    figure("streak", "Streak", fmt::format("{} {}", streak_.days, streak_.days == 1 ? "day" : "days"),
           fmt::format("longest {}", streak_.longest));
    figure("seen", "Met", fmt::to_string(seen), fmt::format("of {} items", items));
    figure("known", "Known now", fmt::format("{:.0f}", known), "by the model");
    figure("time", "Time this week", duration_words(week), fmt::format("{} in all", duration_words(all)));
  }

  void draw_days(ui::Ui& ui) const {
    ui.heading(2, "Day by day");
    ui::HeatMap map{.title = "Answers a day",
                    .last_day = today_,
                    .values = std::vector<double>(kHeatDays),
                    .unit = "answers"};
    for (const auto& [day, activity] : days_) {
      const std::int64_t ago = today_ - day;
      if (ago >= 0 && ago < static_cast<std::int64_t>(kHeatDays))
        map.values[kHeatDays - 1 - static_cast<std::size_t>(ago)] = static_cast<double>(activity.reviews);
    }
    ui::heat_map(ui, "days", map);
  }

  void draw_mastery(ui::Ui& ui, app::AppState& state) const {
    const std::string when = ui::short_date(state.training().progress().calendar().day_of(target_));
    ui.heading(2, "Mastery by topic");
    ui.text(fmt::format("How much of a topic you would recall on {} without another repetition.", when),
            ui::TextStyle::muted);
    ui.space(4);
    const auto rows = ui.rows("mastery");
    for (const auto& topic : mastery_) {
      const std::string name = topic_title(topic.topic), figure = percent(topic.target),
                        tag = fmt::format("{} of {} met", topic.seen, topic.items);
      ui.link_row(topic.topic, {.title = name, .tag = tag, .figure = figure, .fraction = topic.target},
                  app::format_route({"practice", "", {{"mode", "topic"}, {"topic", topic.topic}}}));
    }
  }

  void draw_forecast(ui::Ui& ui) const {
    ui.heading(2, "What comes due");
    ui::ColumnChart chart{.title = "Items that come due", .first_day = today_, .values = {}, .unit = "due"};
    for (const std::size_t due : forecast_) chart.values.push_back(static_cast<double>(due));
    ui::column_chart(ui, "forecast", chart);
  }

  void draw_retention(ui::Ui& ui) const {
    ui.heading(2, "Retention");
    if (retention_.all.reviews == 0)
      return ui.text("Once something comes again on another day: what you knew, against what was predicted.",
                     ui::TextStyle::muted);
    ui::TableSpec table{.name = "Retention",
                        .columns = {{"Reviews"},
                                    {"Known", ui::Align::right},
                                    {"Predicted", ui::Align::right},
                                    {"Count", ui::Align::right}},
                        .rows = {}};
    const auto add = [&](const std::string& name, const practice::Retention& one) {
      if (one.reviews > 0)
        table.rows.push_back(
            {name, percent(one.true_rate()), percent(one.predicted_rate()), fmt::to_string(one.reviews)});
    };
    add("All", retention_.all);
    add("Last 30 days", retention_.month);
    static constexpr std::array<const char*, practice::RetentionTable::kBins> kBins{
        "Predicted below 60 %", "60 to 70 %", "70 to 80 %", "80 to 90 %", "90 % and more"};
    for (std::size_t i = 0; i < kBins.size(); ++i) add(kBins[i], retention_.bins[i]);
    ui.table("retention", table);
  }

  void draw_weakest(ui::Ui& ui, app::AppState& state) const {
    if (weakest_.empty()) return;
    ui.heading(2, "What you know least");
    const auto& progress = state.training().progress();
    const auto rows = ui.rows("weakest");
    for (const std::size_t index : weakest_) {
      const practice::Item& item = progress.items()[index];
      const double chance = progress.chance(index, target_);
      const std::string tag = kind_words(item), figure = percent(chance);
      ui.link_row(item.key, {.title = item.title, .tag = tag, .figure = figure, .fraction = chance},
                  address_of(item));
    }
  }

  static void draw_marked(ui::Ui& ui, app::AppState& state) {
    draw_list(ui, state, "flagged", "Flagged", "Unflag", practice::MarkKind::unflag,
              [](const practice::ItemState& item) { return item.flagged; });
    draw_list(ui, state, "suspended", "Suspended", "Resume", practice::MarkKind::resume,
              [](const practice::ItemState& item) { return item.suspended; });
  }

  template <class Has>
  static void draw_list(ui::Ui& ui, app::AppState& state, std::string_view key, std::string_view heading,
                        std::string_view button, practice::MarkKind undo, const Has& has) {
    const auto& progress = state.training().progress();
    std::vector<std::size_t> items;
    for (std::size_t i = 0; i < progress.items().size(); ++i) {
      if (has(progress.state(i))) items.push_back(i);
    }
    if (items.empty()) return;
    const auto scope = ui.push_id(key);
    ui.heading(2, heading);
    for (const std::size_t index : items) {
      const practice::Item& item = progress.items()[index];
      const auto row = ui.row(item.key);
      ui.link("open", item.title, address_of(item));
      ui.badge(kind_words(item));
      ui.spring();
      if (ui.button("undo", button, ui::ButtonStyle::quiet, {.description = item.title})) {
        state.training().mark(item.key, undo);
        return ui.request_frame();
      }
    }
  }

  PlanPanel plan_;
  std::uint64_t version_ = UINT64_MAX;
  std::int64_t at_ = 0, today_ = 0, target_ = 0;
  std::map<std::int64_t, practice::DayActivity> days_;
  practice::Streak streak_;
  std::vector<practice::TopicMastery> mastery_;
  std::vector<std::size_t> forecast_;
  practice::RetentionTable retention_;
  std::vector<std::size_t> weakest_;
};

}  // namespace

std::unique_ptr<app::Screen> make_progress(app::AppState&) {
  return std::make_unique<ProgressScreen>();
}

}  // namespace sp::screens
