#include "engine/bank/bank.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "engine/bank/card_reader.h"
#include "engine/bank/scenario_reader.h"

namespace sp::bank {
namespace {

constexpr json::Limits kCardLimits{
    .bytes = std::size_t{1} << 20U, .depth = 16, .values = 20'000, .problems = 200};
constexpr json::Limits kBundleLimits{
    .bytes = std::size_t{32} << 20U, .depth = 16, .values = 1'000'000, .problems = 200};
constexpr json::Limits kCurriculumLimits{
    .bytes = std::size_t{4} << 20U, .depth = 16, .values = 100'000, .problems = 200};

constexpr Origin kBundled{Origin::Kind::bundle};

void append(std::vector<Problem>& all, std::vector<Problem> some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

/// Whether a problem already known from parsing (a duplicate field) lies inside the value at `path`.
bool touched(const std::vector<Problem>& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return problem.path.starts_with(path + '.'); });
}

/// Reads each item of a bundle's list; keeps those without a problem.
template <class Read>
auto read_sound(const json::Document& document, const MaybeValue& list, Read read) {
  std::vector<decltype(read(std::declval<const json::Value&>()))> sound;
  const std::vector<Problem> parsing = document.problems();
  for (const json::Value& item : (list ? list->array() : std::nullopt).value_or(std::vector<json::Value>{})) {
    const std::size_t before = document.problem_count();
    auto entry = read(item);
    if (document.problem_count() == before && !touched(parsing, item.path()))
      sound.push_back(std::move(entry));
  }
  return sound;
}

/// The file that the cards named since `first` stand in, for the messages.
void name_file(SeenIds& seen, std::size_t first, const std::string& file) {
  for (std::size_t i = first; i < seen.named_cards.size(); ++i) seen.named_cards[i].second.file = file;
}

/// Leaves out the scenarios that name cards which are not there.
void check_named_cards(const SeenIds& seen, std::vector<Scenario>& scenarios,
                       std::vector<Problem>& problems) {
  append(problems, missing_cards(seen));
  if (seen.cards.empty()) return;
  const auto missing = [&](std::string_view id) { return !seen.cards.contains(id); };
  std::erase_if(scenarios, [&](const Scenario& scenario) {
    return std::any_of(scenario.cards.begin(), scenario.cards.end(), missing);
  });
}

bool is_scenario(const json::Value& root, std::string_view file) {
  return folder_and_name(file).first == "scenarios" || has_turns(root);
}

/// The items of a curriculum; each id must be there once.
void read_items(const std::optional<json::Value>& list, Curriculum& curriculum) {
  for (const json::Value& value :
       (list ? list->array() : std::nullopt).value_or(std::vector<json::Value>{})) {
    auto fields = value.object();
    const auto id = fields ? fields->required("id") : std::nullopt;
    const auto text = id ? id->text() : std::nullopt;
    if (!text) continue;
    if (!curriculum.ids.emplace(*text).second) {
      id->problem("each id once", in_quotes(*text) + " again");
      continue;
    }
    const auto optional = [&](std::string_view name) {
      const auto field = fields->optional(name);
      return std::string((field ? field->text() : std::nullopt).value_or(""));
    };
    curriculum.items.push_back({std::string(*text), optional("section"), optional("asks")});
  }
}

}  // namespace

Bank::Bank(std::vector<Card> cards, std::vector<Scenario> scenarios) {
  auto content = std::make_shared<Content>();
  auto& topics = content->topics;
  content->cards = std::move(cards);
  content->scenarios = std::move(scenarios);
  for (std::size_t c = 0; c < content->cards.size(); ++c) {
    const Card& card = content->cards[c];
    [[maybe_unused]] const bool fresh = content->card_index.emplace(card.id, c).second;
    assert(fresh);
    if (std::find(topics.begin(), topics.end(), card.topic) == topics.end()) topics.push_back(card.topic);
    for (std::size_t q = 0; q < card.questions.size(); ++q)
      content->questions.emplace(card.questions[q].id, std::pair(c, q));
  }
  content_ = std::move(content);
}

std::vector<const Card*> Bank::cards_of(std::string_view topic) const {
  std::vector<const Card*> found;
  for (const Card& card : cards()) {
    if (card.topic == topic) found.push_back(&card);
  }
  return found;
}

const Card* Bank::find_card(std::string_view id) const noexcept {
  const auto found = content_->card_index.find(id);
  return found == content_->card_index.end() ? nullptr : &content_->cards[found->second];
}

const Question* Bank::find_question(std::string_view id) const noexcept {
  const auto found = content_->questions.find(id);
  if (found == content_->questions.end()) return nullptr;
  return &content_->cards[found->second.first].questions[found->second.second];
}

const Card* Bank::card_of(std::string_view question_id) const noexcept {
  const auto found = content_->questions.find(question_id);
  return found == content_->questions.end() ? nullptr : &content_->cards[found->second.first];
}

const Scenario* Bank::find_scenario(std::string_view id) const noexcept {
  const auto found = std::find_if(scenarios().begin(), scenarios().end(),
                                  [&](const Scenario& scenario) { return scenario.id == id; });
  return found == scenarios().end() ? nullptr : &*found;
}

Loaded load_files(std::span<const SourceText> files, const LoadOptions& options) {
  std::vector<Card> cards;
  std::vector<Scenario> scenarios;
  std::vector<Problem> problems;
  SeenIds seen;
  for (const SourceText& file : files) {
    const auto document = json::Document::parse(file.text, file.name, kCardLimits);
    const auto root = document.root();
    if (root && is_scenario(*root, file.name)) {
      const std::size_t named = seen.named_cards.size();
      Scenario scenario = read_scenario(*root, {Origin::Kind::file, file.name}, options, seen);
      name_file(seen, named, file.name);
      if (document.problem_count() == 0) scenarios.push_back(std::move(scenario));
    } else if (root) {
      Card card = read_card(*root, {Origin::Kind::file, file.name}, options, seen);
      if (document.problem_count() == 0) cards.push_back(std::move(card));
    }
    append(problems, document.problems());
  }
  check_named_cards(seen, scenarios, problems);
  return {Bank(std::move(cards), std::move(scenarios)), std::move(problems)};
}

Loaded load_bundle(std::string_view text, std::string name, const LoadOptions& options) {
  const std::size_t end = std::min(text.find(json::kTextEnd), text.size());
  const auto document = json::Document::parse(text.substr(0, end), name, kBundleLimits);
  std::vector<Card> cards;
  std::vector<Scenario> scenarios;
  Curriculum curriculum;
  SeenIds seen;
  const auto root = document.root();
  if (auto object = root ? root->object() : std::nullopt) {
    object->fill_nulls("columns", text.substr(std::min(end + 1, text.size())));
    const bool known = reads_format(*object);
    const auto list = [&](std::string_view field) {
      const auto value = object->required(field);
      return known ? value : std::nullopt;
    };
    cards = read_sound(document, list("cards"),
                       [&](const json::Value& item) { return read_card(item, kBundled, options, seen); });
    scenarios = read_sound(document, list("scenarios"), [&](const json::Value& item) {
      return read_scenario(item, kBundled, options, seen);
    });
    read_items(object->optional("curriculum"), curriculum);
    object->finish();
  }
  name_file(seen, 0, name);
  std::vector<Problem> problems = document.problems();
  check_named_cards(seen, scenarios, problems);
  return {Bank(std::move(cards), std::move(scenarios)), std::move(problems), std::move(curriculum.items)};
}

Curriculum load_curriculum(const SourceText& file) {
  const auto document = json::Document::parse(file.text, file.name, kCurriculumLimits);
  Curriculum curriculum;
  const auto root = document.root();
  if (auto object = root ? root->object() : std::nullopt) read_items(object->required("items"), curriculum);
  curriculum.problems = document.problems();
  return curriculum;
}

}  // namespace sp::bank
