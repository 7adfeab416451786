#include "engine/exchange/deck_builder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/bank/deck.h"
#include "engine/bank/search_documents.h"
#include "engine/bank/text_rules.h"
#include "engine/exchange/card_json.h"
#include "engine/exchange/ids.h"

namespace sp::exchange {
namespace {

using Json = nlohmann::ordered_json;

std::string bundle(Json cards) {
  return Json{{"format", 2}, {"cards", std::move(cards)}}.dump(1) + '\n';
}

std::size_t count_values(const Json& json) {
  std::size_t count = 1;
  if (json.is_structured()) {
    for (const Json& each : json) count += count_values(each);
  }
  return count;
}

/// The reader's path within what was tried: "cards[0].questions[0].options" is "options".
std::string_view within(std::string_view path) {
  for (const std::string_view outer : {"cards[0]", "questions[0]"}) {
    if (!path.starts_with(outer)) continue;
    path.remove_prefix(outer.size());
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return path;
}

}  // namespace

void DeckBuilder::reject(const Place& place, std::string expected, std::string found) {
  ++problem_count_;
  if (problems_.size() < Imported::kMostProblems)
    problems_.push_back({place.file, place.line, 1, place.name, std::move(expected), std::move(found)});
}

bank::Card* DeckBuilder::find(std::string_view id) {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &cards_[found->second];
}

/// Of the card of that id, or of that question.
bool DeckBuilder::is_free(std::string_view id, const Place& place) {
  if (bank_.find_card(id.substr(0, id.find('-'))) != nullptr) {
    reject(place, "an id that the bank does not have", in_quotes(id) + "; give it another");
    return false;
  }
  if (const auto other = ids_.find(id); other != ids_.end()) {
    reject(place, "an id that no other has",
           fmt::format("{}, which {}:{} has", in_quotes(id), other->second.file, other->second.line));
    return false;
  }
  return true;
}

/// Whether the reader of decks takes this card, and the deck has room for as much.
bool DeckBuilder::is_sound(const bank::Card& card, const Place& place) {
  const Json json = Json::array({card_json(card)});
  const std::vector<bank::SourceText> deck{{place.file, bundle(json)}};
  const auto report = std::move(bank::load_decks({}, deck).decks.front());
  for (const Problem& problem : report.problems) {
    const std::string_view path = within(problem.path);
    std::string name = place.name;
    if (!path.empty()) name.append(name.empty() ? "" : ": ").append(path);
    reject({place.file, place.line, std::move(name)}, problem.expected, problem.found);
  }
  if (!report.taken()) return false;
  const std::size_t bytes = deck.front().text.size(), values = count_values(json);
  if (bytes_ + bytes > bank::kMostDeckBytes || values_ + values > bank::kMostDeckValues) {
    reject(place, "no more than a deck holds (4 MB); split the file", "more");
    return false;
  }
  bytes_ += bytes;
  values_ += values;
  return true;
}

bool DeckBuilder::has_room(const Place& place) {
  if (cards_.size() < bank::kMostDeckEntries) return true;
  reject(place, fmt::format("at most {} cards in a deck; split the file", bank::kMostDeckEntries), "another");
  return false;
}

void DeckBuilder::add_recall(bank::Card card, const Place& place) {
  if (card.title.empty()) card.title = card.id;
  if (!is_free(card.id, place)) return;
  bank::Card* const known = find(card.id);
  if ((known == nullptr && !has_room(place)) || !is_sound(card, place)) return;
  ids_.emplace(card.id, place);
  if (known != nullptr) {
    known->prompt = std::move(card.prompt);
    known->answer = std::move(card.answer);
    return;
  }
  index_.emplace(card.id, cards_.size());
  cards_.push_back(std::move(card));
}

void DeckBuilder::add_question(const bank::Card& card, bank::Question question, const Place& place) {
  if (!is_free(question.id, place)) return;
  bank::Card* const known = find(card.id);
  if (known == nullptr && !has_room(place)) return;
  if (known != nullptr && known->questions.size() >= bank::kMostDeckQuestions) {
    return reject(place,
                  fmt::format("at most {} questions on a card; put the others into a category of their own",
                              bank::kMostDeckQuestions),
                  "another");
  }
  bank::Card alone = card;
  alone.questions = {std::move(question)};
  if (!is_sound(alone, place)) return;
  ids_.emplace(alone.questions.front().id, place);
  if (known != nullptr) {
    known->questions.push_back(std::move(alone.questions.front()));
    for (const std::string& tag : card.tags) add_tag(*known, tag);
    return;
  }
  index_.emplace(alone.id, cards_.size());
  cards_.push_back(std::move(alone));
}

std::string DeckBuilder::question_id(std::string_view card_id, std::string_view words) const {
  constexpr std::size_t kMostWords = 36;
  const std::string base = fmt::format("{}-{}", card_id, slug_of(words, kMostWords));
  std::string id = base;
  for (std::size_t number = 2; ids_.contains(id); ++number) id = fmt::format("{}-{}", base, number);
  return id;
}

Imported DeckBuilder::result() const {
  Imported out;
  out.cards = cards_.size();
  Json list = Json::array();
  for (const bank::Card& card : cards_) {
    out.questions += card.questions.size();
    list.push_back(card_json(card));
  }
  if (!cards_.empty()) out.deck = bundle(std::move(list));
  out.problems = problems_;
  out.problem_count = problem_count_;
  if (problem_count_ > problems_.size()) {
    out.problems.push_back(
        {{}, 0, 0, {}, {}, fmt::format("and {} more problems", problem_count_ - problems_.size())});
  }
  return out;
}

std::string title_of(std::string_view markdown, std::size_t most) {
  std::string text = bank::plain_text(markdown);
  text.erase(
      std::remove_if(text.begin(), text.end(), [](char c) { return c >= 0 && (c < ' ' || c == '\x7F'); }),
      text.end());
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  if (bank::character_count(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (begins && ++characters == most) break;
  }
  const std::size_t blank = text.rfind(' ', end);
  text.resize(blank == std::string::npos || blank < end / 2 ? end : blank);
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\u2026";
}

void add_tag(bank::Card& card, std::string_view word) {
  constexpr std::size_t kMostTags = 8, kLongest = 40;
  if (card.tags.size() == kMostTags || word.empty()) return;
  std::string tag = slug_of(word, kLongest);
  if (std::find(card.tags.begin(), card.tags.end(), tag) == card.tags.end())
    card.tags.push_back(std::move(tag));
}

std::optional<bank::Level> level_of(std::string_view name) {
  for (const bank::Level level : bank::kLevels) {
    if (bank::name_of(level) == name) return level;
  }
  return std::nullopt;
}

}  // namespace sp::exchange
