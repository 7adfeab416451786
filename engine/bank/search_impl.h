// What stands behind SearchIndex; only for the sources search*.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/bank/search.h"
#include "engine/bank/words.h"

namespace sp::bank {

using TermId = std::uint32_t;

// What a word that is met in another way than exactly is worth.
inline constexpr float kSameStem = 0.92F;
inline constexpr float kPrefix = 0.75F;
inline constexpr float kOneTypo = 0.45F;
inline constexpr float kTwoTypos = 0.25F;

/// Which letters a word has, one bit each: words that differ in many need not be compared.
std::uint64_t letters_of(std::string_view word);

struct Posting {
  std::uint32_t document = 0;
  std::array<std::uint16_t, kFieldWeights> count{};
};

struct Term {
  std::string text;
  std::string stem;
  std::uint64_t letters = 0;
  std::vector<Posting> postings;
};

/// A word where it stands.
struct Token {
  TermId term = 0;
  std::uint32_t from = 0;
  std::uint16_t bytes = 0;
  std::uint16_t field = 0;  ///< 0: the title; else the field before that number
};

struct Indexed {
  std::array<std::uint32_t, kFieldWeights> length{};  ///< in words
  std::vector<TermId> title;                          ///< its words, but not wholes
  std::vector<Token> tokens;                          ///< all its words, wholes included, by field and place
};

/// One way to meet a word of the query.
struct Match {
  TermId term = 0;
  float quality = 1;
};

/// A word of the query and all ways to meet it.
struct Asked {
  std::vector<Match> matches;
  double rarity = 0;     ///< its inverse document frequency
  bool whole = false;    ///< a name of which the parts are asked for, too
  bool guessed = false;  ///< a whole that the query has only as separate words
  std::size_t unit = 0;  ///< wholes and their parts have one number
};

/// What a document has of the query.
struct Found {
  double score = 0;
  std::array<float, SearchIndex::kMostWords> quality{};  ///< by word of the query; 0: not there
};

struct SearchIndex::Query::Words {
  std::vector<Asked> asked;
  std::vector<float> qualities;  ///< by term: how well it meets a word; 0: not at all
  float quality(TermId term) const { return term < qualities.size() ? qualities[term] : 0; }
};

struct SearchIndex::Impl {
  std::vector<SearchDocument> documents;
  std::vector<Indexed> indexed;  ///< of the documents read so far
  std::vector<std::unique_ptr<Term>> terms;
  std::unordered_map<std::string_view, TermId> by_text;
  std::map<std::string_view, TermId> in_order;  ///< for prefixes
  std::unordered_map<std::string_view, std::vector<TermId>> by_stem;
  std::array<std::uint64_t, kFieldWeights> total_length{};
  std::array<std::uint32_t, kFieldWeights> with_field{};  ///< how many documents have such a field

  TermId term_of(std::string&& text);
  void read(std::size_t document);
  /// Field 0 is the title.
  void read_field(std::size_t document, std::size_t number, FieldWeight weight, std::string_view text);

  Asked ask(const Word& word, bool last) const;
  /// "run in executor" may mean run_in_executor, "thread pool executor" ThreadPoolExecutor: asks for the name
  /// that the words from `from` on make or begin, if there is one, and returns how many words it took; else
  /// 0.
  std::size_t ask_joined(const std::vector<Word>& words, std::size_t from, std::vector<Asked>& asked) const;
  void ask_typos(const Word& word, bool last, std::unordered_map<TermId, float>& found) const;
  double rarity_of(const std::vector<Match>& matches) const;
  float weighed_count(const Posting& posting) const;
  void add_scores(const Asked& asked, std::size_t place, std::vector<Found>& found) const;
  double combined(const Found& found, const Query::Words& words, const Indexed& document) const;
};

}  // namespace sp::bank
