#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/practice/record.h"

namespace sp::practice {

/// What can be remembered, and is scheduled by itself.
enum class ItemKind : std::uint8_t {
  card,      ///< a concept: its questions without numbers of their own and its prompt take turns
  question,  ///< a question with fresh numbers each time: a skill
  demo,      ///< what a demo will show
  turn,      ///< one turn of a mock interview
};

/// One thing that is scheduled. Plain data; points into the bank that Items holds.
struct Item {
  std::string key;  ///< "card:C02", "question:C05-speedup", "demo:amdahl", "turn:S01-rate"; stays for ever
  ItemKind kind = ItemKind::card;
  std::string title;  ///< for a list
  std::string topic;  ///< of the card; "lab" and "interview" for the others
  bank::Level level = bank::Level::mid;
  const bank::Card* card = nullptr;          ///< card, question
  const bank::Question* question = nullptr;  ///< question
  const bank::Scenario* scenario = nullptr;  ///< turn
  const bank::Turn* turn = nullptr;          ///< turn

  /// Cards and their questions are taught; demos and turns join once they were met in the Lab or an
  /// interview.
  bool taught() const noexcept { return kind == ItemKind::card || kind == ItemKind::question; }
  /// Of the id after the colon.
  std::string_view id() const noexcept { return std::string_view(key).substr(key.find(':') + 1); }
};

inline constexpr std::string_view kLabTopic = "lab", kInterviewTopic = "interview";

/// A demo, as far as it matters here: the engine's `practice` does not know demos.
struct DemoName {
  std::string id;
  std::string title;
};

/// Everything that can be scheduled, in the order in which it is taught: cards in the order of the
/// curriculum, each with its generated questions after it, then cards that the curriculum does not ask for,
/// demos and turns. Immutable; holds a copy of the bank. Any thread.
class Items {
 public:
  Items() = default;
  Items(const bank::Bank& bank, std::span<const bank::CurriculumItem> curriculum,
        std::span<const DemoName> demos);

  const bank::Bank& bank() const noexcept { return bank_; }
  std::span<const Item> all() const noexcept { return items_; }
  std::size_t size() const noexcept { return items_.size(); }
  const Item& operator[](std::size_t index) const { return items_[index]; }
  static constexpr std::size_t kNone = SIZE_MAX;
  std::size_t find(std::string_view key) const noexcept;  ///< index; kNone when there is none

  /// What this record is a review of; kNone when it is no review, or of something that is no longer there.
  std::size_t of(const Record& record) const;

 private:
  void add_card(const bank::Card& card);
  void add(Item item);

  bank::Bank bank_;
  std::vector<Item> items_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

}  // namespace sp::practice
