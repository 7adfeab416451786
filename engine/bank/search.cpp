#include "engine/bank/search.h"

#include <algorithm>
#include <utility>

#include "engine/bank/search_impl.h"

namespace sp::bank {

std::uint64_t letters_of(std::string_view word) {
  std::uint64_t set = 0;
  for (const char c : word) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  return set;
}

TermId SearchIndex::Impl::term_of(std::string&& text) {
  if (const auto known = by_text.find(text); known != by_text.end()) return known->second;
  const auto id = static_cast<TermId>(terms.size());
  auto term = std::make_unique<Term>();
  term->text = std::move(text);
  term->stem = stem(term->text);
  term->letters = letters_of(term->text);
  by_text.emplace(term->text, id);
  in_order.emplace(term->text, id);
  if (const auto group = by_stem.find(term->stem); group != by_stem.end()) {
    group->second.push_back(id);
  } else {
    by_stem.emplace(term->stem, std::vector<TermId>{id});
  }
  terms.push_back(std::move(term));
  return id;
}

void SearchIndex::Impl::read_field(std::size_t document, std::size_t number, FieldWeight weight,
                                   std::string_view text) {
  const auto field = static_cast<std::size_t>(weight);
  for (Word& word : words_of(text)) {
    const bool whole = word.whole;
    const TermId id = term_of(std::move(word.text));
    std::vector<Posting>& postings = terms[id]->postings;
    if (postings.empty() || postings.back().document != document)
      postings.push_back({static_cast<std::uint32_t>(document), {}});
    std::uint16_t& count = postings.back().count[field];
    if (count < UINT16_MAX) ++count;
    indexed[document].tokens.push_back(
        {id, static_cast<std::uint32_t>(word.from),
         static_cast<std::uint16_t>(std::min<std::size_t>(word.to - word.from, UINT16_MAX)),
         static_cast<std::uint16_t>(number)});
    if (whole) continue;
    ++indexed[document].length[field];
    ++total_length[field];
    if (weight == FieldWeight::title) indexed[document].title.push_back(id);
  }
}

void SearchIndex::Impl::read(std::size_t document) {
  indexed.emplace_back();
  const SearchDocument& it = documents[document];
  read_field(document, 0, FieldWeight::title, it.title);
  for (std::size_t i = 0; i < it.fields.size(); ++i)
    read_field(document, i + 1, it.fields[i].weight, it.fields[i].text);
  for (std::size_t field = 0; field < kFieldWeights; ++field)
    with_field[field] += indexed[document].length[field] > 0 ? 1 : 0;
}

SearchIndex::SearchIndex() : impl_(std::make_unique<Impl>()) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

void SearchIndex::add(SearchDocument document) {
  impl_->documents.push_back(std::move(document));
}

bool SearchIndex::build(std::size_t bytes) {
  std::size_t done = 0;
  while (!built() && (done == 0 || done < bytes)) {
    const SearchDocument& next = impl_->documents[impl_->indexed.size()];
    done += next.title.size() + 1;
    for (const SearchField& field : next.fields) done += field.text.size();
    impl_->read(impl_->indexed.size());
  }
  return built();
}

bool SearchIndex::built() const {
  return impl_->indexed.size() == impl_->documents.size();
}
std::size_t SearchIndex::size() const {
  return impl_->documents.size();
}
const SearchDocument& SearchIndex::document(std::size_t index) const {
  return impl_->documents.at(index);
}

}  // namespace sp::bank
