#include "engine/practice/phrase_scope.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/practice/phrase_roots.h"

namespace sp::practice {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// How many words a negation reaches at most, where no break ends it before.
constexpr std::size_t kVerbReach =
    14;  ///< "I would not go and put the parsing of all pages into a thread pool"
constexpr std::size_t kNounReach = 6;     ///< "no worker ever sleeps for a site"
constexpr std::size_t kWithoutReach = 4;  ///< and to the next auxiliary: "without a limit requests would ..."
constexpr std::size_t kJudgementReach = 8;
constexpr std::size_t kAfterReach = 8;

/// Words that end what a negation denies.
constexpr auto kScopeEnds = std::to_array<std::string_view>(
    {"although",  "because", "before",    "but",    "except", "hence", "however",
     "if",        "instead", "otherwise", "since",  "so",     "still", "then",
     "therefore", "though",  "thus",      "unless", "until",  "when",  "where",
     "whereas",   "whether", "which",     "while",  "who",    "whose", "yet"});
/// After "and" they begin another thought.
constexpr auto kSubjects = std::to_array<std::string_view>(
    {"i", "we", "you", "he", "she", "it", "they", "there", "this", "that", "only", "use", "take"});
/// Roots of words that say that something is no good, before it ("it is wrong to ...") or after it.
constexpr auto kJudgements = std::to_array<std::string_view>(
    {"anti", "antipattern", "bad", "dangerou", "harmful", "mistak", "misconcept", "myth", "pointless",
     "tempt", "trap", "useless", "wast", "wasteful", "wrong"});
/// And those that say so only after it: "to solve the problem ..." judges nothing.
constexpr auto kJudgementsAfter =
    std::to_array<std::string_view>({"danger", "expensiv", "false", "problem", "wors"});

bool is_judgement(const PhraseWord& word) {
  return among(kJudgements, word.root) || word.text == "against";
}

class Scopes {
 public:
  explicit Scopes(std::span<const PhraseWord> words) : words_(words), scopes_(words.size()) {}

  std::vector<WordScope> run() {
    for (at_ = 0; at_ < words_.size(); ++at_) {
      if (ends_here()) denials_.clear(), judgements_.clear();
      const bool verb_begins = is_auxiliary(word().text);
      const auto passed = [&](const Denial& denial) {
        return denial.end < at_ || (verb_begins && words_[denial.at].negation == Negation::without);
      };
      std::erase_if(denials_, passed);
      std::erase_if(judgements_, passed);
      WordScope& scope = scopes_[at_];
      scope.denied = denials_.size() % 2 == 1;
      scope.judged = (denials_.size() + judgements_.size()) % 2 == 1;
      if (!denials_.empty()) scope.by = static_cast<std::uint32_t>(at_ - denials_.back().at);
      open();
    }
    return std::move(scopes_);
  }

 private:
  struct Denial {
    std::size_t at = 0;
    std::size_t end = 0;  ///< the last word that it reaches
  };

  const PhraseWord& word() const { return words_[at_]; }

  bool ends_here() const {
    if (denials_.empty() && judgements_.empty()) return false;
    if (word().before >= Break::comma) return !(word().text == "or" && word().before == Break::comma);
    const bool just_denied = words_[at_ - 1].negation != Negation::none;  // "not so slow", "not if"
    if (among(kScopeEnds, word().text)) return !just_denied;
    if (word().text == "nor") return true;
    return (word().text == "and" || word().text == "or") && begins_thought();
  }

  /// Whether what "and" or "or" joins stands for itself: it has a subject, or a negation of its own.
  bool begins_thought() const {
    constexpr std::size_t kFar = 8;
    if (at_ + 1 < words_.size() && word().text == "and" && among(kSubjects, words_[at_ + 1].text))
      return true;
    for (std::size_t i = at_ + 1; i < words_.size() && i <= at_ + kFar; ++i) {
      if (words_[i].before >= Break::comma) return false;
      if (words_[i].negation != Negation::none) return true;
    }
    return false;
  }

  void open() {
    switch (word().negation) {
      case Negation::verb:
        denials_.push_back({at_, at_ + kVerbReach});
        break;
      case Negation::noun:
        denials_.push_back({at_, at_ + kNounReach});
        break;
      case Negation::without:
        denials_.push_back({at_, at_ + kWithoutReach});
        break;
      case Negation::prefix:
        denials_.push_back({at_, at_ + 1});
        break;
      case Negation::none:
        if (is_judgement(word())) judgements_.push_back({at_, at_ + kJudgementReach});
        break;
    }
  }

  std::span<const PhraseWord> words_;
  std::vector<WordScope> scopes_;
  std::size_t at_ = 0;
  std::vector<Denial> denials_, judgements_;  ///< that reach the word at `at_`; few, as their reach is short
};

/// Whether the answer to the question that `last` stands in begins with "No".
bool is_answered_no(std::span<const PhraseWord> words, std::size_t last) {
  constexpr std::size_t kFar = 12;
  for (std::size_t i = last + 1; i < words.size() && i <= last + kFar; ++i) {
    if (words[i].before == Break::question) return words[i].negation != Negation::none;
    if (words[i].before == Break::sentence) return false;
  }
  return false;
}

}  // namespace

std::vector<WordScope> word_scopes(std::span<const PhraseWord> words) {
  return Scopes(words).run();
}

bool is_judged_after(std::span<const PhraseWord> words, std::size_t last) {
  int judgements = 0;
  for (std::size_t i = last + 1; i < words.size() && i <= last + kAfterReach; ++i) {
    const PhraseWord& word = words[i];
    if (word.before >= Break::comma || word.text == "and" || among(kScopeEnds, word.text)) break;
    const bool of_a_verb = word.negation == Negation::verb && (word.after_auxiliary || word.text == "never");
    // "brings no gain", but not "use threads no processes"
    const bool of_its_object = (word.text == "no" || word.text == "nothing") && i > last + 1;
    if (of_a_verb || of_its_object || is_judgement(word) || among(kJudgementsAfter, word.root)) ++judgements;
  }
  return judgements % 2 == 1 || is_answered_no(words, last);
}

}  // namespace sp::practice
