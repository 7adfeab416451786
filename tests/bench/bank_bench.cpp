#include <fstream>
#include <iterator>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/bank/bank.h"
#include "engine/bank/draw.h"
#include "engine/bank/outline.h"

namespace sp::bank {
namespace {

std::string asset(const std::string& name) {
  std::ifstream file(std::string(SP_ASSETS "/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the page does before its first frame.
void load_the_outline(benchmark::State& state) {
  const std::string text = asset("outline.txt");
  for (auto _ : state) benchmark::DoNotOptimize(load_outline(text, "outline.txt").bank.cards().size());
}
BENCHMARK(load_the_outline)->Unit(benchmark::kMillisecond);

/// What it does after it.
void load_the_bundle(benchmark::State& state) {
  const std::string text = asset("bank.txt");
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
  const Loaded loaded = load_bundle(asset("bank.txt"), "bank.txt");
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
