#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sp::bank {

/// What can be found.
enum class Findable : std::uint8_t { card, question, scenario, demo, command };
inline constexpr int kFindableCount = 5;

/// How much a text says about what it belongs to: a word in the title counts for more than one in the body.
enum class FieldWeight : std::uint8_t { title, lead, body };
inline constexpr std::size_t kFieldWeights = 3;

struct SearchField {
  FieldWeight weight = FieldWeight::body;
  std::string text;   ///< plain, without Markdown
  bool shown = true;  ///< snippets may be cut from it: not from lists of tags
};

/// One thing to be found. What `id` means is the caller's affair.
struct SearchDocument {
  Findable kind = Findable::card;
  std::string id;
  std::string title;
  std::vector<SearchField> fields;  ///< of weight lead and body; the title is a field by itself
};

/// A part of a text, in bytes.
struct TextRange {
  std::size_t from = 0, to = 0;
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// A piece of a text around what was found in it.
struct Snippet {
  std::string text;
  std::vector<TextRange> marks;  ///< what matched, in order, apart from each other
  bool cut_before = false, cut_after = false;
};

struct SearchHit {
  std::size_t document = 0;  ///< in the order of add()
  double score = 0;          ///< greater is better; only good for comparing hits of one search
};

/// Finds documents by words. Copies what it is given; one thread at a time.
///
/// Ranked by BM25F (Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009): the words of title,
/// lead and body are counted with weights, long fields count for less, rare words for more. A word of the
/// query is met exactly, by a word of the same stem, by a word that begins like the last one of the query,
/// which may still be being typed, or by one that a typo makes of it: each counts for less than the one
/// before. What has all the words comes, as a rule, before what has some.
class SearchIndex {
 public:
  SearchIndex();
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;

  /// Takes a document; it is found once build() has come to it.
  void add(SearchDocument document);
  /// Reads about `bytes` further bytes of text (at least one document, whatever its length) and returns true
  /// when nothing is left to read. Search works at any time, over what was read.
  bool build(std::size_t bytes = SIZE_MAX);
  bool built() const;

  std::size_t size() const;
  const SearchDocument& document(std::size_t index) const;

  /// A search that was asked for. The words stay good until the next add() or build().
  class Query {
   public:
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;
    ~Query();
    /// Best first; at most `limit`. Of equal ones the first added comes first.
    std::vector<SearchHit> hits;
    /// How many documents were found, by kind, those beyond the limit included.
    std::array<std::size_t, kFindableCount> found{};
    /// Nothing but blanks and signs was asked for.
    bool blank() const;

   private:
    friend class SearchIndex;
    struct Words;
    explicit Query(std::unique_ptr<Words> words);
    std::unique_ptr<Words> words_;
  };
  /// Any text is a query; only its first kMostWords words count. `kinds`: which to look for; empty = all.
  Query search(std::string_view text, std::size_t limit, std::span<const Findable> kinds = {}) const;

  /// Where the words of the query stand in the document's title.
  std::vector<TextRange> title_marks(const Query& query, std::size_t document) const;
  /// The part of the document, about `length` bytes long, that shows most of what was asked for; its first
  /// field's beginning when only the title matched.
  Snippet snippet(const Query& query, std::size_t document, std::size_t length = 150) const;

  static constexpr std::size_t kMostWords = 12;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sp::bank
