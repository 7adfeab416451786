#include "engine/base/platform/ticks.h"

#if defined(__x86_64__) && defined(__linux__)

#include <fstream>
#include <string>

namespace sp::platform {

bool ticks_are_steady() noexcept {
  static const bool steady = [] {
    std::ifstream file("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    std::string source;
    return std::getline(file, source) && source == "tsc";
  }();
  return steady;
}

}  // namespace sp::platform

#endif
