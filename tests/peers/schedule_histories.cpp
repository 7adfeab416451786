// Schedules histories of reviews, for comparison with another program that does. Reads one a line from the
// standard input, [{"at": Unix ms, "grade": 1 to 4}, ...], and prints a line with the state after each
// review. The argument is an object of scheduler options, each optional: retention, learning_minutes,
// relearning_minutes, longest_days. Days are those of UTC.

#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/practice/scheduler.h"

namespace {

using nlohmann::json;
using namespace sp::practice;

SchedulerOptions read_options(const json& given) {
  SchedulerOptions options;
  options.retention = given.value("retention", options.retention);
  options.learning_minutes = given.value("learning_minutes", options.learning_minutes);
  options.relearning_minutes = given.value("relearning_minutes", options.relearning_minutes);
  options.longest_days = given.value("longest_days", options.longest_days);
  options.calendar = {.utc_offset_minutes = 0, .rollover_hour = 0};
  return options;
}

json to_json(const Schedule& schedule) {
  return {{"phase", static_cast<int>(schedule.phase)},
          {"step", schedule.step},
          {"stability", schedule.memory.stability},
          {"difficulty", schedule.memory.difficulty},
          {"due", schedule.due},
          {"days", schedule.days},
          {"reps", schedule.reps},
          {"lapses", schedule.lapses}};
}

json states_of(const json& history, const Scheduler& scheduler) {
  json states = json::array();
  Schedule schedule;
  for (const json& review : history) {
    const auto grade = static_cast<Grade>(review.at("grade").get<int>());
    schedule = scheduler.next(schedule, review.at("at").get<std::int64_t>(), grade);
    states.push_back(to_json(schedule));
  }
  return states;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Scheduler scheduler{read_options(json::parse(argc > 1 ? argv[1] : "{}"))};
    for (std::string line; std::getline(std::cin, line);)
      std::cout << states_of(json::parse(line), scheduler).dump() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "schedule_histories: " << error.what() << '\n';
    return 1;
  }
}
