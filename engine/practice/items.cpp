#include "engine/practice/items.h"

#include <algorithm>
#include <utility>

namespace sp::practice {
namespace {

/// Cards by the first item of the curriculum that they cover; those that cover none keep their order, last.
std::vector<const bank::Card*> in_order(const bank::Bank& bank,
                                        std::span<const bank::CurriculumItem> curriculum) {
  std::map<std::string_view, std::size_t> places;
  for (const bank::CurriculumItem& item : curriculum) places.emplace(item.id, places.size());
  std::multimap<std::size_t, const bank::Card*> cards;  // equal ones in the order in which they came
  for (const bank::Card& card : bank.cards()) {
    std::size_t first = places.size();
    for (const std::string& id : card.covers) {
      if (const auto place = places.find(id); place != places.end()) first = std::min(first, place->second);
    }
    cards.emplace(first, &card);
  }
  std::vector<const bank::Card*> sorted;
  for (const auto& [place, card] : cards) sorted.push_back(card);
  return sorted;
}

}  // namespace

Items::Items(const bank::Bank& bank, std::span<const bank::CurriculumItem> curriculum,
             std::span<const DemoName> demos)
    : bank_(bank) {
  for (const bank::Card* card : in_order(bank_, curriculum)) add_card(*card);
  for (const DemoName& demo : demos) {
    Item item;
    item.key = "demo:" + demo.id;
    item.kind = ItemKind::demo;
    item.title = demo.title;
    item.topic = kLabTopic;
    add(std::move(item));
  }
  for (const bank::Scenario& scenario : bank_.scenarios()) {
    for (const bank::Turn& turn : scenario.turns) {
      Item item;
      item.key = "turn:" + turn.id;
      item.kind = ItemKind::turn;
      item.title = scenario.title;
      item.topic = kInterviewTopic;
      item.level = scenario.level;
      item.scenario = &scenario;
      item.turn = &turn;
      add(std::move(item));
    }
  }
}

void Items::add_card(const bank::Card& card) {
  Item item;
  item.key = "card:" + card.id;
  item.title = card.title;
  item.topic = card.topic;
  item.level = card.level;
  item.card = &card;
  add(item);
  for (const bank::Question& question : card.questions) {
    if (!question.generated()) continue;
    item.key = "question:" + question.id;
    item.kind = ItemKind::question;
    item.question = &question;
    add(item);
  }
}

void Items::add(Item item) {
  index_.emplace(item.key, items_.size());
  items_.push_back(std::move(item));
}

std::size_t Items::find(std::string_view key) const noexcept {
  const auto found = index_.find(key);
  return found == index_.end() ? kNone : found->second;
}

std::size_t Items::of(const Record& record) const {
  if (const auto* turn = std::get_if<TurnRecord>(&record)) return find("turn:" + turn->turn);
  const auto* answer = std::get_if<Answer>(&record);
  if (answer == nullptr) return kNone;
  if (answer->source == Source::prediction) return find(answer->question);  // "demo:<id>"
  const std::size_t question = answer->question.empty() ? kNone : find("question:" + answer->question);
  return question != kNone ? question : find("card:" + answer->card);
}

}  // namespace sp::practice
