// Words that several screens say.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace sp::app {

/// A system's reason, which may lack its full stop, as a sentence.
std::string sentence(std::string text);

/// What became of a download: "The report is saved as report.md." `what`: "The report"; `place` as
/// Platform::download gives it.
std::string saved_words(std::string_view what, const Result<std::string>& place);

}  // namespace sp::app
