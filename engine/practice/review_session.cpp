#include "engine/practice/review_session.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <set>
#include <utility>

#include "engine/practice/plan.h"

namespace sp::practice {
namespace {

using List = std::vector<std::size_t>;

/// Puts what is new evenly among the rest: the first item is one of the longer list.
List spread(const List& reviews, const List& fresh) {
  List all;
  std::size_t r = 0, f = 0;
  while (r < reviews.size() || f < fresh.size()) {
    const bool review = f >= fresh.size() || (r < reviews.size() && r * fresh.size() <= f * reviews.size());
    all.push_back(review ? reviews[r++] : fresh[f++]);
  }
  return all;
}

/// Takes the next item whose topic is not that of the one before, if one of the next few has another.
List mixed(const Progress& progress, List items) {
  constexpr std::size_t kLookAhead = 12;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const auto& last = progress.items()[items[i - 1]].topic;
    for (std::size_t j = i; j < std::min(items.size(), i + kLookAhead); ++j) {
      if (progress.items()[items[j]].topic == last) continue;
      std::rotate(items.begin() + static_cast<std::ptrdiff_t>(i),
                  items.begin() + static_cast<std::ptrdiff_t>(j),
                  items.begin() + static_cast<std::ptrdiff_t>(j) + 1);
      break;
    }
  }
  return items;
}

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

/// Those of the session's topic, if it has one, and of the kinds that it asks; at most `most`.
List wanted(const Progress& progress, const SessionSpec& spec, List items, std::size_t most = kAll) {
  std::erase_if(items, [&](std::size_t index) {
    const Item& item = progress.items()[index];
    return (!spec.topic.empty() && item.topic != spec.topic) || (!spec.turns && item.kind == ItemKind::turn);
  });
  items.resize(std::min(most, items.size()));
  return items;
}

/// What is due, what is new and what is weakest, each item once; at most `most`.
List best(const Progress& progress, std::int64_t now, std::size_t most, const SessionSpec& spec) {
  List items;
  std::set<std::size_t> known;
  const auto add = [&](const List& more) {
    for (const std::size_t item : wanted(progress, spec, more)) {
      if (items.size() < most && progress.available(item, now) && known.insert(item).second)
        items.push_back(item);
    }
  };
  add(plan_day(progress, now).reviews);
  add(spec.topic.empty() ? plan_day(progress, now).fresh : new_items(progress, now));
  add(weakest(progress, now, kAll));
  add(new_items(progress, now));
  return items;
}

List items_for(const Progress& progress, std::int64_t now, const SessionSpec& spec) {
  switch (spec.kind) {
    case SessionKind::daily: {
      const DayPlan plan = plan_day(progress, now);
      return mixed(progress, spread(wanted(progress, spec, plan.reviews), plan.fresh));
    }
    case SessionKind::quick:
      return mixed(progress, best(progress, now, kQuick, spec));
    case SessionKind::weak:
      return mixed(progress, wanted(progress, spec, weakest(progress, now, kAll), kWeak));
    case SessionKind::topic:
      return best(progress, now, kAll, spec);
  }
  return {};
}

}  // namespace

Exercise exercise_for(const Progress& progress, std::size_t item) {
  const Item& asked = progress.items()[item];
  switch (asked.kind) {
    case ItemKind::question:
      return {Exercise::Kind::question, asked.key, asked.question->id};
    case ItemKind::demo:
      return {Exercise::Kind::demo, asked.key, {}};
    case ItemKind::turn:
      return {Exercise::Kind::turn, asked.key, {}};
    case ItemKind::card:
      break;
  }
  Exercise exercise{Exercise::Kind::recall, asked.key, {}};
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (const bank::Question& question : asked.card->questions) {
    const std::size_t tries = progress.tries(question.id);
    if (question.generated() || tries >= fewest) continue;
    fewest = tries;
    exercise = {Exercise::Kind::question, asked.key, question.id};
  }
  if (progress.tries("recall:" + asked.card->id) < fewest) exercise = {Exercise::Kind::recall, asked.key, {}};
  return exercise;
}

ReviewSession ReviewSession::start(const Progress& progress, std::int64_t now, const SessionSpec& spec) {
  std::vector<std::string> keys;
  for (const std::size_t item : items_for(progress, now, spec)) keys.push_back(progress.items()[item].key);
  return of(progress, std::move(keys));
}

ReviewSession ReviewSession::of(const Progress& progress, std::vector<std::string> items) {
  ReviewSession session;
  session.queue_.assign(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  session.advance(progress, 0);
  return session;
}

/// The earliest step that is over at `latest`.
bool ReviewSession::take_step(std::int64_t latest, std::string& item) {
  const auto earliest = std::min_element(steps_.begin(), steps_.end(),
                                         [](const Step& a, const Step& b) { return a.due < b.due; });
  if (earliest == steps_.end() || earliest->due > latest) return false;
  item = std::move(earliest->item);
  steps_.erase(earliest);
  return true;
}

void ReviewSession::advance(const Progress& progress, std::int64_t now) {
  current_.reset();
  while (!current_) {
    std::string key;
    if (!take_step(now, key)) {
      if (!queue_.empty()) {
        key = std::move(queue_.front());
        queue_.pop_front();
      } else if (!take_step(now + kLearnAheadMs, key)) {
        return;
      }
    }
    const std::size_t item = progress.items().find(key);
    if (item != Items::kNone) current_ = exercise_for(progress, item);
  }
}

std::optional<std::int64_t> ReviewSession::next_at() const {
  if (current_ || steps_.empty()) return {};
  return std::min_element(steps_.begin(), steps_.end(),
                          [](const Step& a, const Step& b) { return a.due < b.due; })
      ->due;
}

void ReviewSession::graded(const Progress& progress, std::int64_t now) {
  assert(current_);
  const std::size_t item = progress.items().find(current_->item);
  if (item != Items::kNone) {
    const Schedule& schedule = progress.state(item).schedule;
    const bool step = schedule.phase == Phase::learning || schedule.phase == Phase::relearning;
    if (step && progress.available(item, now)) steps_.push_back({schedule.due, current_->item});
  }
  done_.push_back(std::move(*current_));
  advance(progress, now);
}

void ReviewSession::drop(const Progress& progress, std::int64_t now) {
  advance(progress, now);
}

void ReviewSession::undone() {
  assert(can_undo());
  if (current_) queue_.push_front(current_->item);
  current_ = std::move(done_.back());
  done_.pop_back();
  std::erase_if(steps_, [&](const Step& step) { return step.item == current_->item; });
}

void ReviewSession::wake(const Progress& progress, std::int64_t now) {
  if (!current_) advance(progress, now);
}

}  // namespace sp::practice
