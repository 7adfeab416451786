#include "engine/base/counted.h"

#include <fmt/format.h>

namespace sp {

std::string counted(std::int64_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

}  // namespace sp
