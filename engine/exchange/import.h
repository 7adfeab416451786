// Cards and questions that other programs wrote, as a deck of the reader's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::exchange {

class DeckBuilder;

/// What may be imported.
enum class ImportFormat : std::uint8_t { anki, gift };

/// By the file's name: ".gift" is GIFT, ".csv" and ".tsv" are Anki's; ".txt", which both use, is GIFT when
/// its first line with a text begins with "//", "::" or "$CATEGORY:". Nothing for other names.
std::optional<ImportFormat> import_format_of(const bank::SourceText& file);

/// What came of an import.
struct Imported {
  std::string deck;  ///< JSON that bank::load_decks takes beside the same bank; empty when nothing was taken
  std::size_t cards = 0, questions = 0;  ///< in it
  std::vector<Problem> problems;  ///< what was left out, by file and line: why, and what would be taken. At
                                  ///< most kMostProblems, then one that says how many more there are
  std::size_t problem_count = 0;  ///< those beyond included

  static constexpr std::size_t kMostProblems = 10'000;
};

/// Larger files are not read.
inline constexpr std::size_t kMostImportBytes = std::size_t{16} << 20U;

/// Turns files of other programs into one deck. What can be taken is taken; everything else is a problem with
/// its place. Every entry is tried with the reader of decks, so what it says of cards (bank/deck.h) is what
/// holds.
///
/// The ids of cards and questions stay the same as long as their names do. A card's is its note's GUID, or
/// else the field in the column "Id", or the front; for GIFT the title or the ID number of a question that is
/// recalled, and the category for questions. Where that is a card's id, such as "X01", or for a question
/// "X01-join", it stands; else it is "OWN" and 12 digits, and of a question that and the words of its title
/// or of what it asks. Ids that the bank has, or that come twice, are refused by name. One thread at a time;
/// never throws on account of the texts.
class DeckImport {
 public:
  /// `bank` is the program's own, beside which the deck is to stand; it must outlive the import.
  explicit DeckImport(const bank::Bank& bank);
  ~DeckImport();
  DeckImport(const DeckImport&) = delete;
  DeckImport& operator=(const DeckImport&) = delete;

  /// A text as Anki imports and exports it ("Notes in Plain Text";
  /// docs.ankiweb.net/importing/text-files.html): of each note a card to recall. The first field is the
  /// front, all others that hold something the back, but for the columns that the header calls id, GUID, note
  /// type, deck and tags. HTML becomes Markdown; media are lost. The topic comes from a tag topic::..., else
  /// from the deck, the level from level::...; other tags stay tags. Left out: notes without a back, and
  /// cloze deletions.
  void add_anki(const bank::SourceText& file);

  /// A text in Moodle's GIFT format (docs.moodle.org, "GIFT format"): of each category a card with its
  /// questions. The last part of its path is the card's title, the one before the topic.
  ///
  ///   true or false, one answer       single; of several answers worth 100 % the first, others are wrong
  ///   several answers                 multiple; right is what has a weight above 0
  ///   numerical                       numeric, with tolerance or range; other numbers become wrong figures
  ///   matching with positions 1..n    order
  ///   short answer, essay with general feedback    a card to recall
  ///
  /// Partial credit is not kept, nor is feedback for "any other number". Left out: other matching, essays
  /// without general feedback, descriptions, numbers of which several are right.
  void add_gift(const bank::SourceText& file);

  /// What has come of the files so far.
  Imported result() const;

 private:
  std::unique_ptr<DeckBuilder> deck_;
};

}  // namespace sp::exchange
