#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sp::bank {

/// A word of a text, as the search knows it: lower case, Latin letters without their accents.
struct Word {
  std::string text;
  std::size_t from = 0, to = 0;  ///< bytes of the original text
  /// A name as it is written in code, "run_in_executor", "threadpoolexecutor", "free-threaded" (as
  /// "freethreaded"). Its parts, where it has several, follow as words of their own.
  bool whole = false;
};

/// The words of any text, in order. A word is a run of letters, digits and underscores; names with
/// underscores, capitals within or hyphens come whole and split; "3.13" is one word, and so is "I/O" (as
/// "io"); an apostrophe ends a word with what follows it ("GIL's" is "gil"). Letters outside of ASCII count
/// as letters. Bytes that are not UTF-8 are letters, too: any text will do. Longer words than kLongestWord
/// are cut.
std::vector<Word> words_of(std::string_view text);

inline constexpr std::size_t kLongestWord = 48;

/// The stem of a word of words_of(): step 1 of Porter's algorithm (M. F. Porter, "An algorithm for suffix
/// stripping", 1980), which takes off plurals, -ed and -ing. The later steps are left out on purpose: they
/// make one word of "generator" and "general".
std::string stem(std::string_view word);

/// How many edits (insert, delete, replace, swap two neighbours; each part of a word is edited once) make `b`
/// of `a`, or `most` + 1 if that is more than `most`. With `prefix` any beginning of `b` will do. Bytes
/// count. `most` is at most 3, the words at most kLongestWord bytes long.
int edit_distance(std::string_view a, std::string_view b, int most, bool prefix = false);

}  // namespace sp::bank
