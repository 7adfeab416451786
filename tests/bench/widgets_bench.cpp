// What a full page of text costs the processor in a frame: laying out once, then drawing and recording the
// tree.
#include <string>

#include <benchmark/benchmark.h>

#include "tests/widgets/headless.h"

namespace {

using namespace sp;

std::string article() {
  const std::string section =
      "## What it protects\n\nOnly the thread that holds the **global interpreter lock** runs bytecode; the "
      "*others* wait in `take_gil`, and after "
      "[five milliseconds](https://docs.python.org/3/) they ask for it.\n\n- reference counts, which are not "
      "atomic\n- the list of frames\n\n"
      "```python\nfor i in range(10):\n    print(i)  # one at a time\n```\n\n";
  std::string out;
  for (int i = 0; i < 20; ++i) out += section;
  return out;
}

void draw_page(ui::Ui& ui, const std::string& text) {
  const auto page = ui.page("page", "Page");
  const auto column = ui.column();
  ui.heading(1, "The GIL");
  ui.markdown("text", text);
}

/// A page that does not change: the usual frame.
void BM_StaticPage(benchmark::State& state) {
  test::Screen screen;
  const std::string text = article();
  const auto draw = [&](ui::Ui& ui) { draw_page(ui, text); };
  screen.settle(draw);
  for (auto _ : state) screen.frame(draw);
  state.counters["nodes"] = static_cast<double>(screen.ui.tree().nodes().size());
  state.counters["vertices"] = ImGui::GetDrawData()->TotalVtxCount;
}
BENCHMARK(BM_StaticPage)->Unit(benchmark::kMicrosecond);

/// The first frame of a text, or one after a change of width: parsing and breaking lines.
void BM_NewText(benchmark::State& state) {
  test::Screen screen;
  const std::string text = article();
  int round = 0;
  for (auto _ : state) {
    const std::string changed = std::to_string(round++) + text;
    screen.frame([&](ui::Ui& ui) { draw_page(ui, changed); });
  }
}
BENCHMARK(BM_NewText)->Unit(benchmark::kMicrosecond);

void BM_TreeHash(benchmark::State& state) {
  test::Screen screen;
  const std::string text = article();
  screen.frame([&](ui::Ui& ui) { draw_page(ui, text); });
  for (auto _ : state) benchmark::DoNotOptimize(screen.ui.tree().hash());
}
BENCHMARK(BM_TreeHash)->Unit(benchmark::kMicrosecond);

void BM_TreeJson(benchmark::State& state) {
  test::Screen screen;
  const std::string text = article();
  screen.frame([&](ui::Ui& ui) { draw_page(ui, text); });
  for (auto _ : state) benchmark::DoNotOptimize(screen.ui.tree().to_json());
}
BENCHMARK(BM_TreeJson)->Unit(benchmark::kMicrosecond);

}  // namespace
