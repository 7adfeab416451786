// The timed exam: its choice, its questions and its result sheet.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/practice/exam.h"
#include "web/app/state.h"

namespace sp::screens {

/// Main thread only. An exam goes on, clock and all, while the reader looks elsewhere.
class ExamView {
 public:
  void draw(ui::Ui& ui, app::AppState& state);

 private:
  void draw_choice(ui::Ui& ui, app::AppState& state);
  void draw_question(ui::Ui& ui, app::AppState& state);
  void draw_sheet(ui::Ui& ui, app::AppState& state);
  void hand_in(app::AppState& state, std::int64_t now);
  void leave(ui::Ui& ui);
  void keep_answer(app::AppState& state, std::int64_t now);

  practice::ExamSpec spec_;
  bank::Bank bank_;  ///< what exam_ asks from
  std::optional<practice::Exam> exam_;
  std::optional<practice::ResultSheet> sheet_;  ///< once the exam is over
  std::int64_t shown_at_ = 0;
  std::string refusal_;
};

}  // namespace sp::screens
