#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/trace/trace.h"

namespace sp::trace {

/// Of the saved form; a trace of another version is refused.
inline constexpr int kTraceVersion = 1;

/// The trace as Chrome's trace event JSON, which Perfetto (ui.perfetto.dev) and chrome://tracing open. A
/// process is a group, a thread is a lane; states are slices, send and receive flow arrows, counters
/// counters, the rest instants. Times are microseconds from the trace's begin with three decimals, so no
/// nanosecond is lost. Each event stands for exactly one trace event and carries what Chrome's format has no
/// field for, so that from_chrome_json gives the same trace back. Source: "Trace Event Format" (Google,
/// 2016).
std::string to_chrome_json(const Trace& trace);

/// Reads what to_chrome_json wrote. Anything else is an Error that says which entry is wrong
/// ("traceEvents[12].ts").
Result<Trace> from_chrome_json(std::string_view text);

}  // namespace sp::trace
