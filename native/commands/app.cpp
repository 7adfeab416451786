#include "native/commands/app.h"

#include <cerrno>
#include <cstring>
#include <ostream>

#include <fmt/format.h>
#include <unistd.h>

#include "native/platform/locations.h"

namespace sp::native {

ExitCode open_app(const std::string& address, std::ostream& err) {
  const std::string program = app_program().string();
  execl(program.c_str(), program.c_str(), address.empty() ? nullptr : address.c_str(), nullptr);
  err << fmt::format("switchpoint: {}: {}; build the window with ./dev build release\n", program,
                     std::strerror(errno));
  return kExitUnavailable;
}

}  // namespace sp::native
