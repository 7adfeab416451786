#include "engine/demos/list.h"

#include <algorithm>
#include <array>

namespace sp::demos {

#define SP_DEMO(name) const Demo& name();
#include "engine/demos/list.inl"
#undef SP_DEMO

std::span<const Demo* const> all() {
  static const std::array demos{
#define SP_DEMO(name) &name(),
#include "engine/demos/list.inl"
#undef SP_DEMO
  };
  return demos;
}

const Demo* find(std::string_view id) {
  const auto demos = all();
  const auto found =
      std::find_if(demos.begin(), demos.end(), [&](const Demo* demo) { return demo->info.id == id; });
  return found == demos.end() ? nullptr : *found;
}

}  // namespace sp::demos
