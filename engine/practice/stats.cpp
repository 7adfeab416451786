#include "engine/practice/stats.h"

#include <algorithm>

namespace sp::practice {
namespace {

constexpr std::int64_t kMonth = 30;

void count_in(Retention& retention, const Review& review) {
  ++retention.reviews;
  retention.known += review.grade == Grade::again ? 0 : 1;
  retention.predicted += review.predicted;
}

std::size_t bin_of(double chance) {
  constexpr double kFirst = 0.6, kWidth = 0.1;
  if (chance < kFirst) return 0;
  const auto bin = static_cast<std::size_t>((chance - kFirst) / kWidth + 1e-9) + 1;
  return std::min(bin, RetentionTable::kBins - 1);
}

}  // namespace

std::map<std::int64_t, DayActivity> activity(const Progress& progress) {
  std::map<std::int64_t, DayActivity> days;
  for (const Review& review : progress.reviews()) {
    DayActivity& day = days[progress.calendar().day_of(review.at)];
    ++day.reviews;
    day.known += review.grade == Grade::again ? 0 : 1;
    day.ms += std::min(review.ms_taken, kLongestReviewMs);
  }
  return days;
}

Streak streak(const std::map<std::int64_t, DayActivity>& days, std::int64_t today) {
  Streak streak;
  streak.today = days.contains(today);
  for (std::int64_t day = streak.today ? today : today - 1; days.contains(day); --day) ++streak.days;
  std::size_t run = 0;
  std::int64_t before = 0;
  for (const auto& [day, activity] : days) {
    run = run > 0 && day == before + 1 ? run + 1 : 1;
    before = day;
    streak.longest = std::max(streak.longest, run);
  }
  return streak;
}

std::vector<TopicMastery> mastery(const Progress& progress, std::int64_t now, std::int64_t target) {
  std::vector<TopicMastery> topics;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < progress.items().size(); ++i) {
    const Item& item = progress.items()[i];
    if (!item.taught() || progress.state(i).suspended) continue;
    const auto [place, fresh] = places.emplace(item.topic, topics.size());
    if (fresh) topics.push_back({.topic = item.topic});
    TopicMastery& topic = topics[place->second];
    ++topic.items;
    topic.seen += progress.state(i).seen() ? 1 : 0;
    topic.now += progress.chance(i, now);
    topic.target += progress.chance(i, target);
  }
  for (TopicMastery& topic : topics) {
    topic.now /= static_cast<double>(topic.items);
    topic.target /= static_cast<double>(topic.items);
  }
  return topics;
}

std::vector<std::size_t> forecast(const Progress& progress, std::int64_t now, std::size_t days) {
  std::vector<std::size_t> due(days);
  const std::int64_t today = progress.calendar().day_of(now);
  for (const ItemState& state : progress.states()) {
    if (!state.seen() || state.suspended) continue;
    const auto day = static_cast<std::size_t>(
        std::max<std::int64_t>(0, progress.calendar().day_of(state.schedule.due) - today));
    if (day < days) ++due[day];
  }
  return due;
}

RetentionTable retention(const Progress& progress, std::int64_t now) {
  RetentionTable table;
  const std::int64_t since = progress.calendar().start_of(progress.calendar().day_of(now) - kMonth + 1);
  for (const Review& review : progress.reviews()) {
    if (review.elapsed_days < 1) continue;  // nothing was forgotten yet
    count_in(table.all, review);
    if (review.at >= since) count_in(table.month, review);
    count_in(table.bins[bin_of(review.predicted)], review);
  }
  return table;
}

}  // namespace sp::practice
