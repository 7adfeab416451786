#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bank/card.h"
#include "engine/bank/scenario.h"
#include "engine/base/json.h"

namespace sp::bank {

/// The question bank: every card and scenario that was loaded, in the order it was given. Immutable once
/// built, so any thread may read it. A copy is cheap and shares the content: pointers into it stay valid as
/// long as any copy lives.
class Bank {
 public:
  Bank() : Bank(std::vector<Card>{}) {}
  /// Ids of cards, questions, snippets, scenarios and turns must be unique; `load_*` sees to that.
  explicit Bank(std::vector<Card> cards, std::vector<Scenario> scenarios = {});

  std::span<const Card> cards() const noexcept { return content_->cards; }
  std::span<const Scenario> scenarios() const noexcept { return content_->scenarios; }
  std::size_t question_count() const noexcept { return content_->questions.size(); }
  /// Every topic that has a card, in the order of its first card.
  std::span<const std::string> topics() const noexcept { return content_->topics; }
  /// In bank order; empty when there is no such topic.
  std::vector<const Card*> cards_of(std::string_view topic) const;

  const Card* find_card(std::string_view id) const noexcept;          ///< nullptr when there is none
  const Question* find_question(std::string_view id) const noexcept;  ///< nullptr when there is none
  const Card* card_of(std::string_view question_id) const noexcept;   ///< nullptr when there is none
  const Scenario* find_scenario(std::string_view id) const noexcept;  ///< nullptr when there is none

 private:
  struct Content {
    std::vector<Card> cards;
    std::vector<Scenario> scenarios;
    std::vector<std::string> topics;
    std::map<std::string, std::size_t, std::less<>> card_index;
    std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>>
        questions;  ///< id -> card, question
  };
  std::shared_ptr<const Content> content_;  ///< never nullptr
};

/// A text and the name it goes by in messages: the engine opens no file.
struct SourceText {
  std::string name;  ///< "questions/gil/C02.json"
  std::string text;
};

/// Something that the bank is to cover: a topic, a question, a tip of the material that it follows.
struct CurriculumItem {
  std::string id;       ///< "C02F1"; cards, scenarios and demos name it in `covers`
  std::string section;  ///< "Core questions"
  std::string asks;     ///< in its own words
};

/// What loading gives: the cards and scenarios that are right, and everything that is wrong with the others.
/// One with a problem of its own is left out; of two with one id the first stays.
struct Loaded {
  Bank bank;
  std::vector<Problem> problems;
  std::vector<CurriculumItem> curriculum = {};  ///< of a bundle that has it; in its order
};

using IdSet = std::set<std::string, std::less<>>;

struct LoadOptions {
  /// Every id that `covers` may name; nothing: any well-formed id will do.
  std::optional<IdSet> curriculum;
  /// Every id that `demos` may name; nothing: any well-formed id will do.
  std::optional<IdSet> demos;
};

/// One card or scenario a text: those in a folder "scenarios" are scenarios. Checks also that its id is the
/// file's name, and a card's topic the file's folder. A scenario may name only cards that are among the
/// texts, unless there is none at all.
Loaded load_files(std::span<const SourceText> files, const LoadOptions& options = {});

/// {"format": 2, "cards": [...], "scenarios": [...]}, each with a further field "file", as
/// tools/bundle_bank.py writes it: of `verify` only the snippets that `output` questions show, no `check`
/// texts, and texts perhaps behind the JSON document (json::Object::fill_nulls, field "columns"). A field
/// "curriculum" may hold the items of questions/curriculum.json. `name` is for messages; the places are the
/// bundle's.
Loaded load_bundle(std::string_view text, std::string name, const LoadOptions& options = {});

/// questions/curriculum.json, {"about": ..., "items": [{"id": ..., "section": ..., "asks": ...}, ...]}; other
/// fields of an item are not looked at, and only the id must be there.
struct Curriculum {
  IdSet ids;
  std::vector<CurriculumItem> items;
  std::vector<Problem> problems;
};
Curriculum load_curriculum(const SourceText& file);

}  // namespace sp::bank
