#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/practice/phrase_words.h"

/// Phrases in the words of a text, whatever is said of them: the rules stand in phrases.h.
namespace sp::practice {

/// What an occurrence costs that is not as in the phrase.
struct PhraseCost {
  static constexpr int kWordBetween = 2;
  static constexpr int kLightBetween = 1;
  static constexpr int kTypo = 1;
  static constexpr int kOtherPreposition = 1;
};

/// The words of a text, to be asked which of them may stand for another. Immutable: any thread may use it.
class TextIndex {
 public:
  static constexpr signed char kNoMatch = -1;

  explicit TextIndex(std::vector<PhraseWord> words);

  std::span<const PhraseWord> words() const noexcept { return words_; }
  /// Words that are written and read alike share a number.
  std::uint32_t spelling(std::size_t word) const { return spelling_[word]; }
  /// What it costs to read each spelling for `meant`; kNoMatch for another word. `exactly`: only words of its
  /// root.
  std::vector<signed char> costs(const PhraseWord& meant, bool exactly) const;

 private:
  std::vector<PhraseWord> words_;
  std::vector<std::uint32_t> spelling_;  ///< of each word
  std::vector<std::size_t> first_;       ///< the first word of each spelling
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_root_;
  std::array<std::vector<std::uint32_t>, 256> by_letter_;  ///< those long enough for a typo
};

/// An occurrence: words of the text.
struct FoundPhrase {
  std::size_t first = 0, last = 0;
  int cost = 0;
};

/// The occurrences of a phrase that cost `most` or less; of those that begin with one word the cheapest. In
/// the order of the text.
std::vector<FoundPhrase> find_phrase(const TextIndex& text, std::span<const PhraseWord> phrase, int most);

}  // namespace sp::practice
