#include <fstream>
#include <iterator>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/bank/bank.h"
#include "engine/bank/draw.h"
#include "engine/bank/outline.h"

namespace sp::bank {
namespace {

std::string bundle_text() {
  std::ifstream file(SP_ASSETS "/bank.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the page does with the bundle before its first frame.
void load_the_outline(benchmark::State& state) {
  const std::string text = bundle_text();
  for (auto _ : state) benchmark::DoNotOptimize(load_outline(text, "bank.txt").bank.cards().size());
}
BENCHMARK(load_the_outline)->Unit(benchmark::kMillisecond);

/// What it does after it.
void load_the_bundle(benchmark::State& state) {
  const std::string text = bundle_text();
  std::size_t cards = 0;
  for (auto _ : state) {
    const Loaded loaded = load_bundle(text, "bank.txt");
    if (!loaded.problems.empty()) return state.SkipWithError(to_string(loaded.problems.front()).c_str());
    cards = loaded.bank.cards().size();
  }
  state.counters["cards"] = static_cast<double>(cards);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(load_the_bundle)->Unit(benchmark::kMillisecond);

/// What a quiz does once for each question with numbers of its own.
void draw_a_question(benchmark::State& state) {
  const Loaded loaded = load_bundle(bundle_text(), "bank.txt");
  std::uint64_t seed = 0;
  for (auto _ : state) {
    for (const Card& card : loaded.bank.cards()) {
      for (const Question& question : card.questions) {
        if (question.generated()) benchmark::DoNotOptimize(draw(question, ++seed));
      }
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(seed));
}
BENCHMARK(draw_a_question);

}  // namespace
}  // namespace sp::bank
