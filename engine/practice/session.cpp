#include "engine/practice/session.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace sp::practice {
namespace {

/// The cards that hold what the selection names, or why there are none.
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
    case Selection::By::deck:
      for (const bank::Card& card : bank.cards()) {
        if (!card.deck.empty() && card.deck == selection.id) cards.push_back(&card);
      }
      if (cards.empty()) return Error{"deck", fmt::format("There is no deck {}.", in_quotes(selection.id))};
      return cards;
    case Selection::By::question:
      if (const bank::Card* card = bank.card_of(selection.id)) return std::vector{card};
      return Error{"question", fmt::format("There is no question {}.", in_quotes(selection.id))};
  }
  return cards;
}

bool has_options(const bank::Question& question) {
  return question.kind == bank::QuestionKind::single || question.kind == bank::QuestionKind::multiple;
}

/// A seed under which the question's numbers can be drawn, such as the log can hold (53 bits, exact in every
/// reader of JSON). Nothing when there is none: `switchpoint check` reports such a question.
std::optional<std::uint64_t> find_seed(const bank::Question& question, Rng& rng) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    const std::uint64_t seed = rng.next() >> 11U;
    if (bank::draw(question, seed).ok()) return seed;
  }
  return std::nullopt;
}

/// The numbers 0 to `count` - 1 shuffled, those of `order` never as they were.
std::vector<std::size_t> shuffled_order(const bank::Question& question, Rng& rng) {
  std::vector<std::size_t> order(has_options(question) ? question.options.size() : question.steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    rng.shuffle(std::span(order));
  } while (question.steps.size() > 1 && std::is_sorted(order.begin(), order.end()));
  return order;
}

/// The places of `ids` in `entries`; nothing when one is not there, or twice.
template <class T>
std::optional<std::vector<std::size_t>> places(const std::vector<std::string>& ids,
                                               const std::vector<T>& entries) {
  std::vector<std::size_t> found;
  for (const std::string& id : ids) {
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const T& e) { return e.id == id; });
    if (entry == entries.end()) return std::nullopt;
    const auto place = static_cast<std::size_t>(entry - entries.begin());
    if (std::find(found.begin(), found.end(), place) != found.end()) return std::nullopt;
    found.push_back(place);
  }
  return found;
}

std::optional<std::vector<std::size_t>> places(const std::vector<std::string>& ids,
                                               const bank::Question& question) {
  return has_options(question) ? places(ids, question.options) : places(ids, question.steps);
}

}  // namespace

QuizSession::QuizSession(std::vector<Item> items) : items_(std::move(items)) {
  open();
}

QuizSession QuizSession::shuffled(std::vector<Item> items, std::size_t limit, std::uint64_t seed) {
  Rng rng(seed);
  rng.shuffle(std::span(items));
  return prepared(std::move(items), limit, rng);
}

QuizSession QuizSession::prepared(std::vector<Item> items, std::size_t limit, Rng& rng) {
  std::vector<Item> kept;
  for (Item& item : items) {
    if (limit > 0 && kept.size() == limit) break;
    if (item.question->generated()) {
      const auto drawable = find_seed(*item.question, rng);
      if (!drawable) continue;
      item.seed = *drawable;
    }
    item.order = shuffled_order(*item.question, rng);
    item.response = {};
    if (item.question->kind == bank::QuestionKind::order) item.response.chosen = item.order;
    item.graded.reset();
    kept.push_back(std::move(item));
  }
  return QuizSession(std::move(kept));
}

Result<QuizSession> QuizSession::start(const bank::Bank& bank, const Selection& selection,
                                       std::uint64_t seed) {
  const auto cards = selected_cards(bank, selection);
  if (!cards.ok()) return cards.error();
  std::vector<Item> items;
  for (const bank::Card* card : cards.value()) {
    for (const bank::Question& question : card->questions) {
      if (selection.by == Selection::By::question && question.id != selection.id) continue;
      items.push_back({card, &question, 0, {}, {}, {}});
    }
  }
  QuizSession session = shuffled(std::move(items), selection.limit, seed);
  if (session.items_.empty()) return Error{{}, "The selection has no questions."};
  return session;
}

