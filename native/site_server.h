// Serves the page on loopback, with the headers that threads in a browser need.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "engine/base/status.h"
#include "engine/base/stop.h"

namespace sp::native {

/// The headers of every response. Documents and workers have more: a Content-Security-Policy, the same as in
/// index.html, a Referrer-Policy, a Cross-Origin-Resource-Policy, and the Cross-Origin-Opener-Policy that
/// completes the cross-origin isolation which gives the page SharedArrayBuffer.
const std::map<std::string, std::string>& site_headers();

/// An HTTP server for one folder of files, bound to 127.0.0.1 only. It knows the files that were there when
/// it was asked, by their exact path below the folder, and serves nothing else, so no request can leave the
/// folder. A file `x.br` beside `x` is sent in its place to whoever accepts brotli. Responses carry an ETag
/// made from size and time of change; the browser asks again each time and gets 304.
class SiteServer {
 public:
  explicit SiteServer(std::filesystem::path root);
  ~SiteServer();

  /// Binds to `port`, or to a free one when it is 0. The error says what to do when the port is taken or the
  /// folder has no page. Call once.
  Result<int> bind(int port);

  /// Answers requests until `stop` is asked for. Blocks.
  void serve(const StopToken& stop);

 private:
  struct Http;
  std::filesystem::path root_;
  std::unique_ptr<Http> http_;
};

}  // namespace sp::native
