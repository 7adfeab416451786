#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/phrase_negations.h"
#include "engine/practice/phrase_raw.h"

/// A text as the matcher of phrases.h reads it. Any thread may call everything here.
namespace sp::practice {

/// One word, number or sign. Articles and possessives ("the", "its") are left out.
struct PhraseWord {
  std::string text;              ///< as bank::words_of() gives it; numbers in digits without separators
  std::string root;              ///< what is compared: see root_of(); of negations ReadNegation::root
  std::size_t from = 0, to = 0;  ///< bytes of the text
  Break before = Break::none;
  bool joined = false;  ///< written together with the word before: "to_thread", "ThreadPool", "free-threaded"
  bool code = false;    ///< part of a name with underscores or points: "to_thread", "time.sleep"
  bool number = false;
  Negation negation = Negation::none;
  bool after_auxiliary = false;  ///< of negations: "does not", "would never", "isn't", as in a judgement
};

/// The words of any text, in order. Linear in its length. What is written in several ways comes in one:
/// numbers ("1 800 000", "1,800,000", "1.8 million", "thirty", "33k"), their units ("0.5 s", "15 %", "15 per
/// cent", "3x", "3 times"), negations ("don't", "do not", "dont"), and "for each" as "per".
std::vector<PhraseWord> phrase_words(std::string_view text);

}  // namespace sp::practice
