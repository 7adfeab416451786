#pragma once

#include <stop_token>

namespace sp {

/// Cancellation of a run: the owner of a StopSource asks once, everybody who holds a token sees it. All
/// thread-safe. A StopCallback runs in the thread that asks, or at once in the constructor when stop was
/// already requested; its destructor waits for a callback that is running in another thread. Callbacks must
/// not throw.
using StopSource = std::stop_source;
using StopToken = std::stop_token;
template <class F>
using StopCallback = std::stop_callback<F>;

}  // namespace sp
