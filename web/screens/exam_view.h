// The timed exam: its choice, its questions and its result sheet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/practice/exam.h"
#include "web/app/state.h"

namespace sp::screens {

/// Of the preference that holds where the exam stands.
inline constexpr std::string_view kExamPlace = "exam";

/// Main thread only. An exam goes on, clock and all, while the reader looks elsewhere or the program is
/// closed; its sheet stays until the next one.
class ExamView {
 public:
  void draw(ui::Ui& ui, app::AppState& state);
  void forget();

 private:
  /// The exam that the reader had when the program was closed, if there is one.
  void take_up(app::AppState& state);
  /// For take_up(): where the exam stands now.
  void keep_place(app::AppState& state) const;
  void draw_choice(ui::Ui& ui, app::AppState& state);
  void draw_question(ui::Ui& ui, app::AppState& state);
  void draw_sheet(ui::Ui& ui, app::AppState& state);
  void hand_in(app::AppState& state, std::int64_t now);
  void leave(ui::Ui& ui, app::AppState& state);
  void keep_answer(app::AppState& state, std::int64_t now);

  bool taken_up_ = false;
  practice::ExamSpec spec_;
  bank::Bank bank_;  ///< what exam_ asks from
  std::optional<practice::Exam> exam_;
  std::optional<practice::ResultSheet> sheet_;  ///< once the exam is over
  std::optional<std::int64_t> handed_in_;       ///< when that was
  std::int64_t shown_at_ = 0;
  std::string refusal_;
};

}  // namespace sp::screens