Result<QuizSession> QuizSession::of(const bank::Bank& bank, std::span<const std::string> questions,
                                    std::uint64_t seed) {
  std::vector<Item> items;
  for (const std::string& id : questions) {
    const bank::Question* question = bank.find_question(id);
    if (question != nullptr) items.push_back({bank.card_of(id), question, 0, {}, {}, {}});
  }
  Rng rng(seed);
  QuizSession session = prepared(std::move(items), 0, rng);
  if (session.items_.empty()) return Error{{}, "There is no question to ask."};
  return session;
}

Result<QuizSession> QuizSession::retry_mistakes(std::uint64_t seed) const {
  std::vector<Item> wrong;
  for (const Item& item : items_) {
    if (item.graded && !item.graded->correct) wrong.push_back({item.card, item.question, 0, {}, {}, {}});
  }
  if (wrong.empty()) return Error{{}, "There are no mistakes to go through again."};
  return shuffled(std::move(wrong), 0, seed);
}

std::optional<QuizSession::Item> QuizSession::answered(const bank::Card& card, const bank::Question& question,
                                                       const Answer& answer) {
  const auto drawn = bank::draw(question, answer.seed.value_or(0));
  if (!drawn.ok() || question.generated() != answer.seed.has_value()) return {};
  auto order = places(answer.order, drawn->question);
  auto chosen = places(answer.chosen, drawn->question);
  const std::size_t count = question.options.size() + question.steps.size();
  if (!order || !chosen || order->size() != count) return {};
  Item item{&card, &question, answer.seed.value_or(0), std::move(*order), {}, {}};
  item.response = {std::move(*chosen), answer.text, answer.line};
  if (!is_complete(drawn->question, item.response)) return {};
  item.graded = grade(drawn.value(), item.order, item.response);
  return item;
}

Result<QuizSession> QuizSession::replay(const bank::Bank& bank, const Answer& answer) {
  const bank::Question* question = bank.find_question(answer.question);
  if (question == nullptr) return Error{answer.question, "The question bank has this question no longer."};
  auto item = answered(*bank.card_of(question->id), *question, answer);
  if (!item) return Error{answer.question, "The question has changed since it was answered."};
  return QuizSession(std::vector<Item>{std::move(*item)});
}

void QuizSession::put_back(const Answer& answer) {
  for (Item& item : items_) {
    if (item.question->id != answer.question) continue;
    if (auto as_logged = answered(*item.card, *item.question, answer)) item = std::move(*as_logged);
  }
}

void QuizSession::go_to(std::size_t index) {
  index_ = std::min(index, items_.size());
  open();
}

