#include "engine/practice/phrases.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/practice/phrase_roots.h"

namespace sp::practice {
namespace {

constexpr int kWordBetween = 2;
constexpr int kLightBetween = 1;
constexpr int kTypo = 1;
constexpr int kOtherPreposition = 1;
constexpr int kTurned = 1;
constexpr int kTurnedBudget = 1;
constexpr int kMostLight = 2;  ///< between two words of a phrase
constexpr int kNoMatch = -1;
constexpr std::size_t kMostJoined = 4;  ///< words that may be written as one

/// What a phrase of so many words may cost.
int budget(std::size_t words) {
  constexpr std::size_t kLeast = 2;
  constexpr std::size_t kMost = 5;
  return static_cast<int>(std::clamp(words, kLeast, kMost));
}

/// Words of a phrase that may stand as one word in the text; most often a single one.
struct Atom {
  std::size_t count = 1;
  PhraseWord word;
  std::vector<signed char> costs;  ///< by spelling of the text; kNoMatch for another word
};

/// What it costs to read `word` for `meant`.
int cost_of(const PhraseWord& meant, const PhraseWord& word) {
  if (meant.number != word.number) return kNoMatch;
  if (meant.root == word.root && (!meant.code || meant.text == word.text)) return 0;
  if (meant.number || meant.code || meant.root == "not" || word.root == "not") return kNoMatch;
  if (is_other_preposition(meant.text, word.text)) return kOtherPreposition;
  const int edits = typos(meant.text, meant.root, word.text, word.root);
  return edits < 0 ? kNoMatch : edits * kTypo;
}

bool is_plain(const PhraseWord& word) {
  return !word.number && word.negation == Negation::none;
}

/// Where the reading of a phrase stands: `text` is the word after the last one read.
struct Position {
  std::size_t text = 0;
  int cost = 0;
};

/// A position in a list that holds each once, at its least cost.
void reach(std::vector<Position>& positions, Position position) {
  for (Position& known : positions) {
    if (known.text != position.text) continue;
    known.cost = std::min(known.cost, position.cost);
    return;
  }
  positions.push_back(position);
}

/// An occurrence: words of the text.
struct Found {
  std::size_t first = 0, last = 0;
  int cost = 0;
};

/// The best occurrences of one phrase so far.
struct Best {
  std::optional<Found> said, denied;

  void take(const Found& found, bool is_denied) {
    auto& best = is_denied ? denied : said;
    if (!best || found.cost < best->cost) best = found;
  }
};

/// A match with what it is ranked by.
struct Ranked {
  PhraseMatch match;
  int cost = 0;
  std::size_t words = 0;  ///< of the phrase
};

std::vector<PhraseMatch> best_first(std::vector<Ranked> ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.cost, b.words, a.match.from, a.match.phrase) <
           std::tie(b.cost, a.words, b.match.from, b.match.phrase);
  });
  std::vector<PhraseMatch> matches;
  for (const Ranked& entry : ranked) matches.push_back(entry.match);
  return matches;
}

}  // namespace

