#include "engine/practice/phrase_numbers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace sp::practice {
namespace {

using Names = std::string_view;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(Names text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

constexpr auto kUpToTwenty =
    std::to_array<Names>({"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                          "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"});
constexpr auto kTens =
    std::to_array<Names>({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"});

/// How many noughts a word adds to the number before it.
constexpr auto kMultipliers = std::to_array<std::pair<Names, std::size_t>>(
    {{"hundred", 2}, {"k", 3}, {"thousand", 3}, {"million", 6}, {"billion", 9}});

/// Units that are written short, or to the number, and their roots. "seconds" needs no entry: see root_of().
constexpr auto kUnits = std::to_array<std::pair<Names, Names>>({
    {"ms", "ms"},
    {"us", "us"},
    {"ns", "ns"},
    {"s", "second"},
    {"sec", "second"},
    {"secs", "second"},
    {"min", "minut"},
    {"mins", "minut"},
    {"h", "hour"},
    {"hr", "hour"},
    {"hrs", "hour"},
    {"kb", "kb"},
    {"mb", "mb"},
    {"gb", "gb"},
    {"tb", "tb"},
    {"x", "time"},
    {"pct", "percent"},
});

template <class T, std::size_t N>
const T* find(const std::array<std::pair<Names, T>, N>& table, Names word) {
  const auto entry = std::find_if(table.begin(), table.end(), [&](const auto& e) { return e.first == word; });
  return entry == table.end() ? nullptr : &entry->second;
}

/// What may stand between groups of three digits: "1,800", "1 800", "1'800", "1_800", and the blanks of
/// typography.
bool is_separator(Names gap) {
  static constexpr auto kSeparators =
      std::to_array<Names>({" ", ",", "'", "_", "\xE2\x80\x99", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"});
  return std::find(kSeparators.begin(), kSeparators.end(), gap) != kSeparators.end();
}

bool is_group(Names text) {
  constexpr std::size_t kDigits = 3;
  if (text.size() < kDigits || !all_digits(text.substr(0, kDigits))) return false;
  const Names rest = text.substr(kDigits);
  return rest.empty() || (rest.front() == '.' && all_digits(rest.substr(1)));
}

/// `digits` times 10^`noughts`: the point moves.
std::string scaled(std::string digits, std::size_t noughts) {
  const std::size_t point = digits.find('.');
  std::size_t decimals = 0;
  if (point != std::string::npos) {
    decimals = digits.size() - point - 1;
    digits.erase(point, 1);
  }
  if (decimals <= noughts) {
    digits.append(noughts - decimals, '0');
  } else {
    digits.insert(digits.size() - (decimals - noughts), ".");
  }
  while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.erase(0, 1);
  return digits;
}

/// "twenty-two" with one word more than "twenty".
ReadNumber number_word(std::span<const RawWord> words) {
  const auto place = [](const auto& list, Names word) -> std::size_t {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), word) - list.begin());
  };
  const std::size_t small = place(kUpToTwenty, words[0].text);
  if (small < kUpToTwenty.size()) return {1, std::to_string(small), {}};
  const std::size_t tens = place(kTens, words[0].text);
  if (tens == kTens.size()) return {};
  std::size_t value = (tens + 2) * 10;
  if (words.size() > 1 && (words[1].gap == "-" || words[1].gap == " ")) {
    const std::size_t ones = place(kUpToTwenty, words[1].text);
    if (ones >= 1 && ones <= 9) return {2, std::to_string(value + ones), {}};
  }
  return {1, std::to_string(value), {}};
}

/// Digits, in groups or not, and letters that are written to them: "5ms", "33k".
ReadNumber number_in_digits(std::span<const RawWord> words) {
  const std::string& first = words[0].text;
  if (first.empty() || !is_digit(first[0])) return {};
  const auto end = std::find_if(first.begin(), first.end(), [](char c) { return !is_digit(c) && c != '.'; });
  ReadNumber number{1, std::string(first.begin(), end), {}};
  const std::string letters(end, first.end());
  if (!letters.empty()) {
    if (const std::size_t* noughts = find(kMultipliers, letters)) {
      number.digits = scaled(number.digits, *noughts);
    } else if (const Names* unit = find(kUnits, letters)) {
      number.unit = *unit;
    } else {
      return {};  // "3.14t", "2nd"
    }
    return number;
  }
  constexpr std::size_t kMostGroups = 6;
  if (first.size() > 3 || first[0] == '0' || !all_digits(first)) return number;
  while (number.words < std::min(words.size(), kMostGroups)) {
    const RawWord& next = words[number.words];
    if (!is_separator(next.gap) || next.gap != words[1].gap || !is_group(next.text)) break;
    number.digits += next.text;
    ++number.words;
    if (next.text.size() > 3) break;
  }
  return number;
}

bool is_blank(Names gap) {
  return gap.empty() || gap == " " || gap == "-" || gap == "\xC2\xA0" || gap == "\xE2\x80\xAF";
}

/// The sign of micro is no letter to words_of(): "40 µs" is "40", a gap, and "s".
bool ends_in_micro(Names gap) {
  return gap == "\xC2\xB5" || gap == " \xC2\xB5" || gap == "\xC2\xA0\xC2\xB5";
}

}  // namespace

ReadNumber read_number(std::span<const RawWord> words) {
  if (words.empty()) return {};
  ReadNumber number = number_in_digits(words);
  if (number.words == 0) number = number_word(words);
  if (number.words == 0 || !number.unit.empty()) return number;
  const auto next = [&]() -> const RawWord* {
    return number.words < words.size() ? &words[number.words] : nullptr;
  };
  while (next() != nullptr && is_blank(next()->gap)) {
    const std::size_t* noughts = find(kMultipliers, next()->text);
    if (noughts == nullptr || number.digits.size() > 12) break;
    number.digits = scaled(number.digits, *noughts);
    ++number.words;
  }
  if (const RawWord* word = next(); word != nullptr) {
    if (ends_in_micro(word->gap) && word->text == "s") {
      number.unit = "us";
      ++number.words;
    } else if (const Names* unit = find(kUnits, word->text); unit != nullptr && is_blank(word->gap)) {
      number.unit = *unit;
      ++number.words;
    }
  }
  return number;
}

}  // namespace sp::practice
