#include "engine/bank/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace sp::bank {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
unsigned byte_of(char c) {
  return static_cast<unsigned char>(c);
}

/// U+00C0 to U+00FF without accents; ' ' for the two signs among them.
constexpr std::string_view kFolded = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// What stands at `at`, and how long it is.
struct Piece {
  enum class Kind { letter, digit, underscore, gap } kind = Kind::gap;
  std::size_t bytes = 1;
  char folded = 0;  ///< 0: the bytes stand for themselves
};

Piece piece_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_letter(c)) return {Piece::Kind::letter, 1, lower(c)};
  if (is_digit(c)) return {Piece::Kind::digit, 1, c};
  if (c == '_') return {Piece::Kind::underscore, 1, c};
  const unsigned first = byte_of(c);
  if (first < 0x80) return {};
  const auto next = [&](std::size_t i) { return at + i < text.size() ? byte_of(text[at + i]) : 0U; };
  if (first == 0xC2 && next(1) >= 0x80) return {Piece::Kind::gap, 2};  // U+0080 to U+00BF: signs
  if (first == 0xC3 && next(1) >= 0x80 && next(1) <= 0xBF) {
    const char folded = kFolded[next(1) - 0x80];
    return folded == ' ' ? Piece{Piece::Kind::gap, 2} : Piece{Piece::Kind::letter, 2, folded};
  }
  if (first == 0xE2 && next(2) != 0) return {Piece::Kind::gap, 3};  // U+2000 to U+2FFF: punctuation, signs
  std::size_t bytes = 1;
  while (bytes < 4 && next(bytes) >= 0x80 && next(bytes) < 0xC0) ++bytes;
  return {Piece::Kind::letter, bytes};
}

/// Cuts a text into words.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Word> run() {
    words_.reserve(text_.size() / 6);
    while (at_ < text_.size()) {
      const Piece piece = piece_at(text_, at_);
      if (piece.kind == Piece::Kind::gap) {
        at_ += piece.bytes;
      } else {
        compound();
      }
    }
    return std::move(words_);
  }

 private:
  /// A run of letters, digits and underscores, and of further ones joined to it by hyphens.
  void compound() {
    const std::size_t first = words_.size();
    const std::size_t from = at_;
    if (at_ + 2 < text_.size() && lower(text_[at_]) == 'i' && text_[at_ + 1] == '/' &&
        lower(text_[at_ + 2]) == 'o' && !continues(at_ + 3)) {
      words_.push_back({"io", at_, at_ + 3, false});
      at_ += 3;
      return;
    }
    run_of_letters();
    bool joined = false;
    while (at_ + 1 < text_.size() && text_[at_] == '-' && is_letter(text_[at_ + 1])) {
      joined = true;
      ++at_;
      run_of_letters();
    }
    if (joined) {
      std::string whole;
      for (std::size_t i = first; i < words_.size(); ++i) {
        if (!words_[i].whole) whole += words_[i].text;
      }
      add_whole(first, std::move(whole), from);
    }
    skip_apostrophe();
  }

  bool continues(std::size_t at) const {
    return at < text_.size() && piece_at(text_, at).kind != Piece::Kind::gap;
  }

  void run_of_letters() {
    const std::size_t from = at_;
    const std::size_t first = words_.size();
    std::string whole;
    std::string part;
    std::size_t part_from = at_;
    std::size_t parts = 0;
    const auto end_part = [&] {
      if (part.empty()) return;
      words_.push_back({std::move(part), part_from, at_, false});
      part.clear();
      ++parts;
    };
    while (at_ < text_.size()) {
      const Piece piece = piece_at(text_, at_);
      const bool point = is_point();
      if (piece.kind == Piece::Kind::gap && !point) break;
      if (piece.kind == Piece::Kind::underscore) {
        end_part();
        whole += '_';
      } else {
        if (begins_part(part)) end_part();
        if (part.empty()) part_from = at_;
        const std::string_view said =
            piece.folded != 0 ? std::string_view(&piece.folded, 1) : text_.substr(at_, piece.bytes);
        if (whole.size() + said.size() <= kLongestWord) {
          whole += said;
          part += said;
        }
      }
      at_ += piece.bytes;
    }
    end_part();
    if (parts > 1) add_whole(first, std::move(whole), from);
  }

  /// The point of "3.13".
  bool is_point() const {
    return text_[at_] == '.' && at_ > 0 && is_digit(text_[at_ - 1]) && at_ + 1 < text_.size() &&
           is_digit(text_[at_ + 1]);
  }

  /// A capital after a small letter, or before one after capitals: the P and the E of "ThreadPoolExecutor",
  /// the T of "HTTPTask".
  bool begins_part(const std::string& part) const {
    if (part.empty() || !is_upper(text_[at_])) return false;
    const char before = text_[at_ - 1];
    if (is_lower(before)) return true;
    return is_upper(before) && at_ + 1 < text_.size() && is_lower(text_[at_ + 1]) && part.size() > 1 &&
           !(text_[at_ + 1] == 's' && !continues(at_ + 2));  // "PEPs", "GILs"
  }

  void add_whole(std::size_t first, std::string text, std::size_t from) {
    while (!text.empty() && text.front() == '_') text.erase(0, 1);
    while (!text.empty() && text.back() == '_') text.pop_back();
    if (text.size() > kLongestWord) text.resize(kLongestWord);
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(first), {std::move(text), from, at_, true});
  }

  void skip_apostrophe() {
    std::size_t mark = 0;
    if (text_.substr(at_).starts_with('\'')) mark = 1;
    if (text_.substr(at_).starts_with("\xE2\x80\x99")) mark = 3;
    if (mark == 0 || at_ + mark >= text_.size() || !is_lower(text_[at_ + mark])) return;
    std::size_t end = at_ + mark;
    while (end < text_.size() && is_lower(text_[end])) ++end;
    if (end - at_ - mark <= 2) at_ = end;  // 's, 't, 're; not the quotes of 'word'
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Word> words_;
};

