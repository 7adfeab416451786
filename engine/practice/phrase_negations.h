#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/practice/phrase_raw.h"

/// Negations in a text, for phrase_words.h. Any thread may call everything here.
namespace sp::practice {

/// How a word denies what follows it.
enum class Negation : std::uint8_t {
  none,
  verb,     ///< "not", "never", "cannot", "doesn't": the rest of the clause
  noun,     ///< "no", "nobody", "instead of", "rather ... than", "avoid": the next few words
  without,  ///< the few words that belong to it
  prefix,   ///< "non-": the next word
};

/// A negation and how it is written.
struct ReadNegation {
  std::size_t words = 0;  ///< how many of the words it takes; 0 when they begin with no negation
  Negation kind = Negation::none;
  std::string root = "not";         ///< the same for not, never, no, without, n't and non-
  bool after_auxiliary = false;     ///< "does not", "isn't": a verb is denied
  std::string_view auxiliary = {};  ///< of "isn't": the word that stands before; "do" is none
  std::size_t to = 0;               ///< the byte after it
};

/// The negation that begins with the word `at`. What looks like one and denies nothing is none: "not only",
/// "not just ... but also", "do not forget to", "whether or not", "no doubt", "no more than".
ReadNegation read_negation(std::string_view text, std::span<const RawWord> words, std::size_t at);

}  // namespace sp::practice
