// What a mock interview came to.
#pragma once

#include <optional>
#include <string>

#include "engine/practice/interview_report.h"
#include "web/app/state.h"

namespace sp::screens {

/// The report, below the page's header, its gaps linked; `earlier` compares it with the interview over the
/// same scenario before it. `message` says what became of a file that was saved; it is written later, too,
/// and must live as long as the program. Main thread.
void draw_interview_report(ui::Ui& ui, app::AppState& state, const practice::InterviewReport& report,
                           const std::optional<practice::ReportComparison>& earlier, std::string& message);

/// "real", "study": as a badge.
std::string_view mode_title(practice::InterviewMode mode);

/// The title of a demo; empty when there is none.
std::string demo_title(std::string_view id);

}  // namespace sp::screens
