// Where what was asked for stands.
#include <algorithm>
#include <utility>

#include "engine/bank/search_impl.h"

namespace sp::bank {
namespace {

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
  for (const Token& token : impl_->indexed.at(document).tokens) {
    if (token.field > 0) break;
    if (query.words_->quality(token.term) > 0) marks.push_back({token.from, token.from + token.bytes});
  }
  return joined(std::move(marks));
}

Snippet SearchIndex::snippet(const Query& query, std::size_t document, std::size_t length) const {
  const SearchDocument& it = impl_->documents.at(document);
  const std::vector<Token>& tokens = impl_->indexed.at(document).tokens;
  // The window with the most that was asked for: each term counts once in it.
  const SearchField* field = nullptr;
  for (const SearchField& one : it.fields) {
    if (one.shown && field == nullptr) field = &one;
  }
  std::vector<const Token*> marked;
  for (const Token& token : tokens) {
    if (token.field > 0 && it.fields[token.field - 1].shown && query.words_->quality(token.term) > 0)
      marked.push_back(&token);
  }
  const Token* first = nullptr;
  float best = 0;
  std::vector<TermId> seen;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    float sum = 0;
    seen.clear();
    for (std::size_t j = i; j < marked.size() && marked[j]->field == marked[i]->field &&
                            marked[j]->from + marked[j]->bytes <= marked[i]->from + length * 3 / 4;
         ++j) {
      if (std::find(seen.begin(), seen.end(), marked[j]->term) != seen.end()) continue;
      seen.push_back(marked[j]->term);
      sum += query.words_->quality(marked[j]->term);
    }
    if (sum <= best * 1.001F) continue;
    best = sum;
    first = marked[i];
  }
  std::vector<TextRange> marks;
  std::size_t from = 0;
  if (first != nullptr) {
    field = &it.fields[first->field - 1];
    from = first->from;
    for (const Token* token : marked) {
      if (token->field == first->field)
        marks.push_back({token->from, std::size_t{token->from} + token->bytes});
    }
  }
  const std::string_view text = field == nullptr ? std::string_view() : std::string_view(field->text);
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
