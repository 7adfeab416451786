#include "native/platform/files.h"

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sp::native {
namespace {

constexpr mode_t kFolderMode = 0700;
constexpr mode_t kFileMode = 0600;

/// A file descriptor that closes itself; -1 when there is none.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// Calls again while a signal interrupts it.
template <class Call>
auto retried(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Descriptor open_file(const std::string& path, int flags) {
  return Descriptor(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, kFileMode); }));
}

Error system_error(const std::string& path, std::string_view doing) {
  return {path, fmt::format("cannot {}: {}", doing, std::generic_category().message(errno))};
}

Status sync_folder(const std::filesystem::path& folder) {
  const auto descriptor = open_file(folder.string(), O_RDONLY | O_DIRECTORY);
  if (!descriptor || ::fsync(descriptor.get()) != 0) return system_error(folder.string(), "sync");
  return {};
}

/// Makes the folder and those above it.
Status make_folders(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::is_directory(folder)) return {};
  if (auto above = make_folders(folder.parent_path()); !above.ok()) return above;
  if (::mkdir(folder.c_str(), kFolderMode) != 0 && errno != EEXIST)
    return system_error(folder.string(), "make the folder");
  return sync_folder(folder.has_parent_path() ? folder.parent_path() : ".");
}

/// Writes all of it, or nothing: after a failure the file ends where it ended before.
Status write_at_end(int fd, const std::string& path, off_t end, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = retried([&] { return ::write(fd, text.data(), text.size()); });
    if (written < 0) {
      const Error error = system_error(path, "write");
      if (::ftruncate(fd, end) != 0) return Error{path, error.what + "; a part of the line remains"};
      return error;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const auto file = open_file(path, O_RDONLY | O_NONBLOCK);  // a pipe must not block the opening
  if (!file) return system_error(path, "open");
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return system_error(path, "read");
  if (!S_ISREG(info.st_mode)) return Error{path, "cannot read: it is not a regular file"};
  std::string text;
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size <= max_bytes) text.reserve(size);
  std::string block(std::size_t{64} << 10U, '\0');
  for (;;) {
    const ssize_t got = retried([&] { return ::read(file.get(), block.data(), block.size()); });
    if (got < 0) return system_error(path, "read");
    if (got == 0) return text;
    text.append(block, 0, static_cast<std::size_t>(got));
    if (text.size() > max_bytes)
      return Error{path, fmt::format("cannot read: it is larger than {} bytes", max_bytes)};
  }
}

Status append_line(const std::string& path, std::string_view line) {
  assert(line.find('\n') == std::string_view::npos);
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (auto made = make_folders(folder); !made.ok()) return made;
  const bool fresh = ::access(path.c_str(), F_OK) != 0;
  const auto file = open_file(path, O_RDWR | O_APPEND | O_CREAT);
  if (!file) return system_error(path, "open");
  if (retried([&] { return ::flock(file.get(), LOCK_EX); }) != 0) return system_error(path, "lock");

  const off_t end = ::lseek(file.get(), 0, SEEK_END);
  if (end < 0) return system_error(path, "read");
  std::string text;
  char last = '\n';
  if (end > 0 && ::pread(file.get(), &last, 1, end - 1) != 1) return system_error(path, "read");
  if (last != '\n') text += '\n';
  text += line;
  text += '\n';
  if (auto written = write_at_end(file.get(), path, end, text); !written.ok()) return written;
  if (::fsync(file.get()) != 0) return system_error(path, "sync");
  return fresh ? sync_folder(folder.empty() ? "." : folder) : Status();
}

Result<std::string> data_directory() {
  if (const std::string own = environment("SWITCHPOINT_DATA"); !own.empty()) return own;
  if (const std::string data = environment("XDG_DATA_HOME"); data.starts_with('/'))
    return data + "/switchpoint";
  if (const std::string home = environment("HOME"); !home.empty()) return home + "/.local/share/switchpoint";
  return Error{{}, "no folder for your data: set SWITCHPOINT_DATA or HOME"};
}

Result<std::string> answer_log_path() {
  auto folder = data_directory();
  if (!folder.ok()) return folder;
  return folder.value() + "/answers.jsonl";
}

}  // namespace sp::native
