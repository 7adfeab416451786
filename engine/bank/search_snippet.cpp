// Where what was asked for stands.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/bank/search_impl.h"

namespace sp::bank {
namespace {

struct MarkedWord {
  TextRange range;
  TermId term = 0;
  float quality = 0;
};

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
  for (const Word& word : words_of(impl_->documents.at(document).title)) {
    const auto id = impl_->by_text.find(word.text);
    if (id != impl_->by_text.end() && query.words_->terms.contains(id->second))
      marks.push_back({word.from, word.to});
  }
  return joined(std::move(marks));
}

Snippet SearchIndex::snippet(const Query& query, std::size_t document, std::size_t length) const {
  const SearchDocument& it = impl_->documents.at(document);
  // The window with the most that was asked for: each term counts once in it.
  std::string_view text;
  std::vector<TextRange> marks;
  std::size_t from = 0;
  float best = 0;
  for (const SearchField& field : it.fields) {
    if (!field.shown) continue;
    if (text.empty()) text = field.text;
    std::vector<MarkedWord> marked;
    for (const Word& word : words_of(field.text)) {
      const auto id = impl_->by_text.find(word.text);
      const auto term =
          id == impl_->by_text.end() ? query.words_->terms.end() : query.words_->terms.find(id->second);
      if (term != query.words_->terms.end())
        marked.push_back({{word.from, word.to}, term->first, term->second});
    }
    for (std::size_t i = 0; i < marked.size(); ++i) {
      float sum = 0;
      std::set<TermId> seen;
      for (std::size_t j = i;
           j < marked.size() && marked[j].range.to <= marked[i].range.from + length * 3 / 4; ++j) {
        if (seen.insert(marked[j].term).second) sum += marked[j].quality;
      }
      if (sum <= best * 1.001F) continue;
      best = sum;
      text = field.text;
      from = marked[i].range.from;
      marks.clear();
      for (const MarkedWord& word : marked) marks.push_back(word.range);
    }
  }
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
