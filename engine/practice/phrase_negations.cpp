#include "engine/practice/phrase_negations.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sp::practice {
namespace {

using Names = std::string_view;

template <std::size_t N>
bool among(const std::array<Names, N>& list, Names word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Verbs as they stand before "'t", with the auxiliary that is a word of its own: "do" says nothing.
constexpr auto kContracted = std::to_array<std::pair<Names, Names>>({
    {"ain", "be"},   {"aren", "are"},     {"can", "can"},    {"couldn", "could"},   {"didn", ""},
    {"doesn", ""},   {"don", ""},         {"hadn", "had"},   {"hasn", "has"},       {"haven", "have"},
    {"isn", "is"},   {"mightn", "might"}, {"mustn", "must"}, {"needn", "need"},     {"shan", "shall"},
    {"wasn", "was"}, {"weren", "were"},   {"won", "will"},   {"shouldn", "should"}, {"wouldn", "would"},
});

const Names* contracted(Names verb) {
  const auto entry =
      std::find_if(kContracted.begin(), kContracted.end(), [&](const auto& e) { return e.first == verb; });
  return entry == kContracted.end() ? nullptr : &entry->second;
}

/// How many bytes the "'t" takes that `rest` begins with, with one of the apostrophes that people type.
std::size_t bytes_of_t(std::string_view rest) {
  for (const Names mark : {"'", "\xE2\x80\x99", "\xE2\x80\x98", "`", "\xC2\xB4"}) {
    if (rest.starts_with(mark) && rest.substr(mark.size()).starts_with('t')) return mark.size() + 1;
  }
  return 0;
}

/// What begins with one word of a text.
class NegationReader {
 public:
  NegationReader(std::string_view text, std::span<const RawWord> words, std::size_t at)
      : text_(text), words_(words), at_(at) {}

  ReadNegation read() const {
    ReadNegation found = of_a_verb();
    if (found.words > 0 && affirms_after(found.words)) return {};
    if (found.words == 0) found = of_a_noun();
    if (found.words > 0 && found.to == 0) found.to = words_[at_ + found.words - 1].to;
    return found;
  }

 private:
  Names word(std::size_t ahead) const {
    return at_ + ahead < words_.size() ? Names(words_[at_ + ahead].text) : Names();
  }
  bool comes(std::size_t ahead, Names text) const { return follows(words_, at_ + ahead, text); }

  ReadNegation of_a_verb() const {
    const Names first = word(0);
    if (first == "not" || first == "never") return {1, Negation::verb};
    if (first == "cannot") return {1, Negation::verb, "not", true, "can"};
    if ((first == "do" || first == "does" || first == "did") && comes(1, "not"))
      return {2, Negation::verb, "not", true};
    const std::size_t bytes = bytes_of_t(text_.substr(words_[at_].to));
    if (const Names* auxiliary = contracted(first); auxiliary != nullptr && bytes > 0)
      return {1, Negation::verb, "not", true, *auxiliary, words_[at_].to + bytes};
    if (!first.ends_with('t')) return {};
    const Names verb = first.substr(0, first.size() - 1);  // "dont", "cant"; "wont" is a word of its own
    const Names* auxiliary = verb == "won" ? nullptr : contracted(verb);
    if (auxiliary == nullptr) return {};
    return {1, Negation::verb, "not", true, *auxiliary};
  }

  ReadNegation of_a_noun() const {
    static constexpr auto kNo = std::to_array<Names>({"no", "nor", "neither"});
    static constexpr auto kNobody = std::to_array<Names>({"nobody", "nothing", "none", "nowhere", "unlike"});
    static constexpr auto kAvoid = std::to_array<Names>({"avoid", "avoids", "avoided", "avoiding"});
    const Names first = word(0);
    if (among(kNo, first)) return affirms_after_no() ? ReadNegation{} : ReadNegation{1, Negation::noun};
    if (first == "without") return {1, Negation::without};
    if (among(kNobody, first) && !comes(1, "but")) return {1, Negation::noun, std::string(first)};
    if (among(kAvoid, first)) return {1, Negation::noun, "avoid"};
    if (first == "instead" && comes(1, "of")) return {2, Negation::noun, "instead"};
    if (first == "rather" && comes(1, "than")) return {2, Negation::noun, "instead"};
    if (first == "than" && rather_before()) return {1, Negation::noun, "instead"};
    if (first == "in" && comes(1, "place") && comes(2, "of")) return {3, Negation::noun, "instead"};
    if (first == "non" && at_ + 1 < words_.size() && words_[at_ + 1].gap.size() == 1)
      return {1, Negation::prefix};
    return {};
  }

  /// Whether what comes `ahead` words later makes nothing of a "not".
  bool affirms_after(std::size_t ahead) const {
    static constexpr auto kAffirming = std::to_array<Names>({"only", "least", "forget", "hesitate"});
    const Names next = word(ahead);
    if (among(kAffirming, next) || more_than(ahead)) return true;
    if (next == "to" && among(kAffirming, word(ahead + 1))) return true;
    if ((next == "just" || next == "merely" || next == "simply") && but_also_follows()) return true;
    if (word(0) != "not" || at_ == 0 || break_before(text_, words_, at_) != Break::none) return false;
    const Names before = words_[at_ - 1].text;
    return before == "why" || before == "or" || before == "if";
  }

  bool affirms_after_no() const {
    static constexpr auto kIdioms = std::to_array<Names>({"doubt", "matter", "question", "wonder", "sooner"});
    return among(kIdioms, word(1)) || more_than(1);
  }

  /// "rather use tasks than threads"
  bool rather_before() const {
    constexpr std::size_t kFar = 6;
    for (std::size_t i = at_; i > 0 && i + kFar > at_; --i) {
      if (break_before(text_, words_, i) != Break::none) return false;
      if (words_[i - 1].text == "rather") return true;
    }
    return false;
  }

  bool more_than(std::size_t ahead) const {
    static constexpr auto kMore =
        std::to_array<Names>({"more", "less", "fewer", "later", "earlier", "longer", "larger", "smaller"});
    return among(kMore, word(ahead)) && comes(ahead + 1, "than");
  }

  bool but_also_follows() const {
    constexpr std::size_t kFar = 16;
    for (std::size_t i = at_ + 1; i < std::min(words_.size(), at_ + kFar); ++i) {
      if (break_before(text_, words_, i) >= Break::sentence) return false;
      if (words_[i].text == "but") return follows(words_, i + 1, "also");
    }
    return false;
  }

  std::string_view text_;
  std::span<const RawWord> words_;
  std::size_t at_;
};

}  // namespace

ReadNegation read_negation(std::string_view text, std::span<const RawWord> words, std::size_t at) {
  return NegationReader(text, words, at).read();
}

}  // namespace sp::practice
