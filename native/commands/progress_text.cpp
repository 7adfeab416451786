#include "native/commands/progress_text.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/practice/plan.h"
#include "engine/practice/stats.h"
#include "native/quiz/table.h"

namespace sp::native {
namespace {

constexpr std::int64_t kOutlookDays = 30;
constexpr std::uint64_t kOutlookSeed = 1;

std::string percent(double fraction) {
  constexpr double kPercent = 100;
  return fmt::format("{:.0f} %", fraction * kPercent);
}

std::string today_text(const practice::Progress& progress, std::int64_t now) {
  const practice::DayPlan plan = practice::plan_day(progress, now);
  const std::int64_t today = progress.calendar().day_of(now);
  const auto days = practice::activity(progress);
  const practice::Streak streak = practice::streak(days, today);
  const auto done = days.contains(today) ? days.at(today) : practice::DayActivity{};
  std::string text = fmt::format("To repeat now:  {}", plan.reviews.size());
  if (plan.due > plan.reviews.size()) text += fmt::format(" of {} due", plan.due);
  text += fmt::format("\nNew today:      {} of {} to learn\n", plan.fresh.size(), plan.unseen);
  text += fmt::format("Answered today: {}", done.reviews);
  if (done.reviews > 0) text += fmt::format(", {} known", done.known);
  return text +
         fmt::format("\nStreak:         {}, longest {}\n", counted(streak.days, "day"), streak.longest);
}

std::string pace_text(const practice::Progress& progress, const std::optional<practice::Pace>& pace) {
  const int limit = progress.settings().new_per_day;
  if (!pace) return fmt::format("No interview date. At most {} new a day.\n", limit);
  const std::string date = practice::to_iso_date(pace->day);
  if (pace->days_left == 0)
    return fmt::format("Interview: {}. That day has come; set another date to plan towards it.\n", date);
  std::string text = fmt::format(
      "Interview: {}, {} to go. {} still to learn: {} new a day would meet them all with {} days to spare.",
      date, counted(pace->days_left, "day"), counted(pace->unseen, "item"), pace->needed_per_day,
      practice::kReserveDays);
  if (pace->new_per_day < pace->needed_per_day) text += fmt::format(" Your limit is {} a day.", limit);
  return text + '\n';
}

std::string outlook_text(const practice::Progress& progress, const std::optional<practice::Pace>& pace,
                         std::int64_t now) {
  const bool ahead = pace && pace->days_left > 0;
  const auto per_day = ahead ? pace->new_per_day : static_cast<std::size_t>(progress.settings().new_per_day);
  const std::int64_t until = ahead ? pace->day : progress.calendar().day_of(now) + kOutlookDays;
  const practice::Outlook outlook = practice::simulate(progress, now, until, per_day, kOutlookSeed);
  const auto most = std::max_element(outlook.reviews.begin(), outlook.reviews.end());
  return fmt::format(
      "Outlook: {} you will have met {:.0f} of {} items and know about {:.0f} of them, with up to {:.0f} "
      "repetitions a day. Simulated, if you practise every day.\n",
      ahead ? "on " + practice::to_iso_date(until) : fmt::format("in {} days", kOutlookDays), outlook.seen,
      outlook.total, outlook.known, most == outlook.reviews.end() ? 0 : *most);
}

std::string mastery_text(const practice::Progress& progress, std::int64_t now) {
  const std::int64_t target = practice::target_time(progress, now);
  const std::string date = practice::to_iso_date(progress.calendar().day_of(target));
  Table table{{"Topic", "Items", "Met", "Now", "On " + date}, {}};
  for (const practice::TopicMastery& topic : practice::mastery(progress, now, target)) {
    table.rows.push_back({topic.topic, fmt::to_string(topic.items), fmt::to_string(topic.seen),
                          percent(topic.now), percent(topic.target)});
  }
  return "How much you would recall now, and on " + date + " without another repetition:\n" + shown(table);
}

}  // namespace

std::string progress_text(const practice::Progress& progress, std::int64_t now) {
  const auto pace = practice::pace_of(progress, now);
  return today_text(progress, now) + '\n' + pace_text(progress, pace) + outlook_text(progress, pace, now) +
         fmt::format("Wanted retention: {}.\n\n", percent(progress.settings().retention)) +
         mastery_text(progress, now);
}

}  // namespace sp::native
