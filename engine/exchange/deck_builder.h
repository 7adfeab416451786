// A deck in the making. Not for other folders.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/bank/card.h"
#include "engine/exchange/import.h"

namespace sp::exchange {

/// Where an entry of an imported file stands, and what it is called in messages.
struct Place {
  std::string file;
  int line = 0;
  std::string name;  ///< in quotes; may be empty
};

/// Gathers cards and questions. Each is tried with the reader of decks before it is taken; what is wrong with
/// one that is not is reported at its place.
class DeckBuilder {
 public:
  explicit DeckBuilder(const bank::Bank& bank) : bank_(bank) {}

  /// A card to recall; where questions have made a card of this id already, its prompt and answer.
  void add_recall(bank::Card card, const Place& place);
  /// A question to the card of this id, which is made from `card` when it is not there.
  void add_question(const bank::Card& card, bank::Question question, const Place& place);
  /// Leaves an entry out.
  void reject(const Place& place, std::string expected, std::string found);

  /// An id for a question that has none of its own: the card's and the words, with a number if that is taken.
  std::string question_id(std::string_view card_id, std::string_view words) const;

  Imported result() const;

 private:
  bool is_free(std::string_view id, const Place& place);
  bool is_sound(const bank::Card& card, const Place& place);
  bank::Card* find(std::string_view id);
  bool has_room(const Place& place);

  const bank::Bank& bank_;
  std::vector<bank::Card> cards_;
  std::map<std::string, std::size_t, std::less<>> index_;  ///< of cards, by id
  std::map<std::string, Place, std::less<>>
      ids_;                             ///< of questions and of cards with a prompt, where they stand
  std::size_t bytes_ = 0, values_ = 0;  ///< of JSON, at most
  std::vector<Problem> problems_;
  std::size_t problem_count_ = 0;
};

/// The parts of DeckImport.
void import_anki(const bank::SourceText& file, DeckBuilder& deck);
void import_gift(const bank::SourceText& file, DeckBuilder& deck);

/// The text in one line of at most `most` characters, cut at a word; not empty unless the text is blank.
std::string title_of(std::string_view markdown, std::size_t most = 100);

/// Adds the slug of the word to the tags, up to eight, each once.
void add_tag(bank::Card& card, std::string_view word);

/// The level of this name.
std::optional<bank::Level> level_of(std::string_view name);

}  // namespace sp::exchange
