#include "engine/practice/phrases.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/practice/phrase_roots.h"
#include "engine/practice/phrase_scope.h"
#include "engine/practice/phrase_search.h"
#include "engine/practice/phrase_words.h"

namespace sp::practice {

/// The text's words and what is said of them.
struct PhraseText::State {
  explicit State(std::vector<PhraseWord> words)
      : index(std::move(words)), scopes(word_scopes(index.words())) {}

  TextIndex index;
  std::vector<WordScope> scopes;
};

namespace {

constexpr int kTurned = 1;        ///< what a phrase costs that is turned round
constexpr int kTurnedBudget = 1;  ///< and what else it may cost
constexpr int kMostBetween = 3;   ///< "do not [need to use] a timer"

/// What a phrase of so many words may cost.
int budget(std::size_t words) {
  constexpr std::size_t kLeast = 2;
  constexpr std::size_t kMost = 5;
  return static_cast<int>(std::clamp(words, kLeast, kMost));
}

/// The best occurrences of one phrase so far.
struct Best {
  std::optional<FoundPhrase> said, denied;

  void take(const FoundPhrase& found, bool is_denied) {
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

/// "bounded queue" as "queue is bounded", "limit the retries" as "retries are limited"; empty for phrases
/// that are too long for that, or hold numbers, negations or names of code.
std::vector<PhraseWord> turned_round(std::span<const PhraseWord> phrase) {
  constexpr std::size_t kMost = 3;
  const auto turns = [](const PhraseWord& word) {
    return !word.number && word.negation == Negation::none && !word.code;
  };
  if (phrase.size() < 2 || phrase.size() > kMost || !std::all_of(phrase.begin(), phrase.end(), turns))
    return {};
  std::vector<PhraseWord> turned(phrase.begin() + 1, phrase.end());
  turned.front().joined = false;
  PhraseWord& is = turned.emplace_back();
  is.text = "is";
  is.root = root_of(is.text);
  turned.push_back(phrase.front());
  return turned;
}

/// Finds one phrase.
class PhraseFinder {
 public:
  PhraseFinder(const TextIndex& text, std::span<const WordScope> scopes, Denial denial)
      : text_(text), scopes_(scopes), denial_(denial) {}

  Best find(std::span<const PhraseWord> phrase) const {
    Best best;
    for (const FoundPhrase& found : find_phrase(text_, phrase, budget(phrase.size())))
      best.take(found, is_denied(found));
    if (phrase.size() > 1 && phrase[0].root == "not") find_denied(phrase.subspan(1), best);
    for (FoundPhrase found : find_phrase(text_, turned_round(phrase), kTurnedBudget)) {
      found.cost += kTurned;
      best.take(found, is_denied(found));
    }
    return best;
  }

 private:
  bool is_denied(const FoundPhrase& found) const {
    const WordScope& scope = scopes_[found.first];
    if (denial_ == Denial::before) return scope.denied;
    return scope.judged || is_judged_after(text_.words(), found.last);
  }

  /// "no timer" is said where "timer" is denied close by.
  void find_denied(std::span<const PhraseWord> rest, Best& best) const {
    for (FoundPhrase found : find_phrase(text_, rest, budget(rest.size()))) {
      const WordScope& scope = scopes_[found.first];
      if (!scope.denied) continue;
      const int between = cost_between(found.first - scope.by, found.first);
      if (between > kMostBetween) continue;
      found.first -= scope.by;
      found.cost += between;
      best.take(found, false);
    }
  }

  /// What the words after a negation cost, up to what it denies.
  int cost_between(std::size_t negation, std::size_t denied) const {
    int cost = 0;
    for (std::size_t i = negation + 1; i < denied && cost <= kMostBetween; ++i) {
      const PhraseWord& word = text_.words()[i];
      const bool is_small = is_light(word.text) || is_light_verb(word.root);
      cost += is_small ? PhraseCost::kLightBetween : PhraseCost::kWordBetween;
    }
    return cost;
  }

  const TextIndex& text_;
  std::span<const WordScope> scopes_;
  Denial denial_;
};

}  // namespace

PhraseText::PhraseText(std::string_view text) : state_(std::make_shared<const State>(phrase_words(text))) {}

PhraseMatches PhraseText::find(std::span<const std::string> phrases, Denial denial) const {
  const PhraseFinder finder(state_->index, state_->scopes, denial);
  const auto words = state_->index.words();
  std::vector<Ranked> said;
  std::vector<Ranked> denied;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const std::vector<PhraseWord> phrase = phrase_words(phrases[i]);
    const Best best = finder.find(phrase);
    const auto add = [&](std::vector<Ranked>& list, const std::optional<FoundPhrase>& found, bool negated) {
      if (!found) return;
      const PhraseMatch match{i, words[found->first].from, words[found->last].to, negated};
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
