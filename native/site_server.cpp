#include "native/site_server.h"

#include <cerrno>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>

namespace sp::native {
namespace fs = std::filesystem;
namespace {

constexpr const char* kLoopback = "127.0.0.1";

const char* content_type(const fs::path& path) {
  static const std::map<std::string, const char*> types{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".webmanifest", "application/manifest+json; charset=utf-8"},
      {".wasm", "application/wasm"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".otf", "font/otf"},
      {".ttf", "font/ttf"},
      {".txt", "text/plain; charset=utf-8"},
  };
  const auto found = types.find(path.extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

/// The file that a request path means: by comparing it with the paths that exist below the root.
std::optional<fs::path> find_file(const fs::path& root, const std::string& request_path) {
  const std::string wanted = request_path == "/" ? "index.html" : request_path.substr(1);
  std::error_code ended, ignored;
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, ended);
  for (; !ended && entry != fs::recursive_directory_iterator(); entry.increment(ended)) {
    if (entry->is_regular_file(ignored) && entry->path().lexically_relative(root).generic_string() == wanted)
      return entry->path();
  }
  return {};
}

std::string etag_of(const fs::path& path) {
  std::error_code ignored;
  const auto changed = fs::last_write_time(path, ignored).time_since_epoch().count();
  return fmt::format("\"{:x}-{:x}\"", fs::file_size(path, ignored), changed);
}

/// Documents and workers have a policy; what they load goes by theirs. Of the scripts, modules are only
/// loaded, unless their name says that they are workers.
bool has_policy(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".html") || name.ends_with(".svg") || name.ends_with(".js") ||
         name.ends_with("worker.mjs");
}

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; "
    "worker-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

void answer(const fs::path& root, const httplib::Request& request, httplib::Response& response) {
  const auto file = find_file(root, request.path);
  if (!file) {
    response.status = 404;
    response.set_content("There is no such file on this page.\n", "text/plain; charset=utf-8");
    return;
  }
  fs::path sent = *file;
  const fs::path compressed = file->string() + ".br";
  response.set_header("Vary", "Accept-Encoding");
  if (request.get_header_value("Accept-Encoding").find("br") != std::string::npos && fs::exists(compressed)) {
    sent = compressed;
    response.set_header("Content-Encoding", "br");
  }
  if (has_policy(*file)) {
    response.set_header("Content-Security-Policy", std::string(kPolicy));
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
    response.set_header("Referrer-Policy", "no-referrer");
  }
  const std::string etag = etag_of(sent);
  response.set_header("ETag", etag);
  if (request.get_header_value("If-None-Match") == etag) {
    response.status = 304;
    return;
  }
  auto content = read_file(sent);
  if (!content) {
    response.status = 500;
    response.set_content("The file is there but cannot be read.\n", "text/plain; charset=utf-8");
    return;
  }
  response.set_content(std::move(*content), content_type(*file));
}

}  // namespace

const std::map<std::string, std::string>& site_headers() {
  static const std::map<std::string, std::string> headers{
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Cache-Control", "no-cache"},
      {"X-Content-Type-Options", "nosniff"},
  };
  return headers;
}

struct SiteServer::Http {
  httplib::Server server;
};

SiteServer::SiteServer(fs::path root) : root_(std::move(root)), http_(std::make_unique<Http>()) {}

SiteServer::~SiteServer() = default;

Result<int> SiteServer::bind(int port) {
  if (!fs::exists(root_ / "index.html")) {
    return Error{root_.string(),
                 "there is no page here (no index.html); build it with ./dev build web, or name its folder "
                 "with --root"};
  }
  auto& server = http_->server;
  httplib::Headers headers;
  for (const auto& [name, value] : site_headers()) headers.emplace(name, value);
  server.set_default_headers(headers);
  server.set_keep_alive_max_count(1000);
  server.Get(".*", [root = root_](const httplib::Request& request, httplib::Response& response) {
    answer(root, request, response);
  });
  // Without the library's SO_REUSEPORT, which would let a second server share a taken port silently.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  if (port == 0) {
    const int bound = server.bind_to_any_port(kLoopback);
    if (bound < 0) return Error{kLoopback, "no free port could be had"};
    return bound;
  }
  if (!server.bind_to_port(kLoopback, port)) {
    return Error{fmt::format("{}:{}", kLoopback, port),
                 errno == EACCES ? "this port needs rights that you lack; name one above 1023 with --port"
                                 : "the port is taken; name another with --port, or 0 for any free one"};
  }
  return port;
}

void SiteServer::serve(const StopToken& stop) {
  std::thread listener([this] { http_->server.listen_after_bind(); });
  std::mutex mutex;
  std::condition_variable_any asked;
  {
    std::unique_lock lock(mutex);
    asked.wait(lock, stop, [] { return false; });
  }
  // A server that does not listen yet does not hear a stop.
  http_->server.wait_until_ready();
  http_->server.stop();
  listener.join();
}

}  // namespace sp::native
