#include "engine/practice/phrase_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "engine/practice/phrase_numbers.h"
#include "engine/practice/phrase_roots.h"

namespace sp::practice {
namespace {

bool is_left_out(std::string_view word) {
  static constexpr auto kLeftOut = std::to_array<std::string_view>(
      {"a", "an", "any", "her", "his", "its", "my", "our", "the", "their", "your"});
  return std::find(kLeftOut.begin(), kLeftOut.end(), word) != kLeftOut.end();
}

/// Puts the words together.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), raw_(raw_words(text)) {}

  std::vector<PhraseWord> run() {
    words_.reserve(raw_.size());
    while (at_ < raw_.size()) {
      note_gap();
      if (!take_number() && !take_negation() && !take_per() && !leave_out()) take_word();
    }
    if (!raw_.empty()) note_signs(text_.substr(raw_.back().to), false);
    return std::move(words_);
  }

 private:
  /// Reads the signs before the word.
  void note_gap() {
    const RawWord& raw = raw_[at_];
    note_signs(raw.gap, raw.text[0] >= '0' && raw.text[0] <= '9');
    pending_ = std::max(pending_, break_before(text_, raw_, at_));
  }

  /// Reads percent and multiplication. `gap` is a part of the text.
  void note_signs(std::string_view gap, bool number_follows) {
    const auto begin = static_cast<std::size_t>(gap.data() - text_.data());
    const bool after_number = !words_.empty() && words_.back().number;
    const std::size_t percent = gap.find('%');
    if (after_number && percent <= 2) add_sign("percent", begin + percent, 1);
    const std::size_t times = gap.find("\xC3\x97");  // ×
    if (times != std::string_view::npos) add_sign("times", begin + times, 2);
    const std::size_t star = gap.find('*');
    if (after_number && number_follows && star <= 1) add_sign("times", begin + star, 1);
  }

  void add_sign(std::string_view name, std::size_t from, std::size_t bytes) {
    PhraseWord sign;
    sign.text = name;
    sign.root = root_of(name);
    sign.from = from;
    sign.to = from + bytes;
    words_.push_back(std::move(sign));
  }

  /// A word that begins with the raw word at `at_` and ends with the byte `to`.
  PhraseWord& add(std::string text, std::string root, std::size_t to) {
    const RawWord& raw = raw_[at_];
    PhraseWord added;
    added.text = std::move(text);
    added.root = std::move(root);
    added.from = raw.from;
    added.to = to;
    added.before = std::exchange(pending_, Break::none);
    added.joined = !std::exchange(left_out_, false) && joins(raw.gap);
    added.code = is_code();
    words_.push_back(std::move(added));
    return words_.back();
  }

  /// The next two words as one.
  void add_pair(std::string_view as) {
    add(std::string(as), root_of(as), raw_[at_ + 1].to);
    at_ += 2;
  }

  /// Whether underscores or a point join the word to the one before or after it.
  bool is_code() const {
    const auto joined = [&](std::size_t i) {
      return i > 0 && i < raw_.size() && !raw_[i].gap.empty() &&
             raw_[i].gap.find_first_not_of("_.") == std::string_view::npos;
    };
    return joined(at_) || joined(at_ + 1);
  }

  bool take_number() {
    const ReadNumber number = read_number(std::span(raw_).subspan(at_));
    if (number.words == 0) return false;
    const std::size_t last = at_ + number.words - 1;
    add(number.digits, number.digits, raw_[last].to).number = true;
    if (!number.unit.empty()) {
      PhraseWord unit;
      unit.text = number.unit;
      unit.root = number.unit;
      unit.from = raw_[last].from;
      unit.to = raw_[last].to;
      words_.push_back(std::move(unit));
    }
    at_ += number.words;
    if (follows(raw_, at_, "per") && follows(raw_, at_ + 1, "cent")) add_pair("percent");
    return true;
  }

  bool take_negation() {
    const ReadNegation read = is_code() ? ReadNegation{} : read_negation(text_, raw_, at_);
    if (read.words == 0) return false;
    const bool auxiliary_before =
        !words_.empty() && pending_ == Break::none && is_auxiliary(words_.back().text);
    if (!read.auxiliary.empty()) add(std::string(read.auxiliary), root_of(read.auxiliary), raw_[at_].to);
    const std::string& last = raw_[at_ + read.words - 1].text;
    PhraseWord& added = add(read.root == "instead" ? "instead of" : last, read.root, read.to);
    added.negation = read.kind;
    added.after_auxiliary = read.after_auxiliary || auxiliary_before;
    at_ += read.words;
    while (at_ < raw_.size() && raw_[at_].from < read.to) ++at_;  // a "t" that words_of() has left over
    return true;
  }

  bool take_per() {
    if (raw_[at_].text != "for" || !(follows(raw_, at_ + 1, "each") || follows(raw_, at_ + 1, "every")))
      return false;
    add_pair("per");
    return true;
  }

  bool leave_out() {
    if (!is_left_out(raw_[at_].text) || is_code()) return false;
    ++at_;
    left_out_ = true;
    return true;
  }

  void take_word() {
    add(raw_[at_].text, root_of(raw_[at_].text), raw_[at_].to);
    ++at_;
  }

  std::string_view text_;
  std::vector<RawWord> raw_;
  std::size_t at_ = 0;
  Break pending_ = Break::none;  ///< before the next word
  bool left_out_ = true;         ///< the word before the next one was left out, or there is none
  std::vector<PhraseWord> words_;
};

}  // namespace

std::vector<PhraseWord> phrase_words(std::string_view text) {
  return Reader(text).run();
}

}  // namespace sp::practice
