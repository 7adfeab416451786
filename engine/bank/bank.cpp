#include "engine/bank/bank.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "engine/bank/card_reader.h"

namespace sp::bank {
namespace {

constexpr json::Limits kCardLimits{
    .bytes = std::size_t{1} << 20U, .depth = 16, .values = 20'000, .problems = 200};
constexpr json::Limits kBundleLimits{
    .bytes = std::size_t{32} << 20U, .depth = 16, .values = 1'000'000, .problems = 200};
constexpr json::Limits kCurriculumLimits{
    .bytes = std::size_t{4} << 20U, .depth = 16, .values = 100'000, .problems = 200};

constexpr std::int64_t kBundleFormat = 1;

void append(std::vector<Problem>& all, std::vector<Problem> some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

/// Whether a problem already known from parsing (a duplicate field) lies inside the value at `path`.
bool touched(const std::vector<Problem>& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return problem.path.starts_with(path + '.'); });
}

void read_cards(const json::Document& document, const json::Value& list, const LoadOptions& options,
                std::vector<Card>& cards) {
  const std::vector<Problem> parsing = document.problems();
  SeenIds seen;
  for (const json::Value& item : list.array().value_or(std::vector<json::Value>{})) {
    const std::size_t before = document.problem_count();
    Card card = read_card(item, {}, options, seen);
    if (document.problem_count() == before && !touched(parsing, item.path()))
      cards.push_back(std::move(card));
  }
}

}  // namespace

Bank::Bank(std::vector<Card> cards) : cards_(std::move(cards)) {
  for (std::size_t c = 0; c < cards_.size(); ++c) {
    const Card& card = cards_[c];
    [[maybe_unused]] const bool fresh = card_index_.emplace(card.id, c).second;
    assert(fresh);
    if (std::find(topics_.begin(), topics_.end(), card.topic) == topics_.end()) topics_.push_back(card.topic);
    for (std::size_t q = 0; q < card.questions.size(); ++q)
      questions_.emplace(card.questions[q].id, std::pair(c, q));
  }
}

std::vector<const Card*> Bank::cards_of(std::string_view topic) const {
  std::vector<const Card*> found;
  for (const Card& card : cards_) {
    if (card.topic == topic) found.push_back(&card);
  }
  return found;
}

const Card* Bank::find_card(std::string_view id) const noexcept {
  const auto found = card_index_.find(id);
  return found == card_index_.end() ? nullptr : &cards_[found->second];
}

const Question* Bank::find_question(std::string_view id) const noexcept {
  const auto found = questions_.find(id);
  return found == questions_.end() ? nullptr : &cards_[found->second.first].questions[found->second.second];
}

const Card* Bank::card_of(std::string_view question_id) const noexcept {
  const auto found = questions_.find(question_id);
  return found == questions_.end() ? nullptr : &cards_[found->second.first];
}

Loaded load_files(std::span<const SourceText> files, const LoadOptions& options) {
  std::vector<Card> cards;
  std::vector<Problem> problems;
  SeenIds seen;
  for (const SourceText& file : files) {
    const auto document = json::Document::parse(file.text, file.name, kCardLimits);
    if (const auto root = document.root()) {
      Card card = read_card(*root, file.name, options, seen);
      if (document.problem_count() == 0) cards.push_back(std::move(card));
    }
    append(problems, document.problems());
  }
  return {Bank(std::move(cards)), std::move(problems)};
}

Loaded load_bundle(std::string_view text, std::string name, const LoadOptions& options) {
  const auto document = json::Document::parse(text, std::move(name), kBundleLimits);
  std::vector<Card> cards;
  const auto root = document.root();
  if (auto object = root ? root->object() : std::nullopt) {
    const auto format = object->required("format");
    const auto number = format ? format->integer() : std::nullopt;
    if (number && *number != kBundleFormat) format->problem(fmt::format("bundle format {}", kBundleFormat));
    const auto list = object->required("cards");
    if (list && number == kBundleFormat) read_cards(document, *list, options, cards);
    object->finish();
  }
  return {Bank(std::move(cards)), document.problems()};
}

Curriculum load_curriculum(const SourceText& file) {
  const auto document = json::Document::parse(file.text, file.name, kCurriculumLimits);
  Curriculum curriculum;
  const auto root = document.root();
  if (auto object = root ? root->object() : std::nullopt) {
    const auto items = object->required("items");
    for (const json::Value& item :
         (items ? items->array() : std::nullopt).value_or(std::vector<json::Value>{})) {
      auto fields = item.object();
      const auto id = fields ? fields->required("id") : std::nullopt;
      const auto text = id ? id->text() : std::nullopt;
      if (text && !curriculum.ids.emplace(*text).second)
        id->problem("each id once", in_quotes(*text) + " again");
    }
  }
  curriculum.problems = document.problems();
  return curriculum;
}

}  // namespace sp::bank
