#include "engine/practice/plan.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace sp::practice {
namespace {

constexpr std::int64_t kWeek = 7;

/// Sorts by `key`, smallest first; equal ones keep their order.
template <class Key>
void sort_by(std::vector<std::size_t>& items, Key key) {
  std::multimap<double, std::size_t> keyed;
  for (const std::size_t item : items) keyed.emplace(key(item), item);
  std::transform(keyed.begin(), keyed.end(), items.begin(), [](const auto& one) { return one.second; });
}

std::map<std::string_view, double> mastery_by_topic(const Progress& progress, std::int64_t at) {
  std::map<std::string_view, std::pair<double, std::size_t>> sums;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    auto& [sum, count] = sums[progress.items()[i].topic];
    sum += progress.chance(i, at);
    ++count;
  }
  std::map<std::string_view, double> means;
  for (const auto& [topic, sum] : sums) means[topic] = sum.first / static_cast<double>(sum.second);
  return means;
}

/// First reviews and others since the day began.
void count_today(const Progress& progress, std::int64_t now, DayPlan& plan) {
  const std::int64_t begin = progress.calendar().start_of(progress.calendar().day_of(now));
  const auto reviews = progress.reviews();
  for (auto review = reviews.rbegin(); review != reviews.rend() && review->at >= begin; ++review) {
    if (review->before == Phase::fresh) {
      plan.learned_today += progress.items()[review->item].taught() ? 1 : 0;
    } else if (review->before == Phase::review) {
      ++plan.reviewed_today;
    }
  }
}

std::size_t left_of(std::size_t limit, std::size_t done) {
  return limit > done ? limit - done : 0;
}

}  // namespace

std::int64_t target_time(const Progress& progress, std::int64_t now) {
  const Calendar& calendar = progress.calendar();
  const std::int64_t today = calendar.day_of(now);
  const auto interview = progress.settings().interview_day;
  return calendar.start_of(interview && *interview > today ? *interview : today + kWeek);
}

std::vector<std::size_t> new_items(const Progress& progress, std::int64_t now) {
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    if (progress.items()[i].taught() && !progress.state(i).seen() && progress.available(i, now))
      items.push_back(i);
  }
  if (progress.settings().new_order == NewOrder::weakness) {
    const auto mastery = mastery_by_topic(progress, target_time(progress, now));
    sort_by(items, [&](std::size_t item) { return mastery.at(progress.items()[item].topic); });
  }
  return items;
}

std::vector<std::size_t> weakest(const Progress& progress, std::int64_t now, std::size_t most) {
  const std::int64_t at = target_time(progress, now);
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    if (progress.state(i).seen() && !progress.state(i).suspended) items.push_back(i);
  }
  sort_by(items, [&](std::size_t item) { return progress.chance(item, at); });
  items.resize(std::min(most, items.size()));
  return items;
}

std::optional<Pace> pace_of(const Progress& progress, std::int64_t now) {
  if (!progress.settings().interview_day) return {};
  Pace pace;
  pace.day = *progress.settings().interview_day;
  pace.days_left = std::max<std::int64_t>(0, pace.day - progress.calendar().day_of(now));
  pace.unseen = new_items(progress, now).size();
  if (pace.days_left == 0) return pace;
  DayPlan today;
  count_today(progress, now, today);
  // What was learned today is part of today's share.
  const auto days = static_cast<std::size_t>(std::max<std::int64_t>(1, pace.days_left - kReserveDays));
  pace.needed_per_day = pace.unseen == 0 ? 0 : (pace.unseen + today.learned_today + days - 1) / days;
  pace.new_per_day = std::min(pace.needed_per_day, static_cast<std::size_t>(progress.settings().new_per_day));
  return pace;
}

DayPlan plan_day(const Progress& progress, std::int64_t now) {
  DayPlan plan;
  count_today(progress, now, plan);
  std::vector<std::size_t> repeated;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    if (!progress.due(i, now)) continue;
    const bool learning = progress.state(i).schedule.phase != Phase::review;
    (learning ? plan.reviews : repeated).push_back(i);  // what is under way is not limited
  }
  plan.due = plan.reviews.size() + repeated.size();
  sort_by(repeated, [&](std::size_t item) { return progress.chance(item, now); });
  const auto most = static_cast<std::size_t>(progress.settings().reviews_per_day);
  repeated.resize(std::min(repeated.size(), left_of(most, plan.reviewed_today)));
  plan.reviews.insert(plan.reviews.end(), repeated.begin(), repeated.end());

  plan.fresh = new_items(progress, now);
  plan.unseen = plan.fresh.size();
  const auto pace = pace_of(progress, now);
  const auto limit = pace && pace->days_left > 0 ? pace->new_per_day
                                                 : static_cast<std::size_t>(progress.settings().new_per_day);
  plan.fresh.resize(std::min(plan.fresh.size(), left_of(limit, plan.learned_today)));
  return plan;
}

}  // namespace sp::practice
