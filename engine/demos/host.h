// What a demo may ask of the home it runs in.
#pragma once

#include <string_view>

#include "engine/base/clock.h"

namespace sp::demos {

/// The home of a run: the native process or the browser page. Implemented by each of them; the engine only
/// asks. All calls may come from any thread.
class Host {
 public:
  virtual ~Host() = default;

  /// Logical cores that threads of this process can use, at least 1.
  virtual int cores() const = 0;

  /// How many threads a run may have alive at once. In the browser the pool of workers is fixed before the
  /// page starts, and a thread beyond it would never begin.
  virtual int max_threads() const = 0;

  /// How long the home is busy, on the same cores, with showing what a run reports: so long the run waits
  /// before it goes on, so that drawing takes nothing from what it measures next.
  virtual Nanos drawing_time() const { return 0; }

  /// "browser" or "native": for words on the screen, never for decisions.
  virtual std::string_view name() const = 0;
};

}  // namespace sp::demos
