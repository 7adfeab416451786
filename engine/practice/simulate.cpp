#include <algorithm>

#include "engine/base/rng.h"
#include "engine/practice/plan.h"

namespace sp::practice {
namespace {

constexpr std::int64_t kMsPerHour = 3'600'000;
constexpr std::int64_t kHourOfPractice = 8;  ///< after the day has begun: noon, when it begins at four

/// One run: the schedules of the taught items as they go.
class Run {
 public:
  Run(const Progress& progress, std::int64_t now, std::vector<std::size_t> fresh, std::uint64_t seed)
      : progress_(progress), now_(now), fresh_(std::move(fresh)), rng_(seed) {
    for (std::size_t i = 0; i < progress.items().size(); ++i) {
      if (progress.items()[i].taught() && !progress.state(i).suspended) items_.push_back(i);
      schedules_.push_back(progress.state(i).schedule);
    }
  }

  /// Adds the reviews and new items of one day to those of the runs before.
  void live(std::int64_t day, std::size_t new_items, double& reviews, double& fresh) {
    const Calendar& calendar = progress_.calendar();
    const std::int64_t at = std::max(now_, calendar.start_of(day) + kHourOfPractice * kMsPerHour);
    auto left = static_cast<std::size_t>(progress_.settings().reviews_per_day);
    for (const std::size_t item : items_) {
      Schedule& schedule = schedules_[item];
      const bool due = schedule.phase != Phase::fresh && calendar.day_of(schedule.due) <= day;
      if (!due || left == 0) continue;
      --left;
      ++reviews;
      answer(schedule, at, progress_.scheduler().retrievability(schedule, at));
    }
    for (; new_items > 0 && next_ < fresh_.size(); --new_items, ++next_) {
      ++fresh;
      answer(schedules_[fresh_[next_]], at, kFirstChance);
    }
  }

  void end(std::int64_t day, Outlook& outlook) const {
    const std::int64_t at = progress_.calendar().start_of(day);
    outlook.total = items_.size();
    for (const std::size_t item : items_) {
      outlook.known += progress_.scheduler().retrievability(schedules_[item], at);
      outlook.seen += schedules_[item].phase != Phase::fresh ? 1 : 0;
    }
  }

 private:
  /// Answers until the item has left its steps, or is good for today.
  void answer(Schedule& schedule, std::int64_t at, double chance) {
    const Grade grade = rng_.chance(chance) ? Grade::good : Grade::again;
    schedule = progress_.scheduler().next(schedule, at, grade);
    while (schedule.phase == Phase::learning || schedule.phase == Phase::relearning)
      schedule = progress_.scheduler().next(schedule, schedule.due, Grade::good);
  }

  const Progress& progress_;
  std::int64_t now_;
  std::vector<std::size_t> fresh_;  ///< new items in their order, of which next_ are met
  std::size_t next_ = 0;
  Rng rng_;
  std::vector<std::size_t> items_;   ///< that count
  std::vector<Schedule> schedules_;  ///< of all items
};

void divide(Outlook& outlook, int runs) {
  const auto by = [runs](double& value) { value /= runs; };
  std::for_each(outlook.reviews.begin(), outlook.reviews.end(), by);
  std::for_each(outlook.fresh.begin(), outlook.fresh.end(), by);
  by(outlook.known);
  by(outlook.seen);
}

}  // namespace

Outlook simulate(const Progress& progress, std::int64_t now, std::int64_t until_day, std::size_t new_per_day,
                 std::uint64_t seed, int runs) {
  const std::int64_t today = progress.calendar().day_of(now);
  const std::int64_t days = std::clamp<std::int64_t>(until_day - today, 0, kLongestOutlook);
  Outlook outlook;
  outlook.reviews.resize(static_cast<std::size_t>(days));
  outlook.fresh.resize(static_cast<std::size_t>(days));
  const auto fresh = new_items(progress, now);
  const std::size_t learned = plan_day(progress, now).learned_today;
  for (int i = 0; i < runs; ++i) {
    Run run(progress, now, fresh, seed + static_cast<std::uint64_t>(i));
    for (std::int64_t d = 0; d < days; ++d) {
      const auto index = static_cast<std::size_t>(d);
      std::size_t wanted = d + kReserveDays < days || days <= kReserveDays ? new_per_day : 0;
      if (d == 0) wanted -= std::min(wanted, learned);
      run.live(today + d, wanted, outlook.reviews[index], outlook.fresh[index]);
    }
    run.end(today + days, outlook);
  }
  divide(outlook, runs);
  return outlook;
}

}  // namespace sp::practice
