#include "engine/practice/progress.h"

#include <algorithm>
#include <utility>

#include "engine/practice/turn_grade.h"

namespace sp::practice {
namespace {

/// Of the records of one turn of one interview the last one; a turn practised alone stands for itself.
std::map<std::pair<std::string_view, std::string_view>, const TurnRecord*> latest_turns(
    std::span<const Record* const> records) {
  std::map<std::pair<std::string_view, std::string_view>, const TurnRecord*> latest;
  for (const Record* record : records) {
    const auto* turn = std::get_if<TurnRecord>(record);
    if (turn != nullptr && !turn->interview.empty()) latest[{turn->interview, turn->turn}] = turn;
  }
  return latest;
}

std::string tried(const Answer& answer) {
  return answer.source == Source::recall ? "recall:" + answer.card : answer.question;
}

}  // namespace

void Progress::rebuild(const History& history) {
  settings_ = settings_of(history);
  scheduler_ = scheduler_of(settings_, calendar_);
  reviews_.clear();
  states_.assign(items_->size(), {});
  tries_.clear();
  const auto records = history.standing();
  const auto latest = latest_turns(records);
  const auto regrades = history.regrades();
  for (const Record* record : records) {
    if (const auto* turn = std::get_if<TurnRecord>(record); turn != nullptr && !turn->interview.empty()) {
      if (latest.at({turn->interview, turn->turn}) != turn) continue;
    }
    take(*record, regrades);
  }
}

void Progress::take(const Record& record, const std::map<std::string, Grade, std::less<>>& regrades) {
  if (const auto* one = std::get_if<Mark>(&record)) return mark(*one);
  const auto graded = [&](Grade own) {
    const auto found = regrades.find(id_of(record));
    return found == regrades.end() ? own : found->second;
  };
  const std::size_t item = items_->of(record);
  if (const auto* answer = std::get_if<Answer>(&record)) {
    ++tries_[tried(*answer)];
    if (item == Items::kNone) return;
    const Grade own = answer->grade.value_or(answer->correct ? Grade::good : Grade::again);
    review(record, item, graded(own), answer->ms_taken);
  } else if (const auto* turn = std::get_if<TurnRecord>(&record); turn != nullptr && item != Items::kNone) {
    review(record, item, graded(grade_of(*(*items_)[item].turn, *turn)), turn->ms_taken);
  }
}

void Progress::review(const Record& record, std::size_t item, Grade grade, std::int64_t ms_taken) {
  Schedule& schedule = states_[item].schedule;
  const std::int64_t at = at_of(record);
  Review review{.record = id_of(record),
                .item = item,
                .at = at,
                .grade = grade,
                .before = schedule.phase,
                .ms_taken = ms_taken};
  if (schedule.phase != Phase::fresh) {
    review.elapsed_days = std::max<std::int64_t>(0, calendar_.day_of(at) - calendar_.day_of(schedule.last));
    review.predicted = scheduler_.retrievability(schedule, at);
  }
  reviews_.push_back(std::move(review));
  schedule = scheduler_.next(schedule, at, grade);
}

void Progress::mark(const Mark& mark) {
  const std::size_t item = items_->find(mark.item);
  if (item == Items::kNone) return;
  ItemState& state = states_[item];
  switch (mark.kind) {
    case MarkKind::bury:
      state.buried_on = calendar_.day_of(mark.at);
      break;
    case MarkKind::suspend:
      state.suspended = true;
      break;
    case MarkKind::resume:
      state.suspended = false;
      break;
    case MarkKind::flag:
      state.flagged = true;
      break;
    case MarkKind::unflag:
      state.flagged = false;
      break;
  }
}

const Review* Progress::last_review(std::size_t item) const {
  const auto found = std::find_if(reviews_.rbegin(), reviews_.rend(),
                                  [&](const Review& review) { return review.item == item; });
  return found == reviews_.rend() ? nullptr : &*found;
}

std::size_t Progress::tries(std::string_view what) const {
  const auto found = tries_.find(what);
  return found == tries_.end() ? 0 : found->second;
}

double Progress::chance(std::size_t item, std::int64_t at) const {
  return scheduler_.retrievability(states_[item].schedule, at);
}

bool Progress::available(std::size_t item, std::int64_t now) const {
  return !states_[item].suspended && states_[item].buried_on != calendar_.day_of(now);
}

bool Progress::due(std::size_t item, std::int64_t now) const {
  return available(item, now) && scheduler_.due(states_[item].schedule, now);
}

}  // namespace sp::practice
