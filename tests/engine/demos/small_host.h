#pragma once

#include "engine/demos/host.h"

namespace sp::demos::testing {

/// A home with two cores and few threads, as a browser on a small machine has.
class SmallHost : public Host {
 public:
  int cores() const override { return 2; }
  int max_threads() const override { return 16; }
  std::string_view name() const override { return "test"; }
};

}  // namespace sp::demos::testing
