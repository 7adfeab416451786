// What a mock interview came to.
#pragma once

#include <optional>

#include "engine/practice/interview_report.h"
#include "web/app/state.h"

namespace sp::screens {

/// The report, below the page's header, its gaps linked; `earlier` compares it with the interview over the
/// same scenario before it. Main thread.
void draw_interview_report(ui::Ui& ui, app::AppState& state, const practice::InterviewReport& report,
                           const std::optional<practice::ReportComparison>& earlier);

/// "real", "study": as a badge.
std::string_view mode_title(practice::InterviewMode mode);

/// The title of a demo; empty when there is none.
std::string demo_title(std::string_view id);

}  // namespace sp::screens
