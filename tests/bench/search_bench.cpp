// What a keystroke in the search costs, and building its index: over the whole bank, brought to at least 110
// cards by copies of cards whose long words differ from the original's, so that the vocabulary grows with it.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/bank/search.h"
#include "engine/bank/search_documents.h"
#include "tests/engine/bank/real_bank.h"

namespace {

using namespace sp;
using namespace sp::bank;

constexpr std::size_t kCards = 110;
constexpr std::size_t kFrameDocuments =
    11;  // two cards and their questions: what app::Finder reads in a frame

double milliseconds_since(std::chrono::steady_clock::time_point before) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

std::string changed(const std::string& text, std::size_t copy) {
  std::string out, word;
  const std::string ending(1, static_cast<char>('a' + copy % 26));
  for (const char c : text + ' ') {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += c;
      continue;
    }
    out += word.size() > 6 ? word + ending : word;
    word.clear();
    out += c;
  }
  return out;
}

std::vector<SearchDocument> documents() {
  const Bank bank = real_bank();
  const std::size_t cards = bank.cards().size();
  std::vector<SearchDocument> out;
  for (std::size_t i = 0; cards > 0 && i < std::max(kCards, cards); ++i) {
    const Card& card = bank.cards()[i % cards];
    std::vector<SearchDocument> some{document_of(card)};
    for (const Question& question : card.questions) some.push_back(document_of(card, question));
    for (SearchDocument& document : some) {
      if (const std::size_t copy = i / cards; copy > 0) {
        document.title = changed(document.title, copy);
        for (SearchField& field : document.fields) field.text = changed(field.text, copy);
      }
      out.push_back(std::move(document));
    }
  }
  for (const Scenario& scenario : bank.scenarios()) out.push_back(document_of(scenario));
  return out;
}

const std::vector<SearchDocument>& all() {
  static const std::vector<SearchDocument> kAll = documents();
  return kAll;
}

SearchIndex built() {
  SearchIndex index;
  for (const SearchDocument& document : all()) index.add(document);
  index.build();
  return index;
}

void count_text(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const SearchDocument& document : all()) {
    bytes += document.title.size();
    for (const SearchField& field : document.fields) bytes += field.text.size();
  }
  state.counters["documents"] = static_cast<double>(all().size());
  state.counters["kB"] = static_cast<double>(bytes) / 1000;
}

void BM_SearchBuild(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(built().size());
  count_text(state);
}
BENCHMARK(BM_SearchBuild)->Unit(benchmark::kMillisecond);

/// The longest of the slices in which the page builds it.
void BM_SearchBuildSlice(benchmark::State& state) {
  double longest = 0;
  for (auto _ : state) {
    SearchIndex index;
    for (std::size_t next = 0; next < all().size();) {
      const auto before = std::chrono::steady_clock::now();
      for (std::size_t i = 0; i < kFrameDocuments && next < all().size(); ++i) index.add(all()[next++]);
      index.build();
      longest = std::max(longest, milliseconds_since(before));
    }
  }
  state.counters["longest_ms"] = longest;
}
BENCHMARK(BM_SearchBuildSlice)->Unit(benchmark::kMillisecond);

/// A query typed letter by letter; the time is that of one letter, with the snippets of the first twenty
/// hits.
void BM_SearchKeystroke(benchmark::State& state, const std::string& text) {
  const SearchIndex index = built();
  double longest = 0;
  std::size_t typed = 0;
  for (auto _ : state) {
    typed = typed % text.size() + 1;
    const auto before = std::chrono::steady_clock::now();
    const auto query = index.search(std::string_view(text).substr(0, typed), 20);
    for (const SearchHit& hit : query.hits) benchmark::DoNotOptimize(index.snippet(query, hit.document));
    longest = std::max(longest, milliseconds_since(before));
  }
  state.counters["longest_ms"] = longest;
}
BENCHMARK_CAPTURE(BM_SearchKeystroke, words, std::string("how does asyncio cancellation work"))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_SearchKeystroke, name, std::string("run_in_executor"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_SearchKeystroke, typos, std::string("mulitprocesing deadlok"))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_SearchKeystroke, huge, std::string(10'000, 'a'))->Unit(benchmark::kMillisecond);

}  // namespace
