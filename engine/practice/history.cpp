#include "engine/practice/history.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace sp::practice {
namespace {

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

History::History(std::span<const Record> records) {
  for (const Record& record : records) add(record);
}

std::size_t History::place_of(std::int64_t at, const std::string& id) const {
  const auto before = [&](const Record& record, const std::string& other) {
    return std::tuple(at_of(record), std::string_view(id_of(record))) <
           std::tuple(at, std::string_view(other));
  };
  return static_cast<std::size_t>(std::lower_bound(records_.begin(), records_.end(), id, before) -
                                  records_.begin());
}

bool History::add(Record record) {
  const auto [known, fresh] = at_.emplace(id_of(record), at_of(record));
  if (!fresh) {
    const std::size_t place = place_of(known->second, id_of(record));
    if (to_line(records_[place]) <= to_line(record)) return false;
    records_.erase(records_.begin() + static_cast<std::ptrdiff_t>(place));
    known->second = at_of(record);
  }
  const std::size_t place = place_of(at_of(record), id_of(record));  // nearly always the end
  records_.insert(records_.begin() + static_cast<std::ptrdiff_t>(place), std::move(record));
  return true;
}

std::size_t History::merge(const History& other) {
  if (&other == this) return 0;
  std::size_t changed = 0;
  for (const Record& record : other.records_) changed += add(record) ? 1 : 0;
  return changed;
}

std::vector<const Record*> History::standing() const {
  std::set<std::string_view> taken_back;
  for (const Record& record : records_) {
    if (const auto* undo = std::get_if<Undo>(&record)) taken_back.insert(undo->of);
  }
  std::vector<const Record*> kept;
  kept.reserve(records_.size());
  for (const Record& record : records_) {
    if (std::holds_alternative<Undo>(record)) continue;
    if (taken_back.empty() || !taken_back.contains(id_of(record))) kept.push_back(&record);
  }
  return kept;
}

std::map<std::string, Grade, std::less<>> History::regrades() const {
  std::map<std::string, Grade, std::less<>> grades;
  for (const Record* record : standing()) {
    if (const auto* regrade = std::get_if<Regrade>(record)) grades[regrade->of] = regrade->grade;
  }
  return grades;
}

template <class See>
void History::each_answer(See see) const {
  for (const Record* record : standing()) {
    if (const auto* answer = std::get_if<Answer>(record)) see(*answer);
  }
}

History::StatsByQuestion History::by_question() const {
  StatsByQuestion all;
  each_answer([&](const Answer& answer) { count_in(all[answer.question], answer); });
  return all;
}

QuestionStats History::stats(std::string_view question_id) const {
  QuestionStats stats;
  each_answer([&](const Answer& answer) {
    if (answer.question == question_id) count_in(stats, answer);
  });
  return stats;
}

std::map<std::int64_t, DayCount> History::by_day(const Calendar& calendar) const {
  std::map<std::int64_t, DayCount> days;
  each_answer([&](const Answer& answer) {
    if (answer.source != Source::prediction) count_in(days[calendar.day_of(answer.at)], answer);
  });
  return days;
}

DayCount History::totals(Source source) const {
  DayCount total;
  each_answer([&](const Answer& answer) {
    if (answer.source == source) count_in(total, answer);
  });
  return total;
}

}  // namespace sp::practice
