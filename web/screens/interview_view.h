// A mock interview under way: one turn at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/practice/interview.h"
#include "engine/practice/interview_report.h"
#include "web/app/state.h"

namespace sp::screens {

/// Asks the turns of an interview: answer, then what was found in it beside the model answer, then
/// follow-ups. An answer is in the log as soon as it is compared, and again when the reader corrected what
/// was found; what is typed before that is kept as a draft. Main thread only.
class InterviewView {
 public:
  void start(app::AppState& state, const bank::Scenario& scenario, practice::InterviewMode mode);
  void resume(app::AppState& state, const practice::PastInterview& past);
  void start_turn(app::AppState& state, const bank::Scenario& scenario, std::string_view turn);
  bool running() const { return interview_.has_value(); }
  const practice::Interview& interview() const { return *interview_; }
  void leave() { interview_.reset(); }
  /// Whether something was typed to this turn and never compared.
  static bool has_draft(app::AppState& state, const bank::Turn& turn);
  static void forget_drafts(app::AppState& state);

  /// The current turn, below the page's header; precondition: running(). True when the last turn was left.
  bool draw(ui::Ui& ui, app::AppState& state);

 private:
  void open(app::AppState& state, practice::Interview interview);
  void show(app::AppState& state);
  void draw_asking(ui::Ui& ui, app::AppState& state);
  bool draw_compared(ui::Ui& ui, app::AppState& state);
  void draw_points(ui::Ui& ui);
  void draw_flags(ui::Ui& ui);
  void draw_follow_ups(ui::Ui& ui);
  void record(app::AppState& state);

  bank::Bank bank_;  ///< whose scenario interview_ asks
  std::optional<practice::Interview> interview_;
  std::string draft_;
  std::int64_t shown_at_ = 0;
  std::optional<practice::TurnRecord> recorded_;  ///< of the current turn, as the log has it
};

}  // namespace sp::screens
