#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/practice/phrase_words.h"

/// Which words of a text are denied, for phrases.h. Any thread may call everything here.
namespace sp::practice {

/// What stands before a word.
struct WordScope {
  bool denied = false;   ///< by an odd number of negations
  bool judged = false;   ///< the same, words such as "wrong to", "a mistake", "against" counted as negations
  std::uint32_t by = 0;  ///< if denied: how many words back the last negation stands
};

/// One for each word. A negation reaches to the end of its clause, or as many words as its kind reaches:
/// a comma or a stronger break ends the clause, and so do "but", "because", "which" and their like, and "and"
/// where another thought begins. Linear in the number of words.
std::vector<WordScope> word_scopes(std::span<const PhraseWord> words);

/// Whether what follows the word at `last` in its clause judges it: "... would not help", "... is wrong"; or
/// answers it: "...? No". Looks at a bounded number of words.
bool is_judged_after(std::span<const PhraseWord> words, std::size_t last);

}  // namespace sp::practice
