#include "engine/practice/phrase_search.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/practice/phrase_roots.h"

namespace sp::practice {
namespace {

constexpr int kMostLight = 2;           ///< between two words of a phrase
constexpr std::size_t kMostJoined = 4;  ///< words that may be written as one
constexpr std::size_t kLongest = 40;    ///< bytes of what is written as one

unsigned char letter(std::string_view word, std::size_t i) {
  return i < word.size() ? static_cast<unsigned char>(word[i]) : 0;
}

bool is_plain(const PhraseWord& word) {
  return !word.number && word.negation == Negation::none;
}

/// What it costs to read `word` for `meant`.
int cost_of(const PhraseWord& meant, const PhraseWord& word) {
  if (meant.number != word.number) return TextIndex::kNoMatch;
  if (meant.root == word.root && (!meant.code || meant.text == word.text)) return 0;
  if (!is_plain(meant) || !is_plain(word) || meant.code) return TextIndex::kNoMatch;
  const auto like = prepositions_like(meant.text);
  if (std::find(like.begin(), like.end(), word.text) != like.end()) return PhraseCost::kOtherPreposition;
  const int edits = typos(meant.text, meant.root, word.text, word.root);
  return edits < 0 ? TextIndex::kNoMatch : edits * PhraseCost::kTypo;
}

/// Words of a phrase that may stand as one word in the text; most often a single one.
struct Atom {
  std::size_t count = 1;
  std::vector<signed char> costs;  ///< by spelling
};

/// Where the reading of a phrase stands: `text` is the word after the last one read.
struct Position {
  std::size_t text = 0;
  int cost = 0;
};

/// Keeps each position once, at its least cost.
void reach(std::vector<Position>& positions, Position position) {
  for (Position& known : positions) {
    if (known.text != position.text) continue;
    known.cost = std::min(known.cost, position.cost);
    return;
  }
  positions.push_back(position);
}

class PhraseSearch {
 public:
  PhraseSearch(const TextIndex& text, std::span<const PhraseWord> phrase, int most)
      : text_(text), phrase_(phrase), most_(most), atoms_(phrase.size()), reached_(phrase.size() + 1) {
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      atoms_[i].push_back({1, text.costs(phrase[i], false)});
      add_joined(i);
    }
  }

  std::vector<FoundPhrase> run() {
    std::vector<FoundPhrase> found;
    for (std::size_t first = 0; first < text_.words().size(); ++first) {
      if (!begins(first)) continue;
      if (const auto best = at(first)) found.push_back(*best);
    }
    return found;
  }

 private:
  /// What the words from `first` on are when they are written as one.
  void add_joined(std::size_t first) {
    PhraseWord whole = phrase_[first];
    whole.code = false;
    for (std::size_t count = 2; count <= kMostJoined && first + count <= phrase_.size(); ++count) {
      const PhraseWord& next = phrase_[first + count - 1];
      if (!is_plain(whole) || !is_plain(next)) return;
      whole.text += next.text;
      if (whole.text.size() > kLongest) return;
      whole.root = root_of(whole.text);
      auto costs = text_.costs(whole, true);
      const bool found = std::any_of(costs.begin(), costs.end(), [](signed char cost) { return cost == 0; });
      if (found) atoms_[first].push_back({count, std::move(costs)});
    }
  }

  /// Whether the phrase may begin with the word.
  bool begins(std::size_t first) const {
    const std::uint32_t spelling = text_.spelling(first);
    return phrase_[0].text.starts_with(text_.words()[first].text) ||
           std::any_of(atoms_[0].begin(), atoms_[0].end(),
                       [&](const Atom& atom) { return atom.costs[spelling] != TextIndex::kNoMatch; });
  }

  /// The cheapest occurrence that begins with the word.
  std::optional<FoundPhrase> at(std::size_t first) {
    for (auto& positions : reached_) positions.clear();
    read(0, {first, 0});
    for (std::size_t i = 1; i < phrase_.size(); ++i) {
      for (const Position& position : reached_[i]) step(i, position);
    }
    const auto& ends = reached_[phrase_.size()];
    const auto best = std::min_element(ends.begin(), ends.end(), [](const Position& a, const Position& b) {
      return std::tie(a.cost, a.text) < std::tie(b.cost, b.text);
    });
    if (best == ends.end()) return std::nullopt;
    return FoundPhrase{first, best->text - 1, best->cost};
  }

