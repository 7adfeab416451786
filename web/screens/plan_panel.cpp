#include "web/screens/plan_panel.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "web/widgets/calendar_chart.h"

namespace sp::screens {
namespace {

constexpr std::int64_t kOutlookDays = 30;
constexpr std::uint64_t kOutlookSeed = 1;

}  // namespace

void PlanPanel::draw(ui::Ui& ui, app::AppState& state) {
  refresh(state);
  const auto panel = ui.card_panel("plan");
  ui.heading(2, "Your plan");
  draw_date(ui, state);
  draw_outlook(ui, state);
  if (ui.disclosure("limits", "Limits and wanted retention")) draw_limits(ui, state);
}

void PlanPanel::refresh(app::AppState& state) {
  auto& training = state.training();
  if (training.version() == version_) return;
  version_ = training.version();
  const auto& progress = training.progress();
  const std::int64_t now = app::Training::now(), today = progress.calendar().day_of(now);
  const auto pace = practice::pace_of(progress, now);
  const bool ahead = pace && pace->days_left > 0;
  const auto per_day = ahead ? pace->new_per_day : static_cast<std::size_t>(training.settings().new_per_day);
  outlook_ =
      practice::simulate(progress, now, ahead ? pace->day : today + kOutlookDays, per_day, kOutlookSeed);
  const auto day = training.settings().interview_day;
  date_ = day ? practice::to_iso_date(*day) : "";
  bad_.reset();
}

void PlanPanel::draw_date(ui::Ui& ui, app::AppState& state) {
  auto& training = state.training();
  const std::string error = bad_.value_or("");
  if (ui.text_input(
          "date", "Date of the interview", date_,
          {.placeholder = "2026-12-31",
           .help = "Year-month-day; empty for none. The plan then spreads what is new over the days left.",
           .error = error,
           .max_bytes = 10})) {
    auto settings = training.settings();
    settings.interview_day = practice::parse_date(date_);
    bad_.reset();
    if (!date_.empty() && !settings.interview_day) {
      if (date_.size() == 10) bad_ = "This is no date: write it as 2026-12-31.";
      return;
    }
    training.set(settings);
  }
}

void PlanPanel::draw_outlook(ui::Ui& ui, app::AppState& state) {
  auto& training = state.training();
  const auto& progress = training.progress();
  const std::int64_t now = app::Training::now();
  const auto pace = practice::pace_of(progress, now);
  std::string words;
  if (pace && pace->days_left == 0) {
    words = "The interview's day has come. Set another date to plan towards it.";
  } else if (pace) {
    words =
        fmt::format("{} to go. {} still to learn: {} new a day would meet them all with {} days to spare.",
                    counted(pace->days_left, "day"), counted(pace->unseen, "item"), pace->needed_per_day,
                    practice::kReserveDays);
    if (pace->new_per_day < pace->needed_per_day)
      words += fmt::format(" Your limit is {} a day.", training.settings().new_per_day);
  } else {
    words = fmt::format("At most {} new a day.", training.settings().new_per_day);
  }
  ui.text(words);
  if (pace && pace->new_per_day < pace->needed_per_day &&
      pace->needed_per_day <= static_cast<std::size_t>(practice::kMostNewPerDay) &&
      ui.button("raise", fmt::format("Raise the limit to {}", pace->needed_per_day))) {
    auto settings = training.settings();
    settings.new_per_day = static_cast<int>(pace->needed_per_day);
    training.set(settings);
  }
  const std::string when = pace && pace->days_left > 0 ? "On " + ui::short_date(pace->day)
                                                       : fmt::format("In {} days", kOutlookDays);
  const double most =
      outlook_.reviews.empty() ? 0 : *std::max_element(outlook_.reviews.begin(), outlook_.reviews.end());
  ui.status(
      "outlook",
      fmt::format("{} you will have met {:.0f} of {} items and know about {:.0f} of them, with up to {:.0f} "
                  "repetitions a day. Simulated, if you practise every day.",
                  when, outlook_.seen, outlook_.total, outlook_.known, most));
}

void PlanPanel::draw_limits(ui::Ui& ui, app::AppState& state) {
  auto& training = state.training();
  auto settings = training.settings();
  bool changed = false;
  double fresh = settings.new_per_day, reviews = settings.reviews_per_day,
         retention = settings.retention * 100;
  if (ui.slider("new", "New items a day, at most", fresh, 0, 50, 1)) {
    settings.new_per_day = static_cast<int>(fresh);
    changed = true;
  }
  if (ui.slider("reviews", "Repetitions a day, at most", reviews, 0, 500, 10)) {
    settings.reviews_per_day = static_cast<int>(reviews);
    changed = true;
  }
  if (ui.slider("retention", "Wanted retention", retention, practice::kLeastRetention * 100,
                practice::kMostRetention * 100, 1,
                {.unit = "%",
                 .help = "How likely you are to know an item when it comes again. Higher means more "
                         "repetitions."})) {
    settings.retention = retention / 100;
    changed = true;
  }
  static const std::vector<std::string> orders{"Along the curriculum", "Weakest topics first"};
  int order = static_cast<int>(settings.new_order);
  if (ui.choice("order", "Order of new items", order, orders)) {
    settings.new_order = static_cast<practice::NewOrder>(order);
    changed = true;
  }
  if (changed) training.set(settings);
}

}  // namespace sp::screens
