#include "native/commands/serve.h"

#include <ostream>

#include <fmt/format.h>

#include "native/platform/interrupt.h"
#include "native/platform/locations.h"
#include "native/site_server.h"

namespace sp::native {

ExitCode serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  StopSource stop;
  const InterruptGuard interrupt(stop);
  SiteServer server(options.root.empty() ? site_folder() : std::filesystem::path(options.root));
  const auto port = server.bind(options.port);
  if (!port.ok()) {
    err << "switchpoint: " << to_string(port.error()) << '\n';
    return kExitUnavailable;
  }
  out << fmt::format("Switchpoint is at http://127.0.0.1:{}/   (Ctrl-C ends it)", port.value()) << std::endl;
  server.serve(stop.get_token());
  return kExitOk;
}

}  // namespace sp::native
