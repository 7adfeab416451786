// What the screens share.
#pragma once

#include <cassert>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bank/bank.h"
#include "web/app/answer_log.h"
#include "web/app/commands.h"
#include "web/app/decks.h"
#include "web/app/finder.h"
#include "web/app/lab_bench.h"
#include "web/app/palette.h"
#include "web/app/screen.h"
#include "web/app/standing.h"
#include "web/app/training.h"

namespace sp::app {

/// The question bank, the reader's answers, and the demos' benches: everything that outlives a visit to one
/// screen. Main thread only.
class AppState {
 public:
  explicit AppState(Shell& shell);

  Shell& shell() { return shell_; }
  /// The program's cards and those of the reader's decks. It changes with decks().version(): who holds on to
  /// cards keeps a copy of it, which is cheap. Only after read_bank(), which comes before any screen is
  /// opened but one that does with the outline.
  const bank::Bank& bank() const {
    assert(bank_read_);
    return bank_;
  }
  /// bank(), or, before read_bank(), its outline (engine/bank/outline.h): ids, topics, titles and levels.
  const bank::Bank& bank_or_outline() const { return bank_; }
  /// Reads the bank, and starts to load the reader's decks; does nothing when that is done. False when it has
  /// not arrived yet. It takes its time (code that runs for the first time, most of all), so what can be
  /// shown without it is shown first.
  bool read_bank();
  bool bank_read() const { return bank_read_; }
  /// Whether read_bank() would read it now.
  bool bank_to_read() const { return !bank_read_ && (bank_came_ || !bundle().empty()); }
  Decks& decks() { return decks_; }
  const Decks& decks() const { return decks_; }
  /// What is wrong with the question bundle; empty in a sound build.
  const std::vector<Problem>& bank_problems() const { return bank_problems_; }
  /// What the bank is to cover; empty when the bundle does not say.
  std::span<const bank::CurriculumItem> curriculum() const { return curriculum_; }
  /// Where the reader stands, up to date.
  const Standings& standings();
  /// What the answers come to; refresh_training() once before it is asked in a frame.
  Training& training() { return training_; }
  void refresh_training() { training_.refresh(decks_.version()); }
  /// Reads nothing by itself: who searches calls advance() once a frame until it is ready.
  Finder& finder() {
    finder_.follow(decks_.version());
    return finder_;
  }
  std::span<const Command> commands() const { return commands_; }
  const Command* find_command(std::string_view id) const;  ///< nullptr when there is none
  AnswerLog& answers() { return answers_; }
  const AnswerLog& answers() const { return answers_; }
  /// The bench of this demo, made when first asked for and kept with its settings and results; nullptr if
  /// there is no such demo.
  LabBench* bench(std::string_view demo_id);
  /// Takes in what has ended, also where nobody looks; once a frame. Whether any still runs: what takes the
  /// processor meanwhile disturbs its figures.
  bool demo_runs();

  bool help_open() const { return help_open_; }
  void open_help() { help_open_ = true; }
  void open_palette() { palette_.open(); }

  // For App.
  void answers_arrived(const std::vector<std::string>& lines) { answers_.merge_lines(lines); }
  void answers_erased() { answers_.erased_elsewhere(); }
  void files_dropped(std::vector<platform::File> files) { decks_.give(std::move(files)); }
  void decks_changed() { decks_.reload(); }
  void draw_overlays(ui::Ui& ui);

 private:
  std::string_view bundle() const;
  void take(bank::Loaded loaded);

  Shell& shell_;
  bank::Bank bank_;
  std::vector<bank::CurriculumItem> curriculum_;
  std::vector<Problem> bank_problems_;
  bool bank_read_ = false;
  bool bank_came_ = false;  ///< or never will
  Decks decks_;
  AnswerLog answers_;
  Standings standings_{bank_};
  Training training_{answers_, bank_};
  std::vector<Command> commands_;
  std::uint64_t commands_version_ = 0;  ///< of decks_
  Finder finder_;
  Palette palette_;
  std::map<std::string, std::unique_ptr<LabBench>, std::less<>> benches_;
  bool help_open_ = false;
};

}  // namespace sp::app
