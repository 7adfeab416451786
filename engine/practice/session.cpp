#include "engine/practice/session.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace sp::practice {
namespace {

/// The cards that the selection names, or why there are none.
Result<std::vector<const bank::Card*>> selected_cards(const bank::Bank& bank, const Selection& selection) {
  std::vector<const bank::Card*> cards;
  switch (selection.by) {
    case Selection::By::all:
      for (const bank::Card& card : bank.cards()) cards.push_back(&card);
      if (cards.empty()) return Error{{}, "The question bank is empty."};
      return cards;
    case Selection::By::topic:
      cards = bank.cards_of(selection.id);
      if (cards.empty()) {
        std::string topics;
        for (const std::string& topic : bank.topics()) topics += (topics.empty() ? "" : ", ") + topic;
        return Error{"topic",
                     fmt::format("There is no topic {}. Topics: {}.", in_quotes(selection.id), topics)};
      }
      return cards;
    case Selection::By::card:
      if (const bank::Card* card = bank.find_card(selection.id)) return std::vector{card};
      return Error{"card", fmt::format("There is no card {}.", in_quotes(selection.id))};
  }
  return cards;
}

}  // namespace

QuizSession QuizSession::shuffled(std::vector<Item> items, std::size_t limit, std::uint64_t seed) {
  Rng rng(seed);
  rng.shuffle(std::span(items));
  if (limit > 0 && items.size() > limit) items.resize(limit);
  for (Item& item : items) {
    item.order.resize(item.question->options.size());
    std::iota(item.order.begin(), item.order.end(), std::size_t{0});
    rng.shuffle(std::span(item.order));
    item.chosen.assign(item.order.size(), false);
    item.graded.reset();
  }
  return QuizSession(std::move(items));
}

Result<QuizSession> QuizSession::start(const bank::Bank& bank, const Selection& selection,
                                       std::uint64_t seed) {
  const auto cards = selected_cards(bank, selection);
  if (!cards.ok()) return cards.error();
  std::vector<Item> items;
  for (const bank::Card* card : cards.value()) {
    for (const bank::Question& question : card->questions) items.push_back({card, &question, {}, {}, {}});
  }
  if (items.empty()) return Error{{}, "The selection has no questions."};
  return shuffled(std::move(items), selection.limit, seed);
}

Result<QuizSession> QuizSession::retry_mistakes(std::uint64_t seed) const {
  std::vector<Item> wrong;
  for (const Item& item : items_) {
    if (item.graded && !item.graded->correct) wrong.push_back({item.card, item.question, {}, {}, {}});
  }
  if (wrong.empty()) return Error{{}, "There are no mistakes to go through again."};
  return shuffled(std::move(wrong), 0, seed);
}

Score QuizSession::score() const noexcept {
  Score score;
  score.asked = items_.size();
  for (const Item& item : items_) {
    if (!item.graded) continue;
    ++score.answered;
    if (item.graded->correct) ++score.right;
  }
  return score;
}

const QuizSession::Item& QuizSession::item() const {
  assert(!finished());
  return items_[index_];
}

QuizSession::Item& QuizSession::item() {
  assert(!finished());
  return items_[index_];
}

const bank::Question& QuizSession::question() const {
  return *item().question;
}
const bank::Card& QuizSession::card() const {
  return *item().card;
}
std::size_t QuizSession::option_count() const {
  return item().order.size();
}

const bank::Option& QuizSession::option(std::size_t shown) const {
  assert(shown < option_count());
  return question().options[item().order[shown]];
}

bool QuizSession::chosen(std::size_t shown) const {
  assert(shown < option_count());
  return item().chosen[shown];
}

void QuizSession::choose(std::size_t shown) {
  Item& now = item();
  assert(shown < now.order.size());
  if (now.graded) return;
  const bool before = now.chosen[shown];
  switch (now.question->kind) {
    case bank::QuestionKind::single:
      now.chosen.assign(now.chosen.size(), false);
      now.chosen[shown] = true;
      break;
    case bank::QuestionKind::multiple:
      now.chosen[shown] = !before;
      break;
  }
}

bool QuizSession::checked() const {
  return item().graded.has_value();
}

bool QuizSession::can_check() const {
  const Item& now = item();
  return !now.graded && std::find(now.chosen.begin(), now.chosen.end(), true) != now.chosen.end();
}

const Graded& QuizSession::check() {
  assert(can_check());
  Item& now = item();
  std::vector<std::size_t> chosen;
  for (std::size_t shown = 0; shown < now.order.size(); ++shown) {
    if (now.chosen[shown]) chosen.push_back(now.order[shown]);
  }
  now.graded = grade(*now.question, now.order, chosen);
  return *now.graded;
}

const Graded& QuizSession::graded() const {
  assert(checked());
  return *item().graded;
}

Answer QuizSession::answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken) const {
  Answer answer{.id = std::move(id),
                .at = at_unix_ms,
                .source = Source::practice,
                .card = card().id,
                .question = question().id,
                .order = {},
                .chosen = {},
                .correct = graded().correct,
                .ms_taken = ms_taken};
  for (const GradedOption& option : graded().options) {
    answer.order.push_back(option.id);
    if (option.chosen) answer.chosen.push_back(option.id);
  }
  return answer;
}

void QuizSession::next() {
  assert(!finished());
  ++index_;
}

}  // namespace sp::practice
