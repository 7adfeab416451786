#include "engine/practice/phrase_raw.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/bank/words.h"

namespace sp::practice {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Whether the line break at `at` of the text only wraps a line: the line before it is long, and the next one
/// begins with no sign of a list.
bool wraps(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongLine = 60;
  const std::size_t last = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = last == std::string_view::npos ? 0 : last + 1;
  const std::size_t next = text.find_first_not_of(" \t\r", at + 1);
  return at - begin >= kLongLine && next != std::string_view::npos &&
         std::string_view("\n-*+#>|").find(text[next]) == std::string_view::npos;
}

/// Of the sign at `i`; `last_blank` is where the last blank of the gap stands.
Break break_of_ascii(std::string_view gap, std::size_t i, std::size_t last_blank) {
  const bool blank_follows = last_blank != std::string_view::npos && last_blank > i;
  const bool again = i > 0 && gap[i - 1] == gap[i];
  switch (gap[i]) {
    case '?':
      return Break::question;
    case '!':
    case ';':
      return Break::sentence;
    case '.':
      return blank_follows || again ? Break::sentence : Break::none;  // not that of "time.sleep"
    case ':':
    case '|':
      return blank_follows ? Break::clause : Break::none;
    case '-':
      return again || (i > 0 && gap[i - 1] == ' ' && blank_follows) ? Break::clause : Break::none;
    case '>':
      return i > 0 && (gap[i - 1] == '-' || gap[i - 1] == '=') ? Break::clause : Break::none;
    case ',':
    case '(':
    case ')':
    case '[':
    case ']':
      return Break::comma;
    default:
      return Break::none;
  }
}

/// Of a sign of three bytes.
Break break_of_sign(std::string_view sign) {
  if (sign == "\xE2\x80\xA6") return Break::sentence;                          // …
  if (sign == "\xE2\x80\x93" || sign == "\xE2\x80\x94") return Break::clause;  // – —
  if (sign == "\xE2\x86\x92" || sign == "\xE2\x80\xA2") return Break::clause;  // → •
  return Break::none;
}

/// After "e.g." and "i.e." no sentence ends.
bool is_abbreviation(std::string_view word) {
  static constexpr auto kAbbreviations =
      std::to_array<std::string_view>({"e", "g", "i", "eg", "ie", "etc", "vs", "approx"});
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

}  // namespace

std::vector<RawWord> raw_words(std::string_view text) {
  std::vector<RawWord> words;
  std::size_t end = 0;
  for (bank::Word& word : bank::words_of(text)) {
    if (word.whole) continue;
    words.push_back({std::move(word.text), word.from, word.to, text.substr(end, word.from - end)});
    end = word.to;
  }
  return words;
}

Break break_before(std::string_view text, std::span<const RawWord> words, std::size_t at) {
  if (at == 0) return Break::sentence;
  const std::string_view gap = words[at].gap;
  const std::size_t begin = words[at].from - gap.size();
  const std::size_t last_blank = gap.find_last_of(kBlanks);
  Break strongest = Break::none;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    Break found = std::max(break_of_ascii(gap, i, last_blank), break_of_sign(gap.substr(i, 3)));
    if (gap[i] == '\n' && !wraps(text, begin + i)) found = Break::sentence;
    strongest = std::max(strongest, found);
  }
  if (strongest == Break::sentence && is_abbreviation(words[at - 1].text)) return Break::comma;
  return strongest;
}

bool joins(std::string_view gap) {
  return gap.find_first_not_of("_-./") == std::string_view::npos;
}

bool follows(std::span<const RawWord> words, std::size_t at, std::string_view text) {
  return at < words.size() && words[at].text == text &&
         words[at].gap.find_first_not_of(kBlanks) == std::string_view::npos;
}

}  // namespace sp::practice
