#include "engine/bank/search.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/bank/words.h"

namespace sp::bank {
namespace {

using TermId = std::uint32_t;

// BM25F: how much a word counts in each field, how soon further mentions stop to matter, and how much the
// length of a field takes away.
constexpr std::array<float, kFieldWeights> kWeights{8.0F, 2.5F, 1.0F};
constexpr float kSaturation = 1.4F;
constexpr std::array<float, kFieldWeights> kLengthMatters{0.4F, 0.4F, 0.6F};

// What a word that is met in another way than exactly is worth.
constexpr float kSameStem = 0.92F;
constexpr float kPrefix = 0.75F;
constexpr float kOneTypo = 0.45F;
constexpr float kTwoTypos = 0.25F;
constexpr float kTypoInPrefix = 0.8F;     // of that
constexpr float kOtherBeginning = 0.85F;  // of that: typos are rarely in the first letter

// Of documents that have only some of the words; and when a hit is too far behind the best to be one.
constexpr double kMissingExponent = 3;
constexpr double kWorthShowing = 0.05;
// How far a word counts as there that only a typo makes of it; and a name of which only the parts are there.
constexpr double kTypoIsThere = 0.8;
constexpr double kPartsAreThere = 0.6;
// A title that is wholly asked for.
constexpr double kWholeTitle = 0.6;

constexpr std::size_t kShortestPrefix = 2;

/// As DESIGN has it: one typo from four letters on, two from eight on.
int typos_allowed(std::size_t letters) {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

/// Which letters a word has, one bit each: words that differ in many need not be compared.
std::uint64_t letters_of(std::string_view word) {
  std::uint64_t set = 0;
  for (const char c : word) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  return set;
}

int count_bits(std::uint64_t bits) {
  return __builtin_popcountll(bits);
}

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

struct Indexed {
  std::array<std::uint32_t, kFieldWeights> length{};  ///< in words
  std::vector<TermId> title;                          ///< its words, but not wholes
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
  std::size_t unit = 0;  ///< wholes and their parts have one number
};

/// What a document has of the query.
struct Found {
  double score = 0;
  std::array<float, SearchIndex::kMostWords> quality{};  ///< by word of the query; 0: not there
};

}  // namespace

struct SearchIndex::Query::Words {
  std::vector<Asked> asked;
  std::unordered_map<TermId, float> terms;  ///< every term that meets a word, with its best quality
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
  void read_field(std::size_t document, FieldWeight weight, std::string_view text);

