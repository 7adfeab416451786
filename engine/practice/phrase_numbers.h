#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/practice/phrase_raw.h"

/// Numbers in a text, for phrase_words.h. Any thread may call everything here.
namespace sp::practice {

/// A number and how it is written.
struct ReadNumber {
  std::size_t words = 0;  ///< how many of the words it takes; 0 when they begin with no number
  std::string digits;     ///< without separators: "1800000", "0.5", "3.13"
  std::string unit;       ///< "ms" of "5ms", "5 milliseconds" and "5 ms"; "time" of "16x"; empty for none
};

/// The number that `words` begin with: digits, in groups of three or not; a number word below 100; either
/// with "hundred", "thousand", "k", "million", "billion" after it; and the unit if one follows.
ReadNumber read_number(std::span<const RawWord> words);

}  // namespace sp::practice
