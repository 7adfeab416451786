#include "engine/practice/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace sp::practice {
namespace {

constexpr std::array<std::string_view, 2> kOrderNames{"curriculum", "weakness"};

/// A whole number that is all of `text`.
std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

bool set_whole(std::string_view text, int most, int& field) {
  const auto value = whole(text);
  if (!value || *value < 0 || *value > most) return false;
  field = *value;
  return true;
}

/// How each field is written and read: retention in thousandths, so that no locale and no rounding matters.
struct Field {
  std::string_view name;
  std::string (*write)(const Settings&);
  bool (*read)(std::string_view, Settings&);
};

constexpr double kThousand = 1000;

const std::array kFields{
    Field{"retention",
          [](const Settings& s) { return fmt::to_string(static_cast<int>(s.retention * kThousand + 0.5)); },
          [](std::string_view text, Settings& s) {
            const auto value = whole(text);
            if (!value || *value < kLeastRetention * kThousand || *value > kMostRetention * kThousand)
              return false;
            s.retention = *value / kThousand;
            return true;
          }},
    Field{"new-per-day", [](const Settings& s) { return fmt::to_string(s.new_per_day); },
          [](std::string_view text, Settings& s) { return set_whole(text, kMostNewPerDay, s.new_per_day); }},
    Field{"reviews-per-day", [](const Settings& s) { return fmt::to_string(s.reviews_per_day); },
          [](std::string_view text, Settings& s) {
            return set_whole(text, kMostReviewsPerDay, s.reviews_per_day);
          }},
    Field{"interview-date",
          [](const Settings& s) { return s.interview_day ? to_iso_date(*s.interview_day) : std::string(); },
          [](std::string_view text, Settings& s) {
            const auto day = parse_date(text);
            if (!day && !text.empty()) return false;
            s.interview_day = day;
            return true;
          }},
    Field{"new-order",
          [](const Settings& s) { return std::string(kOrderNames[static_cast<std::size_t>(s.new_order)]); },
          [](std::string_view text, Settings& s) {
            const auto found = std::find(kOrderNames.begin(), kOrderNames.end(), text);
            if (found == kOrderNames.end()) return false;
            s.new_order = static_cast<NewOrder>(found - kOrderNames.begin());
            return true;
          }},
};

}  // namespace

Settings settings_of(const History& history) {
  Settings settings;
  for (const Record* record : history.standing()) {
    const auto* setting = std::get_if<Setting>(record);
    if (setting == nullptr) continue;
    const auto field = std::find_if(kFields.begin(), kFields.end(),
                                    [&](const Field& one) { return one.name == setting->name; });
    if (field != kFields.end()) (void)field->read(setting->value, settings);
  }
  return settings;
}

std::vector<std::pair<std::string, std::string>> changes(const Settings& from, const Settings& to) {
  std::vector<std::pair<std::string, std::string>> changed;
  for (const Field& field : kFields) {
    std::string value = field.write(to);
    if (value != field.write(from)) changed.emplace_back(field.name, std::move(value));
  }
  return changed;
}

Scheduler scheduler_of(const Settings& settings, const Calendar& calendar) {
  SchedulerOptions options;
  options.retention = settings.retention;
  options.calendar = calendar;
  return Scheduler(options);
}

}  // namespace sp::practice
