// Which documents have what was asked for, and in which order.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/bank/search_impl.h"

namespace sp::bank {
namespace {

// BM25F: how much a word counts in each field, how soon further mentions stop to matter, and how much the
// length of a field takes away.
constexpr std::array<float, kFieldWeights> kWeights{8.0F, 2.5F, 1.0F};
constexpr float kSaturation = 1.4F;
constexpr std::array<float, kFieldWeights> kLengthMatters{0.4F, 0.4F, 0.6F};

// Of documents that have only some of the words; and when a hit is too far behind the best to be one.
constexpr double kMissingExponent = 3;
constexpr double kWorthShowing = 0.05;
// How far a word counts as there that only a typo makes of it; and a name of which only the parts are there.
constexpr double kTypoIsThere = 0.8;
constexpr double kPartsAreThere = 0.6;
// A title that is wholly asked for; its words may be begun, but not misspelt.
constexpr double kWholeTitle = 0.6;
constexpr float kInTitle = kPrefix * 0.8F;

}  // namespace

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
    bool guessed = false;
    const std::size_t unit = asked[i].unit;
    for (; i < asked.size() && asked[i].unit == unit; ++i) {
      const float quality = found.quality[i];
      const double there = quality == 0 ? 0 : quality > kOneTypo ? 1 : kTypoIsThere;
      if (asked[i].whole) {
        whole = std::max(whole, there);
        guessed = guessed || asked[i].guessed;
      } else {
        parts_wanted += asked[i].rarity;
        parts_met += asked[i].rarity * there;
      }
    }
    wanted += parts_wanted;
    const double by_parts = whole < 0 || guessed ? parts_met : parts_met * kPartsAreThere;
    met += std::max(by_parts, whole * parts_wanted);
  }
  double score = found.score * (wanted > 0 ? std::pow(met / wanted, kMissingExponent) : 1);
  std::size_t in_title = 0;
  for (const TermId id : document.title) {
    in_title += words.quality(id) >= kInTitle ? 1 : 0;
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
  // "asyncio." is not finished either.
  const bool unfinished =
      !words.empty() && text.find_first_of(" \t\n", words.back().to) == std::string_view::npos;
  std::size_t unit = 0, unit_end = 0;
  const std::size_t used = std::min(words.size(), kMostWords);
  query.words_->qualities.assign(impl.terms.size(), 0.0F);
  const auto note = [&](const Asked& word) {
    for (const Match& match : word.matches) {
      float& best = query.words_->qualities[match.term];
      best = std::max(best, match.quality);
    }
  };
  for (std::size_t i = 0; i < used && asked.size() < kMostWords; ++i) {
    // The last word may be unfinished, and so may a name and its last part; not once a blank follows.
    const bool last = unfinished && words[i].to == words.back().to;
    if (words[i].from >= unit_end) {
      ++unit;
      if (const std::size_t count = impl.ask_joined(words, i, asked); count > 0) {
        asked.back().unit = unit;
        note(asked.back());
        unit_end = words[i + count - 1].to;
      }
    }
    unit_end = std::max(unit_end, words[i].to);
    asked.push_back(impl.ask(words[i], last));
    asked.back().unit = unit;
    note(asked.back());
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

}  // namespace sp::bank
