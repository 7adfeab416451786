// One demo on the bench: its settings, the prediction, the run, and what it left behind. No drawing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/demos/prediction.h"
#include "engine/demos/run.h"
#include "web/app/answer_log.h"
#include "web/app/route.h"
#include "web/app/screen.h"
#include "web/widgets/timeline.h"

namespace sp::app {

/// A finished run, ready to be drawn.
struct LabResult {
  demos::RunReport report;
  std::unique_ptr<ui::TimelineModel> timeline;
};

/// Main thread only; the run and the preparation of its timeline happen on a thread of their own.
class LabBench {
 public:
  enum class Stage {
    predict,  ///< the prediction is asked, and nothing has run yet
    ready,    ///< predicted or skipped; may run
    running,
    done,  ///< result() is there
  };

  LabBench(const demos::Demo& demo, Shell& shell, AnswerLog& answers);
  ~LabBench();

  const demos::Demo& demo() const { return demo_; }
  Stage stage() const;

  /// Takes settings from an address; what it cannot use is in problems() and left at its initial value.
  void apply(const Route& route);
  /// The address that has these settings again.
  Route address() const;
  const std::vector<std::string>& problems() const { return problems_; }

  double value(const demos::Parameter& parameter) const;
  /// The most that this home allows.
  double highest(const demos::Parameter& parameter) const;
  void set_value(const demos::Parameter& parameter, double value);
  bool selected(std::size_t variant) const { return selected_[variant]; }
  void select(std::size_t variant, bool selected);
  void reset_settings();

  /// The chosen option of the prediction, an index into its options.
  std::optional<std::size_t> predicted() const { return predicted_; }
  /// False once there is a result, which would tell: ask_again() first.
  bool can_predict() const { return !job_ && !result_ && !graded_; }
  /// Ignored when it may not be.
  void predict(std::size_t option);
  void skip_prediction() { skipped_ = true; }
  /// Asks the prediction anew, before another run.
  void ask_again();
  /// Whether the prediction was graded, which needs a run that measured what it asks for.
  bool graded() const { return graded_.has_value(); }
  /// What the run that graded it bore out: an option id, and why. Later runs do not change it.
  const demos::PredictionGrade& grade() const { return *graded_; }

  bool can_run() const;
  /// Why it cannot run, in words; empty when it can.
  std::string why_not() const;
  void run();
  void cancel();
  demos::Run::Progress progress() const;

  /// Of the last run that ended, however it ended; nullptr before.
  const LabResult* result() const { return result_ ? &*result_ : nullptr; }
  /// Counts results.
  std::size_t runs() const { return runs_; }
  /// Once a frame: sees whether the run has ended.
  void poll();
  ui::TimelineView& view() { return view_; }
  /// Gives the reader the trace of result() as a file. Its outcome is in message().
  void save_trace();
  const std::string& message() const { return message_; }

 private:
  class Job;
  void grade_prediction();
  std::vector<std::string> selected_ids() const;

  const demos::Demo& demo_;
  Shell& shell_;
  AnswerLog& answers_;
  std::vector<double> values_;  ///< by parameter
  std::vector<bool> selected_;  ///< by variant
  std::vector<std::string> problems_;
  std::optional<std::size_t> predicted_;
  std::int64_t asked_at_ = 0, predicted_after_ms_ = 0;
  bool skipped_ = false;
  std::optional<demos::PredictionGrade> graded_;
  std::unique_ptr<Job> job_;
  std::optional<LabResult> result_;
  std::size_t runs_ = 0;
  ui::TimelineView view_;
  std::string message_;
};

}  // namespace sp::app