  Asked ask(const Word& word, bool last) const;
  void ask_typos(const Word& word, bool last, std::unordered_map<TermId, float>& found) const;
  double rarity_of(const std::vector<Match>& matches) const;
  float weighed_count(const Posting& posting) const;
  void add_scores(const Asked& asked, std::size_t place, std::vector<Found>& found) const;
  double combined(const Found& found, const Query::Words& words, const Indexed& document) const;
};

// --- reading ---

TermId SearchIndex::Impl::term_of(std::string&& text) {
  if (const auto known = by_text.find(text); known != by_text.end()) return known->second;
  const auto id = static_cast<TermId>(terms.size());
  auto term = std::make_unique<Term>();
  term->text = std::move(text);
  term->stem = stem(term->text);
  term->letters = letters_of(term->text);
  by_text.emplace(term->text, id);
  in_order.emplace(term->text, id);
  if (const auto group = by_stem.find(term->stem); group != by_stem.end()) {
    group->second.push_back(id);
  } else {
    by_stem.emplace(term->stem, std::vector<TermId>{id});
  }
  terms.push_back(std::move(term));
  return id;
}

void SearchIndex::Impl::read_field(std::size_t document, FieldWeight weight, std::string_view text) {
  const auto field = static_cast<std::size_t>(weight);
  for (Word& word : words_of(text)) {
    const bool whole = word.whole;
    const TermId id = term_of(std::move(word.text));
    std::vector<Posting>& postings = terms[id]->postings;
    if (postings.empty() || postings.back().document != document)
      postings.push_back({static_cast<std::uint32_t>(document), {}});
    std::uint16_t& count = postings.back().count[field];
    if (count < UINT16_MAX) ++count;
    if (whole) continue;
    ++indexed[document].length[field];
    ++total_length[field];
    if (weight == FieldWeight::title) indexed[document].title.push_back(id);
  }
}

void SearchIndex::Impl::read(std::size_t document) {
  indexed.emplace_back();
  const SearchDocument& it = documents[document];
  read_field(document, FieldWeight::title, it.title);
  for (const SearchField& field : it.fields) read_field(document, field.weight, field.text);
  for (std::size_t field = 0; field < kFieldWeights; ++field)
    with_field[field] += indexed[document].length[field] > 0 ? 1 : 0;
}

SearchIndex::SearchIndex() : impl_(std::make_unique<Impl>()) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

void SearchIndex::add(SearchDocument document) {
  impl_->documents.push_back(std::move(document));
}

bool SearchIndex::build(std::size_t bytes) {
  std::size_t done = 0;
  while (!built() && (done == 0 || done < bytes)) {
    const SearchDocument& next = impl_->documents[impl_->indexed.size()];
    done += next.title.size() + 1;
    for (const SearchField& field : next.fields) done += field.text.size();
    impl_->read(impl_->indexed.size());
  }
  return built();
}

bool SearchIndex::built() const {
  return impl_->indexed.size() == impl_->documents.size();
}
std::size_t SearchIndex::size() const {
  return impl_->documents.size();
}
const SearchDocument& SearchIndex::document(std::size_t index) const {
  return impl_->documents.at(index);
}

// --- what a word of the query can mean ---

Asked SearchIndex::Impl::ask(const Word& word, bool last) const {
  std::unordered_map<TermId, float> found;
  const auto note = [&](TermId id, float quality) {
    float& best = found[id];
    best = std::max(best, quality);
  };
  if (const auto exact = by_text.find(word.text); exact != by_text.end()) note(exact->second, 1);
  if (const auto group = by_stem.find(stem(word.text)); group != by_stem.end()) {
    for (const TermId id : group->second) note(id, kSameStem);
  }
  if (last && word.text.size() >= kShortestPrefix) {
    for (auto it = in_order.lower_bound(word.text); it != in_order.end() && it->first.starts_with(word.text);
         ++it) {
      // The more of the word is there, the more likely it is the one that is meant.
      const float typed = static_cast<float>(word.text.size()) / static_cast<float>(it->first.size());
      note(it->second, kPrefix * (0.8F + 0.2F * typed));
    }
  }
  ask_typos(word, last, found);
  Asked asked;
  asked.whole = word.whole;
  for (const auto& [id, quality] : found) asked.matches.push_back({id, quality});
  std::sort(asked.matches.begin(), asked.matches.end(), [](const Match& a, const Match& b) {
    return a.quality != b.quality ? a.quality > b.quality : a.term < b.term;
  });
  asked.rarity = rarity_of(asked.matches);
  return asked;
}

void SearchIndex::Impl::ask_typos(const Word& word, bool last,
                                  std::unordered_map<TermId, float>& found) const {
  const int most = typos_allowed(word.text.size());
  if (most == 0 ||
      std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return;
  const std::uint64_t letters = letters_of(word.text);
  const auto length = static_cast<int>(word.text.size());
  for (TermId id = 0; id < terms.size(); ++id) {
    const Term& term = *terms[id];
    const auto other = static_cast<int>(term.text.size());
    if (other + most < length || (!last && other > length + most)) continue;
    if (count_bits(letters & ~term.letters) > most) continue;
    if (found.contains(id)) continue;
    const bool full = other <= length + most;
    const int distance = full ? edit_distance(word.text, term.text, most) : most + 1;
    const int begun = last && distance > 1 ? edit_distance(word.text, term.text, most, true) : most + 1;
    if (std::min(distance, begun) > most) continue;
    const auto worth = [](int edits) { return edits <= 1 ? kOneTypo : kTwoTypos; };
    float quality = distance <= most ? worth(distance) : 0;
    if (begun <= most) quality = std::max(quality, worth(begun) * kTypoInPrefix);
    if (term.text.front() != word.text.front()) quality *= kOtherBeginning;
    found.emplace(id, quality);
  }
}

double SearchIndex::Impl::rarity_of(const std::vector<Match>& matches) const {
  // Of the best way to meet it: a frequent word does not become rare by its rare misspellings.
  std::set<std::uint32_t> in;
  const float best = matches.empty() ? 0 : matches.front().quality;
  for (const Match& match : matches) {
    if (match.quality < std::min(best, kSameStem) * 0.8F) break;
    for (const Posting& posting : terms[match.term]->postings) in.insert(posting.document);
  }
  const auto all = static_cast<double>(indexed.size()), with = static_cast<double>(in.size());
  return std::log(1 + (all - with + 0.5) / (with + 0.5));
}

// --- ranking ---

float SearchIndex::Impl::weighed_count(const Posting& posting) const {
  const Indexed& document = indexed[posting.document];
  float sum = 0;
  for (std::size_t field = 0; field < kFieldWeights; ++field) {
    if (posting.count[field] == 0) continue;
    const float average = static_cast<float>(total_length[field]) / static_cast<float>(with_field[field]);
    const float b = kLengthMatters[field];
    const float length = 1 - b + b * static_cast<float>(document.length[field]) / average;
    sum += kWeights[field] * static_cast<float>(posting.count[field]) / length;
  }
  return sum;
}

void SearchIndex::Impl::add_scores(const Asked& asked, std::size_t place, std::vector<Found>& found) const {
  std::vector<float> counts(indexed.size(), 0.0F);
  std::vector<std::uint32_t> touched;
  for (const Match& match : asked.matches) {  // the best first
    for (const Posting& posting : terms[match.term]->postings) {
      if (counts[posting.document] == 0) touched.push_back(posting.document);
      counts[posting.document] += match.quality * weighed_count(posting);
      float& best = found[posting.document].quality[place];
      best = std::max(best, match.quality);
    }
  }
  for (const std::uint32_t document : touched) {
    const float count = counts[document];
    found[document].score += asked.rarity * found[document].quality[place] * count / (kSaturation + count);
  }
}

double SearchIndex::Impl::combined(const Found& found, const Query::Words& words,
                                   const Indexed& document) const {
  if (found.score <= 0) return 0;
  const std::vector<Asked>& asked = words.asked;
  // How much of what was asked for is there; a name counts as met by itself or by its parts.
  double wanted = 0, met = 0;
  for (std::size_t i = 0; i < asked.size();) {
    double whole = -1, parts_wanted = 0, parts_met = 0;
    const std::size_t unit = asked[i].unit;
    for (; i < asked.size() && asked[i].unit == unit; ++i) {
      const float quality = found.quality[i];
      const double there = quality == 0 ? 0 : quality > kOneTypo ? 1 : kTypoIsThere;
      if (asked[i].whole) {
        whole = std::max(whole, there);
      } else {
        parts_wanted += asked[i].rarity;
        parts_met += asked[i].rarity * there;
      }
    }
    wanted += parts_wanted;
    met += whole < 0 ? parts_met : std::max(parts_met * kPartsAreThere, whole * parts_wanted);
  }
  double score = found.score * (wanted > 0 ? std::pow(met / wanted, kMissingExponent) : 1);
  std::size_t in_title = 0;
  for (const TermId id : document.title) {
    const auto known = words.terms.find(id);
    in_title += known != words.terms.end() && known->second >= kPrefix * 0.8F ? 1 : 0;
  }
  if (!document.title.empty())
    score *= 1 + kWholeTitle * static_cast<double>(in_title) / static_cast<double>(document.title.size());
  return score;
}

SearchIndex::Query::Query(std::unique_ptr<Words> words) : words_(std::move(words)) {}
SearchIndex::Query::Query(Query&&) noexcept = default;
SearchIndex::Query& SearchIndex::Query::operator=(Query&&) noexcept = default;
SearchIndex::Query::~Query() = default;
bool SearchIndex::Query::blank() const {
  return words_->asked.empty();
}

SearchIndex::Query SearchIndex::search(std::string_view text, std::size_t limit,
                                       std::span<const Findable> kinds) const {
  const Impl& impl = *impl_;
  Query query(std::make_unique<Query::Words>());
  std::vector<Asked>& asked = query.words_->asked;
  // Enough for kMostWords of the longest: nobody types more.
  const std::vector<Word> words = words_of(text.substr(0, 4 * kMostWords * kLongestWord));
  std::size_t unit = 0, unit_end = 0;
  const std::size_t used = std::min(words.size(), kMostWords);
  for (std::size_t i = 0; i < used; ++i) {
    // The last word may be unfinished, and so may a name and its last part; not once a blank follows.
    const bool last = words[i].to == text.size();
    if (words[i].from >= unit_end) ++unit;
    unit_end = std::max(unit_end, words[i].to);
    asked.push_back(impl.ask(words[i], last));
    asked.back().unit = unit;
    for (const Match& match : asked.back().matches) {
      float& best = query.words_->terms[match.term];
      best = std::max(best, match.quality);
    }
  }
  if (asked.empty()) return query;

  std::vector<Found> found(impl.indexed.size());
  for (std::size_t i = 0; i < asked.size(); ++i) impl.add_scores(asked[i], i, found);
  double best = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Findable kind = impl.documents[i].kind;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
    const double score = impl.combined(found[i], *query.words_, impl.indexed[i]);
    if (score <= 0) continue;
    query.hits.push_back({i, score});
    best = std::max(best, score);
  }
  std::erase_if(query.hits, [&](const SearchHit& hit) { return hit.score < best * kWorthShowing; });
  for (const SearchHit& hit : query.hits)
    ++query.found[static_cast<std::size_t>(impl.documents[hit.document].kind)];
  const auto better = [](const SearchHit& a, const SearchHit& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  };
  const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, query.hits.size()));
  std::partial_sort(query.hits.begin(), query.hits.begin() + kept, query.hits.end(), better);
  query.hits.resize(static_cast<std::size_t>(kept));
  return query;
}