/// One phrase in one text.
class PhraseSearch {
 public:
  PhraseSearch(const PhraseText& text, std::span<const PhraseWord> phrase, int most)
      : text_(text), phrase_(phrase), budget_(most), atoms_(phrase.size()) {
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      for (std::size_t count = 1; count <= kMostJoined && i + count <= phrase.size(); ++count) {
        if (!add_atom(i, count)) break;
      }
    }
    reached_.resize(phrase.size() + 1);
  }

  /// The cheapest occurrence that begins with the word `first`.
  std::optional<Found> at(std::size_t first) {
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
    return Found{first, best->text - 1, best->cost};
  }

 private:
  const std::vector<PhraseWord>& words() const { return text_.words_; }

  /// The words `first` to `first + count` of the phrase as one. False when they never stand as one.
  bool add_atom(std::size_t first, std::size_t count) {
    Atom atom;
    atom.count = count;
    atom.word = phrase_[first];
    if (count > 1) {
      if (!is_plain(phrase_[first]) || !is_plain(phrase_[first + count - 1])) return false;
      atom.word.text.clear();
      for (std::size_t i = first; i < first + count; ++i) atom.word.text += phrase_[i].text;
      if (atom.word.text.size() > kLongest) return false;
      atom.word.root = root_of(atom.word.text);
      atom.word.code = false;
    }
    bool found = count == 1;  // kept for the words that are written apart
    for (const std::size_t word : text_.spellings_) {
      const int cost = cost_of(atom.word, words()[word]);
      atom.costs.push_back(static_cast<signed char>(count > 1 && cost > 0 ? kNoMatch : cost));
      found = found || atom.costs.back() != kNoMatch;
    }
    if (found) atoms_[first].push_back(std::move(atom));
    return true;
  }

  /// Goes on after `position`, past the words that may stand between.
  void step(std::size_t i, Position position) {
    int full = 0;
    int light = 0;
    for (std::size_t next = position.text; next < words().size(); ++next) {
      const PhraseWord& word = words()[next];
      if (position.cost > budget_) return;
      if (word.before > Break::none && word.before > phrase_[i].before) return;
      read(i, {next, position.cost});
      if (phrase_[i].joined || is_barrier(word.text) || word.negation != Negation::none) return;
      const bool is_small = is_light(word.text);
      ++(is_small ? light : full);
      if (full > 1 || light > kMostLight) return;
      position.cost += is_small ? kLightBetween : kWordBetween;
    }
  }

  /// Reads the phrase's word `i` at `position`, as it stands or as one with those after it.
  void read(std::size_t i, Position position) {
    const std::uint32_t spelling = text_.spelling_[position.text];
    for (const Atom& atom : atoms_[i]) {
      const int cost = atom.costs[spelling];
      if (cost == kNoMatch || position.cost + cost > budget_) continue;
      reach(reached_[i + atom.count], {position.text + 1, position.cost + cost});
    }
    if (const std::size_t joined = read_apart(phrase_[i], position.text); joined > 0)
      reach(reached_[i + 1], {position.text + joined, position.cost});
  }

  /// How many words from `at` on give `meant` when they are written as one; 0 when they do not. What stands
  /// apart must be of three letters at least: "in line" is not "inline".
  std::size_t read_apart(const PhraseWord& meant, std::size_t at) const {
    if (!is_plain(meant) || meant.text.size() <= words()[at].text.size() ||
        !meant.text.starts_with(words()[at].text))
      return 0;
    constexpr std::size_t kShortestPart = 3;
    std::string whole = words()[at].text;
    for (std::size_t count = 1; count < kMostJoined && at + count < words().size(); ++count) {
      const PhraseWord& next = words()[at + count];
      const bool apart = !next.joined;
      if (next.before != Break::none || !is_plain(next)) return 0;
      if (apart && (next.text.size() < kShortestPart || words()[at + count - 1].text.size() < kShortestPart))
        return 0;
      whole += next.text;
      if (whole.size() > kLongest) return 0;
      if (root_of(whole) == meant.root) return count + 1;
    }
    return 0;
  }

  static constexpr std::size_t kLongest = 40;

  const PhraseText& text_;
  std::span<const PhraseWord> phrase_;
  int budget_;
  std::vector<std::vector<Atom>> atoms_;        ///< by the phrase's word that they begin with
  std::vector<std::vector<Position>> reached_;  ///< by how many words of the phrase are read
};

PhraseText::PhraseText(std::string_view text) : words_(phrase_words(text)), scopes_(word_scopes(words_)) {
  std::unordered_map<std::string, std::uint32_t> known;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    // A root may be that of several words, a number that of a word.
    const std::string key = words_[i].text + '\n' + words_[i].root + (words_[i].number ? "#" : "");
    const auto [place, added] = known.emplace(key, static_cast<std::uint32_t>(spellings_.size()));
    if (added) spellings_.push_back(i);
    spelling_.push_back(place->second);
  }
}

/// Finds one phrase.
class PhraseFinder {
 public:
  PhraseFinder(const PhraseText& text, Denial denial) : text_(text), denial_(denial) {}