  /// Goes on after `position`, past the words that may stand between.
  void step(std::size_t i, Position position) {
    int full = 0;
    int light = 0;
    for (std::size_t next = position.text; next < text_.words().size(); ++next) {
      const PhraseWord& word = text_.words()[next];
      if (position.cost > most_) return;
      if (word.before > Break::none && word.before > phrase_[i].before) return;
      read(i, {next, position.cost});
      if (phrase_[i].joined || is_barrier(word.text) || word.negation != Negation::none) return;
      const bool is_small = is_light(word.text);
      ++(is_small ? light : full);
      if (full > 1 || light > kMostLight) return;
      position.cost += is_small ? PhraseCost::kLightBetween : PhraseCost::kWordBetween;
    }
  }

  /// Reads the phrase's word `i` at `position`, as it stands or as one with those after it.
  void read(std::size_t i, Position position) {
    const std::uint32_t spelling = text_.spelling(position.text);
    for (const Atom& atom : atoms_[i]) {
      const int cost = atom.costs[spelling];
      if (cost == TextIndex::kNoMatch || position.cost + cost > most_) continue;
      reach(reached_[i + atom.count], {position.text + 1, position.cost + cost});
    }
    if (const std::size_t joined = read_apart(phrase_[i], position.text); joined > 0)
      reach(reached_[i + 1], {position.text + joined, position.cost});
  }

  /// How many words from `at` on give `meant` when they are written as one; 0 when they do not. What stands
  /// apart must be of three letters at least: "in line" is not "inline".
  std::size_t read_apart(const PhraseWord& meant, std::size_t at) const {
    const auto words = text_.words();
    if (!is_plain(meant) || meant.text.size() <= words[at].text.size() ||
        !meant.text.starts_with(words[at].text))
      return 0;
    constexpr std::size_t kShortestPart = 3;
    std::string whole = words[at].text;
    for (std::size_t count = 1; count < kMostJoined && at + count < words.size(); ++count) {
      const PhraseWord& next = words[at + count];
      const std::size_t shorter = std::min(next.text.size(), words[at + count - 1].text.size());
      if (next.before != Break::none || !is_plain(next)) return 0;
      if (!next.joined && shorter < kShortestPart) return 0;
      whole += next.text;
      if (whole.size() > kLongest) return 0;
      if (root_of(whole) == meant.root) return count + 1;
    }
    return 0;
  }

  const TextIndex& text_;
  std::span<const PhraseWord> phrase_;
  int most_;
  std::vector<std::vector<Atom>> atoms_;        ///< by the phrase's word that they begin with
  std::vector<std::vector<Position>> reached_;  ///< by how many words of the phrase are read
};

}  // namespace

TextIndex::TextIndex(std::vector<PhraseWord> words) : words_(std::move(words)) {
  std::unordered_map<std::string, std::uint32_t> known;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const PhraseWord& word = words_[i];
    const auto number = static_cast<std::uint32_t>(first_.size());
    // One text may have two roots: "not" that denies and "not" that does not.
    std::string key = word.text + '\n' + word.root;
    if (!is_plain(word)) key += word.number ? '#' : '!';
    const auto [place, added] = known.emplace(std::move(key), number);
    spelling_.push_back(place->second);
    if (!added) continue;
    first_.push_back(i);
    by_root_[word.root].push_back(number);
    if (word.text.size() >= kShortestWithTypo) by_letter_[letter(word.text, 0)].push_back(number);
  }
}

std::vector<signed char> TextIndex::costs(const PhraseWord& meant, bool exactly) const {
  std::vector<signed char> costs(first_.size(), kNoMatch);
  const auto take = [&](const std::vector<std::uint32_t>& spellings) {
    for (const std::uint32_t spelling : spellings)
      costs[spelling] = static_cast<signed char>(cost_of(meant, words_[first_[spelling]]));
  };
  const auto take_root = [&](const std::string& root) {
    if (const auto found = by_root_.find(root); found != by_root_.end()) take(found->second);
  };
  take_root(meant.root);
  if (exactly || !is_plain(meant)) return costs;
  for (const std::string_view other : prepositions_like(meant.text)) take_root(std::string(other));
  if (meant.text.size() < kShortestWithTypo) return costs;
  take(by_letter_[letter(meant.text, 0)]);
  take(by_letter_[letter(meant.text, 1)]);  // the first two may be swapped
  return costs;
}

std::vector<FoundPhrase> find_phrase(const TextIndex& text, std::span<const PhraseWord> phrase, int most) {
  if (phrase.empty()) return {};
  return PhraseSearch(text, phrase, most).run();
}

}  // namespace sp::practice
