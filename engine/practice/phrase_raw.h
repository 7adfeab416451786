#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The first reading of a text for phrase_words.h: words as they are written, and what stands between them.
/// Any thread may call everything here.
namespace sp::practice {

/// What stands between a word and the one before it, weakest first.
enum class Break : std::uint8_t {
  none,
  comma,     ///< or a bracket
  clause,    ///< colon, dash, arrow
  sentence,  ///< full stop, exclamation mark, semicolon, the end of a line of notes
  question,
};

/// A word as bank::words_of() gives it; of names in several parts only the parts.
struct RawWord {
  std::string text;
  std::size_t from = 0, to = 0;  ///< bytes of the text
  std::string_view gap;          ///< the signs and blanks since the word before, a part of the text
};

/// The words of a text, which must outlive them.
std::vector<RawWord> raw_words(std::string_view text);

/// What stands before the word `at`. The end of a line counts as that of a sentence, unless it only wraps a
/// long one.
Break break_before(std::string_view text, std::span<const RawWord> words, std::size_t at);

/// Whether a gap joins its words: that of "to_thread", "ThreadPool", "free-threaded", "time.sleep",
/// "pub/sub".
bool joins(std::string_view gap);

/// Whether word `at` is there, is `text`, and has nothing but blanks before it.
bool follows(std::span<const RawWord> words, std::size_t at, std::string_view text);

}  // namespace sp::practice
