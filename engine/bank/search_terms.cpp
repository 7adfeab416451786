// What a word of the query can mean: which terms meet it, and how well.
#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <utility>

#include "engine/bank/search_impl.h"

namespace sp::bank {
namespace {

constexpr float kTypoInPrefix = 0.8F;     // of what a typo is worth
constexpr float kOtherBeginning = 0.85F;  // of that: typos are rarely in the first letter
constexpr std::size_t kShortestPrefix = 2;
// Words that a name is made of, and letters that it has at least: "into" is not "in to".
constexpr std::size_t kLongestName = 4, kShortestName = 6;

/// One from four letters on, two from eight on.
int typos_allowed(std::size_t letters) {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

}  // namespace

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

std::size_t SearchIndex::Impl::ask_joined(const std::vector<Word>& words, std::size_t from,
                                          std::vector<Asked>& asked) const {
  const std::size_t end = std::min(words.size(), from + kLongestName);
  std::string spaced, closed;
  std::string name;
  std::size_t count = 0;
  for (std::size_t i = from;
       i < end && !words[i].whole && closed.size() + words[i].text.size() <= kLongestWord; ++i) {
    spaced += (i == from ? "" : "_") + words[i].text;
    closed += words[i].text;
    if (i == from || closed.size() < kShortestName) continue;
    for (const std::string& joined : {spaced, closed}) {
      const auto known = in_order.lower_bound(joined);
      if (known == in_order.end() || !known->first.starts_with(joined)) continue;
      name = joined;
      count = i - from + 1;
    }
  }
  if (count == 0 || asked.size() + count >= kMostWords) return 0;
  Asked it;
  // The name itself, or one that begins like it: ThreadPoolExecutor for "thread pool".
  for (auto known = in_order.lower_bound(name); known != in_order.end() && known->first.starts_with(name);
       ++known)
    it.matches.push_back({known->second, known->first == name ? 1.0F : kPrefix});
  it.rarity = rarity_of(it.matches);
  it.whole = it.guessed = true;
  asked.push_back(std::move(it));
  return count;
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
    if (std::popcount(letters & ~term.letters) > most) continue;
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

}  // namespace sp::bank