void QuizSession::open() {
  if (finished()) return;
  auto drawn = bank::draw(*item().question, item().seed);
  assert(drawn.ok());  // the seed was tried, and the reader tries what has none
  drawn_ = std::move(drawn).value();
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

std::vector<QuizSession::Outcome> QuizSession::outcomes() const {
  std::vector<Outcome> outcomes;
  for (const Item& item : items_)
    outcomes.push_back(
        {item.card, item.question, item.graded.has_value(), item.graded && item.graded->correct});
  return outcomes;
}

const QuizSession::Item& QuizSession::item() const {
  assert(!finished());
  return items_[index_];
}

QuizSession::Item& QuizSession::item() {
  assert(!finished());
  return items_[index_];
}

QuizSession::Item* QuizSession::open_item(bank::QuestionKind kind) {
  Item& now = item();
  return now.question->kind == kind && !now.graded ? &now : nullptr;
}

const bank::Question& QuizSession::question() const {
  return drawn().question;
}
const bank::Drawn& QuizSession::drawn() const {
  assert(!finished());
  return drawn_;
}
const bank::Card& QuizSession::card() const {
  return *item().card;
}
const Response& QuizSession::response() const {
  return item().response;
}

std::size_t QuizSession::option_count() const {
  return question().options.size();
}

const bank::Option& QuizSession::option(std::size_t shown) const {
  assert(shown < option_count());
  return question().options[item().order[shown]];
}

bool QuizSession::chosen(std::size_t shown) const {
  assert(shown < option_count());
  const auto& chosen = item().response.chosen;
  return std::find(chosen.begin(), chosen.end(), item().order[shown]) != chosen.end();
}

void QuizSession::choose(std::size_t shown) {
  Item& now = item();
  assert(shown < option_count());
  if (now.graded) return;
  const std::size_t option = now.order[shown];
  auto& chosen = now.response.chosen;
  if (now.question->kind == bank::QuestionKind::single) {
    chosen = {option};
  } else if (std::erase(chosen, option) == 0) {
    chosen.push_back(option);
  }
}

std::size_t QuizSession::step_count() const {
  return question().steps.size();
}

const bank::Step& QuizSession::step(std::size_t position) const {
  assert(position < step_count());
  return question().steps[item().response.chosen[position]];
}

void QuizSession::move(std::size_t from, std::size_t to) {
  Item* now = open_item(bank::QuestionKind::order);
  if (now == nullptr) return;
  auto& steps = now->response.chosen;
  assert(from < steps.size() && to < steps.size());
  const std::size_t step = steps[from];
  steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(from));
  steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(to), step);
}

void QuizSession::arrange(std::span<const std::size_t> positions) {
  Item* now = open_item(bank::QuestionKind::order);
  if (now == nullptr) return;
  std::vector<std::size_t> steps;
  for (const std::size_t position : positions) steps.push_back(now->response.chosen.at(position));
  assert(std::is_permutation(steps.begin(), steps.end(), now->order.begin(), now->order.end()));
  now->response.chosen = std::move(steps);
}

void QuizSession::type(std::string_view text) {
  Item& now = item();
  if (!now.graded) now.response.text = text.substr(0, kMostTyped);
}

void QuizSession::choose_line(int line) {
  if (Item* now = open_item(bank::QuestionKind::bug)) now->response.line = line;
}

bool QuizSession::checked() const {
  return item().graded.has_value();
}

bool QuizSession::can_check() const {
  const Item& now = item();
  if (now.graded || !is_complete(question(), now.response)) return false;
  return now.question->kind != bank::QuestionKind::order || now.response.chosen != now.order;
}

const Graded& QuizSession::check() {
  assert(can_check());
  Item& now = item();
  now.graded = grade(drawn_, now.order, now.response);
  return *now.graded;
}

const Graded& QuizSession::graded() const {
  assert(checked());
  return *item().graded;
}

Answer QuizSession::answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken) const {
  const Item& now = item();
  Answer answer{.id = std::move(id),
                .at = at_unix_ms,
                .source = Source::practice,
                .card = card().id,
                .question = question().id,
                .order = {},
                .chosen = {},
                .text = now.response.text,
                .line = now.response.line,
                .seed = {},
                .correct = graded().correct,
                .grade = {},
                .ms_taken = ms_taken};
  if (now.question->generated()) answer.seed = now.seed;
  for (const GradedOption& option : graded().options) {
    answer.order.push_back(option.id);
    if (option.chosen) answer.chosen.push_back(option.id);
  }
  if (now.question->kind == bank::QuestionKind::order) {
    for (const std::size_t step : now.order) answer.order.push_back(question().steps[step].id);
    for (const std::size_t step : now.response.chosen) answer.chosen.push_back(question().steps[step].id);
  }
  return answer;
}

void QuizSession::next() {
  assert(!finished());
  ++index_;
  open();
}

}  // namespace sp::practice
