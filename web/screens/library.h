// What Learn shows, without how: filters, the parts of the material, and what goes with a card.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "web/app/route.h"

namespace sp::screens {

/// Part of the material that the bank follows: "Core questions", and which cards cover items of it.
struct Section {
  std::string id;    ///< "core-questions": for addresses
  std::string name;  ///< what stands in parentheses at its end left out
};

/// What cards are looked for by; an empty value asks for all.
struct LearnFilter {
  std::string topic = {}, level = {}, version = {}, section = {};

  /// From the parameters of #/learn.
  static LearnFilter from(const app::Route& route);
  void write_to(app::Route& route) const;
  bool any() const { return !topic.empty() || !level.empty() || !version.empty() || !section.empty(); }

  friend bool operator==(const LearnFilter&, const LearnFilter&) = default;
};

/// The bank by what one may look for. Immutable; the bank must outlive it.
class Library {
 public:
  Library(const bank::Bank& bank, std::span<const bank::CurriculumItem> curriculum);

  /// Versions that some card has a note about, oldest first: "3.4", "3.13".
  const std::vector<std::string>& versions() const { return versions_; }
  /// In the order of the curriculum; only those that some card covers.
  const std::vector<Section>& sections() const { return sections_; }

  bool matches(const bank::Card& card, const LearnFilter& filter) const;
  /// A scenario has a level alone.
  static bool matches(const bank::Scenario& scenario, const LearnFilter& filter);
  std::size_t count(const LearnFilter& filter) const;

  /// What a card covers, in the curriculum's words.
  std::vector<const bank::CurriculumItem*> covered_by(const bank::Card& card) const;

  /// A card that goes with another, and why: "Same demo: ...".
  struct Neighbour {
    const bank::Card* card;
    std::string why;
  };
  /// Those that share a demo, then those next to it in the curriculum; each once, at most `most`.
  std::vector<Neighbour> neighbours(const bank::Card& card, std::size_t most = 6) const;
  /// Interviews that send their candidate to the card.
  std::vector<const bank::Scenario*> scenarios_of(const bank::Card& card) const;

 private:
  const bank::CurriculumItem* item(std::string_view id) const;
  std::vector<std::string> sections_of(const bank::Card& card) const;

  const bank::Bank& bank_;
  std::span<const bank::CurriculumItem> curriculum_;
  std::vector<std::string> versions_;
  std::vector<Section> sections_;
  std::vector<std::vector<std::string>> card_sections_;  ///< ids, by card
};

/// "System Design + Python Concurrency" -> "system-design-python-concurrency".
std::string slug(std::string_view name);

}  // namespace sp::screens