// --- the stem ---

bool is_vowel(std::string_view word, std::size_t i) {
  switch (word[i]) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return true;
    case 'y':
      return i > 0 && !is_vowel(word, i - 1);
    default:
      return false;
  }
}

bool has_vowel(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_vowel(word, i)) return true;
  }
  return false;
}

/// Porter's m: how many times a vowel is followed by a consonant.
int measure(std::string_view word) {
  int m = 0;
  for (std::size_t i = 1; i < word.size(); ++i) m += is_vowel(word, i - 1) && !is_vowel(word, i) ? 1 : 0;
  return m;
}

bool ends_in_double_consonant(std::string_view word) {
  const std::size_t n = word.size();
  return n >= 2 && word[n - 1] == word[n - 2] && !is_vowel(word, n - 1);
}

/// Porter's *o: consonant, vowel, consonant that is not w, x or y.
bool ends_in_cvc(std::string_view word) {
  const std::size_t n = word.size();
  return n >= 3 && !is_vowel(word, n - 3) && is_vowel(word, n - 2) && !is_vowel(word, n - 1) &&
         word[n - 1] != 'w' && word[n - 1] != 'x' && word[n - 1] != 'y';
}

void take_plural(std::string& word) {
  if (word.ends_with("sses") || word.ends_with("ies")) {
    word.resize(word.size() - 2);
  } else if (word.ends_with('s') && !word.ends_with("ss")) {
    word.pop_back();
  }
}

void take_ed_and_ing(std::string& word) {
  if (word.ends_with("eed")) {
    if (measure(std::string_view(word).substr(0, word.size() - 3)) > 0) word.pop_back();
    return;
  }
  const std::size_t suffix = word.ends_with("ed") ? 2 : word.ends_with("ing") ? 3 : 0;
  if (suffix == 0 || !has_vowel(std::string_view(word).substr(0, word.size() - suffix))) return;
  word.resize(word.size() - suffix);
  if (word.ends_with("at") || word.ends_with("bl") || word.ends_with("iz")) {
    word += 'e';
  } else if (ends_in_double_consonant(word)) {
    if (!word.ends_with('l') && !word.ends_with('s') && !word.ends_with('z')) word.pop_back();
  } else if (measure(word) == 1 && ends_in_cvc(word)) {
    word += 'e';
  }
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  return Cutter(text).run();
}

std::string stem(std::string_view word) {
  std::string out(word);
  const bool plain = out.size() > 2 && std::all_of(out.begin(), out.end(), is_lower);
  if (!plain) return out;
  take_plural(out);
  take_ed_and_ing(out);
  if (out.ends_with('y') && has_vowel(std::string_view(out).substr(0, out.size() - 1))) out.back() = 'i';
  return out;
}

int edit_distance(std::string_view a, std::string_view b, int most, bool prefix) {
  assert(most <= 3 && a.size() <= kLongestWord && b.size() <= kLongestWord);
  const int n = static_cast<int>(a.size());
  int m = static_cast<int>(b.size());
  if (prefix) m = std::min(m, n + most);
  const int refused = most + 1;
  if (n - m > most || (!prefix && m - n > most)) return refused;
  // Rows of the table of distances (optimal string alignment): the last two, and the one being filled. Only
  // the band of cells that can stay within `most` is filled; outside of it stands `refused`.
  std::array<std::array<signed char, kLongestWord + 2>, 3> rows{};
  auto *before = &rows[0], *last = &rows[1], *row = &rows[2];
  const auto at = [](auto* cells, int j) -> signed char& { return (*cells)[static_cast<std::size_t>(j)]; };
  int last_least = 0;
  const auto letter = [](std::string_view word, int i) { return word[static_cast<std::size_t>(i)]; };
  for (int j = 0; j <= m; ++j) at(last, j) = static_cast<signed char>(std::min(j, refused));
  for (int i = 1; i <= n; ++i) {
    const int from = std::max(1, i - most), to = std::min(m, i + most);
    at(row, from - 1) = static_cast<signed char>(from == 1 ? std::min(i, refused) : refused);
    int least = at(row, from - 1);
    for (int j = from; j <= to; ++j) {
      const bool same = letter(a, i - 1) == letter(b, j - 1);
      int best = at(last, j - 1) + (same ? 0 : 1);
      best = std::min(best, at(row, j - 1) + 1);
      if (j < i + most) best = std::min(best, at(last, j) + 1);
      if (i > 1 && j > 1 && letter(a, i - 1) == letter(b, j - 2) && letter(a, i - 2) == letter(b, j - 1))
        best = std::min(best, at(before, j - 2) + 1);
      at(row, j) = static_cast<signed char>(std::min(best, refused));
      least = std::min(least, static_cast<int>(at(row, j)));
    }
    if (to < m) at(row, to + 1) = static_cast<signed char>(refused);
    // A swap reaches back two rows: both must be beyond hope.
    if (least > most && last_least > most) return refused;
    last_least = least;
    auto* const free = before;
    before = last;
    last = row;
    row = free;
  }
  if (!prefix) return at(last, m);
  int best = refused;
  for (int j = std::max(0, n - most); j <= std::min(m, n + most); ++j)
    best = std::min(best, int{at(last, j)});
  return best;
}

}  // namespace sp::bank