  Best find(std::span<const PhraseWord> phrase) const {
    Best best;
    PhraseSearch search(text_, phrase, budget(phrase.size()));
    for (std::size_t first = 0; first < text_.words_.size(); ++first) {
      if (const auto found = search.at(first)) best.take(*found, is_denied(*found));
    }
    if (phrase.size() > 1 && phrase[0].root == "not") find_denied(phrase.subspan(1), best);
    if (const auto turned = turned_round(phrase); !turned.empty()) find_turned(turned, best);
    return best;
  }

 private:
  bool is_denied(const Found& found) const {
    const WordScope& scope = text_.scopes_[found.first];
    if (denial_ == Denial::before) return scope.denied;
    return scope.judged || is_judged_after(text_.words_, found.last);
  }

  /// "bounded queue" as "queue is bounded", "limit the retries" as "retries are limited"; empty for phrases
  /// that are too long for that, or hold numbers or negations.
  static std::vector<PhraseWord> turned_round(std::span<const PhraseWord> phrase) {
    constexpr std::size_t kMost = 3;
    const auto turns = [](const PhraseWord& word) { return is_plain(word) && !word.code; };
    if (phrase.size() < 2 || phrase.size() > kMost || !std::all_of(phrase.begin(), phrase.end(), turns))
      return {};
    std::vector<PhraseWord> turned(phrase.begin() + 1, phrase.end());
    turned.push_back({.text = "is", .root = root_of("is")});
    turned.push_back(phrase[0]);
    turned.front().joined = false;
    return turned;
  }

  void find_turned(std::span<const PhraseWord> turned, Best& best) const {
    PhraseSearch search(text_, turned, kTurnedBudget);
    for (std::size_t first = 0; first < text_.words_.size(); ++first) {
      auto found = search.at(first);
      if (!found) continue;
      found->cost += kTurned;
      best.take(*found, is_denied(*found));
    }
  }

  /// "no timer" is said where "timer" is denied close by.
  void find_denied(std::span<const PhraseWord> rest, Best& best) const {
    PhraseSearch search(text_, rest, budget(rest.size()));
    for (std::size_t first = 0; first < text_.words_.size(); ++first) {
      const WordScope& scope = text_.scopes_[first];
      if (!scope.denied) continue;
      const int between = cost_between(first - scope.by, first);
      if (between > kMostBetween) continue;
      auto found = search.at(first);
      if (!found) continue;
      found->first -= scope.by;
      found->cost += between;
      best.take(*found, false);
    }
  }

  /// What the words after a negation cost, up to what it denies.
  int cost_between(std::size_t negation, std::size_t denied) const {
    int cost = 0;
    for (std::size_t i = negation + 1; i < denied && cost <= kMostBetween; ++i) {
      const PhraseWord& word = text_.words_[i];
      cost += is_light(word.text) || is_light_verb(word.root) ? kLightBetween : kWordBetween;
    }
    return cost;
  }

  static constexpr int kMostBetween = 3;  ///< "do not [need to use] a timer"

  const PhraseText& text_;
  Denial denial_;
};

PhraseMatches PhraseText::find(std::span<const std::string> phrases, Denial denial) const {
  const PhraseFinder finder(*this, denial);
  std::vector<Ranked> said;
  std::vector<Ranked> denied;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const std::vector<PhraseWord> phrase = phrase_words(phrases[i]);
    if (phrase.empty() || words_.empty()) continue;
    const Best best = finder.find(phrase);
    const auto add = [&](std::vector<Ranked>& list, const std::optional<Found>& found, bool negated) {
      if (!found) return;
      const PhraseMatch match{i, words_[found->first].from, words_[found->last].to, negated};
      list.push_back({match, found->cost, phrase.size()});
    };
    add(said, best.said, false);
    add(denied, best.denied, true);
  }
  return {best_first(std::move(said)), best_first(std::move(denied))};
}

PhraseMatches find_phrases(std::string_view text, std::span<const std::string> phrases, Denial denial) {
  return PhraseText(text).find(phrases, denial);
}

}  // namespace sp::practice
