// What the log of answers comes to: where the reader stands, what is to be done today, and what the reader
// may change of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/plan.h"
#include "engine/practice/progress.h"
#include "web/app/answer_log.h"

namespace sp::app {

/// Progress over the bank and the reader's decks, derived anew when either has changed. Everything that it is
/// told to change becomes a record of the log. Main thread only.
class Training {
 public:
  /// Both must outlive it; `curriculum` is copied when the items are made.
  Training(AnswerLog& log, const bank::Bank& bank) : log_(log), bank_(bank) {}
  void set_curriculum(std::span<const bank::CurriculumItem> curriculum);

  /// Once a frame, before the rest. `bank_version` counts the changes of the bank.
  void refresh(std::uint64_t bank_version);

  /// Up to date as of the last refresh(), or the last change made here.
  const practice::Progress& progress() const { return *progress_; }
  const practice::Items& items() const { return *items_; }
  const practice::Settings& settings() const { return progress_->settings(); }
  /// Today's plan; kept for as long as nothing changes, and a minute at most.
  const practice::DayPlan& today();
  /// Counts changes of progress().
  std::uint64_t version() const { return version_; }

  /// Records that the answer or turn of this id is worth this grade.
  void regrade(std::string_view record, practice::Grade grade);
  void undo(std::string_view record);
  /// Returns the id of the record, to undo it.
  std::string mark(std::string_view item, practice::MarkKind kind);
  void set(const practice::Settings& settings);

  static std::int64_t now() { return AnswerLog::utc_now_ms(); }
  /// The reader's days: the system's time zone.
  static practice::Calendar calendar();

 private:
  void derive();

  AnswerLog& log_;
  const bank::Bank& bank_;
  std::vector<bank::CurriculumItem> curriculum_;
  std::unique_ptr<practice::Items> items_;  ///< in one place, since progress_ points to it
  std::unique_ptr<practice::Progress> progress_;
  std::optional<practice::DayPlan> today_;
  std::int64_t today_at_ = 0;  ///< when today_ was made
  std::uint64_t version_ = 0, log_version_ = UINT64_MAX, bank_version_ = UINT64_MAX;
};

}  // namespace sp::app