// --- where it stands ---

namespace {

struct MarkedWord {
  TextRange range;
  TermId term = 0;
  float quality = 0;
};

/// Ranges that touch or lie within each other become one.
std::vector<TextRange> joined(std::vector<TextRange> marks) {
  std::sort(marks.begin(), marks.end(), [](const TextRange& a, const TextRange& b) {
    return a.from != b.from ? a.from < b.from : a.to > b.to;
  });
  std::vector<TextRange> out;
  for (const TextRange& mark : marks) {
    if (!out.empty() && mark.from <= out.back().to) {
      out.back().to = std::max(out.back().to, mark.to);
    } else {
      out.push_back(mark);
    }
  }
  return out;
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

/// Moves a place in the text to where a word begins, so that no word and no character is cut.
std::size_t word_start(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return std::min(at, text.size());
  std::size_t forward = at;
  while (forward < text.size() && forward < at + kLongestWord && !is_blank(text[forward - 1])) ++forward;
  if (forward < text.size() && is_blank(text[forward - 1])) return forward;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

}  // namespace

std::vector<TextRange> SearchIndex::title_marks(const Query& query, std::size_t document) const {
  std::vector<TextRange> marks;
  for (const Word& word : words_of(impl_->documents.at(document).title)) {
    const auto id = impl_->by_text.find(word.text);
    if (id != impl_->by_text.end() && query.words_->terms.contains(id->second))
      marks.push_back({word.from, word.to});
  }
  return joined(std::move(marks));
}

Snippet SearchIndex::snippet(const Query& query, std::size_t document, std::size_t length) const {
  const SearchDocument& it = impl_->documents.at(document);
  // The window with the most that was asked for: each term counts once in it.
  std::string_view text;
  std::vector<TextRange> marks;
  std::size_t from = 0;
  float best = 0;
  for (const SearchField& field : it.fields) {
    if (!field.shown) continue;
    if (text.empty()) text = field.text;
    std::vector<MarkedWord> marked;
    for (const Word& word : words_of(field.text)) {
      const auto id = impl_->by_text.find(word.text);
      const auto term =
          id == impl_->by_text.end() ? query.words_->terms.end() : query.words_->terms.find(id->second);
      if (term != query.words_->terms.end())
        marked.push_back({{word.from, word.to}, term->first, term->second});
    }
    for (std::size_t i = 0; i < marked.size(); ++i) {
      float sum = 0;
      std::set<TermId> seen;
      for (std::size_t j = i;
           j < marked.size() && marked[j].range.to <= marked[i].range.from + length * 3 / 4; ++j) {
        if (seen.insert(marked[j].term).second) sum += marked[j].quality;
      }
      if (sum <= best * 1.001F) continue;
      best = sum;
      text = field.text;
      from = marked[i].range.from;
      marks.clear();
      for (const MarkedWord& word : marked) marks.push_back(word.range);
    }
  }
  Snippet out;
  // Some words before the first match, but no more than fit into the line.
  const std::size_t lead = std::min(from, length / 4);
  const std::size_t begin = text.size() <= length ? 0 : word_start(text, from - lead);
  std::size_t end = std::min(text.size(), begin + length);
  if (end < text.size()) {
    std::size_t back = end;
    while (back > begin && !is_blank(text[back])) --back;
    if (back > begin) {
      end = back;
    } else {
      while (end > begin && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    }
  }
  out.text = std::string(text.substr(begin, end - begin));
  out.cut_before = begin > 0;
  out.cut_after = end < text.size();
  for (const TextRange& mark : joined(std::move(marks))) {
    if (mark.from >= begin && mark.to <= end) out.marks.push_back({mark.from - begin, mark.to - begin});
  }
  return out;
}

}  // namespace sp::bank
