#include "engine/practice/history.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include "engine/practice/calendar.h"

namespace sp::practice {
namespace {

bool earlier(const Answer& a, const Answer& b) {
  return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

void count_in(QuestionStats& stats, const Answer& answer) {
  ++stats.tries;
  if (answer.correct) ++stats.right;
  stats.last_correct = answer.correct;  // answers come by time
  stats.last_at = answer.at;
}

void count_in(DayCount& count, const Answer& answer) {
  ++count.answered;
  if (answer.correct) ++count.right;
}

}  // namespace

History::History(std::span<const Answer> answers) {
  for (const Answer& answer : answers) add(answer);
}

std::size_t History::place_of(const Answer& answer) const {
  return static_cast<std::size_t>(std::lower_bound(answers_.begin(), answers_.end(), answer, earlier) -
                                  answers_.begin());
}

bool History::add(Answer answer) {
  const auto [known, fresh] = at_.emplace(answer.id, answer.at);
  if (!fresh) {
    Answer key;
    key.id = answer.id;
    key.at = known->second;
    const std::size_t place = place_of(key);
    if (to_line(answers_[place]) <= to_line(answer)) return false;
    answers_.erase(answers_.begin() + static_cast<std::ptrdiff_t>(place));
    known->second = answer.at;
  }
  const std::size_t place = place_of(answer);  // nearly always the end
  answers_.insert(answers_.begin() + static_cast<std::ptrdiff_t>(place), std::move(answer));
  return true;
}

std::size_t History::merge(const History& other) {
  if (&other == this) return 0;
  std::size_t changed = 0;
  for (const Answer& answer : other.answers_) changed += add(answer) ? 1 : 0;
  return changed;
}

History::StatsByQuestion History::by_question() const {
  StatsByQuestion all;
  for (const Answer& answer : answers_) count_in(all[answer.question], answer);
  return all;
}

QuestionStats History::stats(std::string_view question_id) const {
  QuestionStats stats;
  for (const Answer& answer : answers_) {
    if (answer.question == question_id) count_in(stats, answer);
  }
  return stats;
}

std::map<std::int64_t, DayCount> History::by_day(int utc_offset_minutes) const {
  const Calendar calendar{.utc_offset_minutes = utc_offset_minutes, .rollover_hour = 0};
  std::map<std::int64_t, DayCount> days;
  for (const Answer& answer : answers_) {
    if (answer.source != Source::practice) continue;
    count_in(days[calendar.day_of(answer.at)], answer);
  }
  return days;
}

DayCount History::totals(Source source) const {
  DayCount total;
  for (const Answer& answer : answers_) {
    if (answer.source == source) count_in(total, answer);
  }
  return total;
}

}  // namespace sp::practice
