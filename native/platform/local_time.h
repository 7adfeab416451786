#pragma once

#include <cstdint>

namespace sp::native {

/// Unix time in milliseconds, by the system's clock. Any thread.
std::int64_t system_now_ms();

/// How far the system's time zone ($TZ, or the machine's) is ahead of UTC at this Unix time in milliseconds,
/// in minutes, east of Greenwich positive; 0 when the time cannot be told. For Calendar. Any thread, unless
/// another changes the environment.
int utc_offset_minutes(std::int64_t unix_ms);

}  // namespace sp::native
