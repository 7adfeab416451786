// What the screens share.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bank/bank.h"
#include "web/app/answer_log.h"
#include "web/app/decks.h"
#include "web/app/lab_bench.h"
#include "web/app/screen.h"

namespace sp::app {

/// The question bank, the reader's answers, and the demos' benches: everything that outlives a visit to one
/// screen. Main thread only.
class AppState {
 public:
  explicit AppState(Shell& shell);

  Shell& shell() { return shell_; }
  /// The program's cards and those of the reader's decks. It changes with decks().version(): who holds on to
  /// cards keeps a copy of it, which is cheap.
  const bank::Bank& bank() const { return bank_; }
  Decks& decks() { return decks_; }
  const Decks& decks() const { return decks_; }
  /// What is wrong with the question bundle; empty in a sound build.
  const std::vector<Problem>& bank_problems() const { return bank_problems_; }
  AnswerLog& answers() { return answers_; }
  const AnswerLog& answers() const { return answers_; }
  /// The bench of this demo, made when first asked for and kept with its settings and results; nullptr if
  /// there is no such demo.
  LabBench* bench(std::string_view demo_id);

  bool help_open() const { return help_open_; }
  void open_help() { help_open_ = true; }

  // For App.
  void answers_arrived(const std::vector<std::string>& lines) { answers_.merge_lines(lines); }
  void files_dropped(std::vector<platform::File> files) { decks_.give(std::move(files)); }
  void decks_changed() { decks_.reload(); }
  void draw_overlays(ui::Ui& ui);

 private:
  void load_bank();

  Shell& shell_;
  bank::Bank bank_;
  std::vector<Problem> bank_problems_;
  Decks decks_;
  AnswerLog answers_;
  std::map<std::string, std::unique_ptr<LabBench>, std::less<>> benches_;
  bool help_open_ = false;
};

}  // namespace sp::app
