// The home of a run in a native process.
#pragma once

#include "engine/demos/host.h"

namespace sp::native {

/// Any thread.
class NativeHost final : public demos::Host {
 public:
  int cores() const override;
  int max_threads() const override;
  std::string_view name() const override { return "native"; }
};

}  // namespace sp::native
