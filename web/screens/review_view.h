// A pass through what is to be repeated: one item at a time, graded by the reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/practice/review_session.h"
#include "engine/practice/session.h"
#include "web/app/state.h"

namespace sp::screens {

/// Asks the items of a review session: a question, or the card's own prompt to be answered aloud; predictions
/// and interview turns are answered where they are at home, and the session goes on when the reader comes
/// back. Every answer is in the log as soon as it is checked, with the grade that it is worth by itself;
/// choosing another grade, and taking a review back, are records of their own. Main thread only.
class ReviewView {
 public:
  void start(app::AppState& state, const practice::SessionSpec& spec);
  /// Draws the whole page's content below its header. `here` is the address to come back to.
  void draw(ui::Ui& ui, app::AppState& state, const std::string& here);
  bool running() const { return session_.has_value() && session_->current().has_value(); }

 private:
  struct Done {
    std::string record;  ///< of the review
    practice::Schedule before;
    bool known = false;
  };

  void show(app::AppState& state);
  void draw_exercise(ui::Ui& ui, app::AppState& state, const practice::Item& item, const std::string& here);
  void draw_question(ui::Ui& ui, app::AppState& state);
  void draw_recall(ui::Ui& ui, app::AppState& state, const practice::Item& item);
  void draw_elsewhere(ui::Ui& ui, app::AppState& state, const practice::Item& item, const std::string& here);
  void draw_answered(ui::Ui& ui, app::AppState& state);
  void draw_grades(ui::Ui& ui, app::AppState& state, practice::Grade suggested);
  void draw_commands(ui::Ui& ui, app::AppState& state, const practice::Item& item);
  void draw_end(ui::Ui& ui, app::AppState& state);
  void grade(ui::Ui& ui, app::AppState& state, practice::Grade grade);
  void go_on(ui::Ui& ui, app::AppState& state);
  void undo(ui::Ui& ui, app::AppState& state);
  void put_off(ui::Ui& ui, app::AppState& state, practice::MarkKind kind);
  std::size_t item_index(app::AppState& state) const;

  practice::SessionSpec spec_;
  std::optional<practice::ReviewSession> session_;
  std::optional<practice::QuizSession> quiz_;  ///< of the current exercise, if it is a question
  bank::Bank bank_;                            ///< what quiz_ asks from
  bool revealed_ = false;                      ///< of a recall: the answer is shown
  std::string record_;                         ///< of the current exercise, once it was checked
  practice::Schedule before_;                  ///< of the current item, before it was checked
  std::int64_t shown_at_ = 0, checked_at_ = 0;
  std::vector<Done> done_;  ///< one for each that session_ has done
  std::string message_;
};

/// "Again", "Hard", ...
std::string_view grade_title(practice::Grade grade);

}  // namespace sp::screens
