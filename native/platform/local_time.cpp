#include "native/platform/local_time.h"

#include <chrono>
#include <ctime>

namespace sp::native {

std::int64_t system_now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

int utc_offset_minutes(std::int64_t unix_ms) {
  constexpr std::int64_t kMsPerSecond = 1000, kSecondsPerMinute = 60;
  const auto seconds = static_cast<std::time_t>(unix_ms / kMsPerSecond);
  std::tm local{};
  ::tzset();  // localtime_r need not look at $TZ
  if (::localtime_r(&seconds, &local) == nullptr) return 0;
  return static_cast<int>(local.tm_gmtoff / kSecondsPerMinute);
}

}  // namespace sp::native
