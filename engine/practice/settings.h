#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/practice/history.h"
#include "engine/practice/scheduler.h"

namespace sp::practice {

/// In which order new items come.
enum class NewOrder : std::uint8_t {
  curriculum,
  weakness,  ///< topics that are known least first
};

/// What the learner wants of the plan. It stands in the log as one Setting record a field, so that it goes
/// where the log goes. Plain data.
struct Settings {
  double retention = 0.9;     ///< wanted probability of recall when an item comes due: 0.7 to 0.97
  int new_per_day = 10;       ///< at most, 0 to 200; with an interview date the plan says how many are needed
  int reviews_per_day = 200;  ///< at most, 0 to 2000
  std::optional<std::int64_t> interview_day;  ///< day number, see Calendar
  NewOrder new_order = NewOrder::curriculum;

  friend bool operator==(const Settings&, const Settings&) = default;
};

inline constexpr double kLeastRetention = 0.7, kMostRetention = 0.97;
inline constexpr int kMostNewPerDay = 200, kMostReviewsPerDay = 2000;

/// What the log says last of each; what is foreign or out of bounds there is passed over.
Settings settings_of(const History& history);

/// Name and value of what must be recorded to get from one to the other: nothing when they are the same.
std::vector<std::pair<std::string, std::string>> changes(const Settings& from, const Settings& to);

/// The scheduler that these settings ask for.
Scheduler scheduler_of(const Settings& settings, const Calendar& calendar);

}  // namespace sp::practice
