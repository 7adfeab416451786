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
constexpr std::size_t kMostLogBytes = std::size_t{1} << 30U;

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

Error not_regular(const std::string& path) {
  return {path, "cannot read: it is not a regular file"};
}

std::filesystem::path folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder;
}

Status sync_folder(const std::filesystem::path& folder) {
  const auto descriptor = open_file(folder.string(), O_RDONLY | O_DIRECTORY);
  if (!descriptor) return system_error(folder.string(), "sync");
  const bool synced = retried([&] { return ::fsync(descriptor.get()); }) == 0;
  if (!synced && errno != EINVAL)  // EINVAL: this file system syncs no folders
    return system_error(folder.string(), "sync");
  return {};
}

/// Makes the folder and those above it.
Status make_folders(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::is_directory(folder)) return {};
  if (auto above = make_folders(folder.parent_path()); !above.ok()) return above;
  if (::mkdir(folder.c_str(), kFolderMode) != 0 && errno != EEXIST)
    return system_error(folder.string(), "make the folder");
  return sync_folder(folder_of(folder.string()));
}

Status write_all(int fd, const std::string& path, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = retried([&] { return ::write(fd, text.data(), text.size()); });
    if (written == 0) return Error{path, "cannot write: nothing was taken"};
    if (written < 0) return system_error(path, "write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

/// Writes all of it and waits for the disk; after a failure the file ends where it ended before.
Status write_at_end(int fd, const std::string& path, off_t end, std::string_view text) {
  Status status = write_all(fd, path, text);
  if (status.ok() && retried([&] { return ::fsync(fd); }) != 0) status = system_error(path, "sync");
  if (!status.ok() && ::ftruncate(fd, end) != 0)
    return Error{path, status.error().what + "; a part of it may remain"};
  return status;
}

/// Whether the descriptor's file still is the one of this path.
bool still_at(const Descriptor& file, const std::string& path) {
  struct stat ours{};
  struct stat theirs{};
  return ::fstat(file.get(), &ours) == 0 && ::stat(path.c_str(), &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

/// The log, opened and locked against all others; it is the file of this path while nobody replaces it.
Result<Descriptor> open_locked(const std::string& path) {
  constexpr int kTries = 100;  // each fails only if the file was replaced meanwhile
  for (int i = 0; i < kTries; ++i) {
    if (auto made = make_folders(std::filesystem::path(path).parent_path()); !made.ok()) return made.error();
    auto file = open_file(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK);  // a pipe must not block it
    if (!file) return system_error(path, "open");
    if (retried([&] { return ::flock(file.get(), LOCK_EX); }) != 0) return system_error(path, "lock");
    if (still_at(file, path)) return file;
  }
  return Error{path, "cannot lock: the file is replaced again and again"};
}

/// What must stand before the next line: a line end, if the last line lacks its own.
Result<std::string> missing_end(int fd, const std::string& path, off_t end) {
  char last = '\n';
  if (end > 0 && retried([&] { return ::pread(fd, &last, 1, end - 1); }) != 1)
    return system_error(path, "read");
  return std::string(last == '\n' ? "" : "\n");
}

Result<std::string> read_all(const Descriptor& file, const std::string& path, std::size_t max_bytes) {
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return system_error(path, "read");
  if (!S_ISREG(info.st_mode)) return not_regular(path);
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

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const auto file = open_file(path, O_RDONLY | O_NONBLOCK);  // a pipe must not block the opening
  if (!file) return system_error(path, "open");
  return read_all(file, path, max_bytes);
}

Result<std::string> read_log_file(const std::string& path) {
  const auto file = open_file(path, O_RDONLY | O_NONBLOCK);
  if (!file && errno == ENOENT) return std::string();
  if (!file) return system_error(path, "open");
  if (retried([&] { return ::flock(file.get(), LOCK_SH); }) != 0) return system_error(path, "lock");
  return read_all(file, path, kMostLogBytes);
}

Status append_lines(const std::string& path, std::span<const std::string> lines) {
  if (lines.empty()) return {};
  auto file = open_locked(path);
  if (!file.ok()) return file.error();
  const int fd = file.value().get();
  struct stat info{};
  if (::fstat(fd, &info) != 0) return system_error(path, "read");
  if (!S_ISREG(info.st_mode)) return not_regular(path);
  // The folder's entry is on the disk before the file has a line: whoever finds lines need not see to it.
  if (info.st_size == 0) {
    if (auto synced = sync_folder(folder_of(path)); !synced.ok()) return synced;
  }
  auto text = missing_end(fd, path, info.st_size);
  if (!text.ok()) return text.error();
  for (const std::string& line : lines) {
    assert(line.find('\n') == std::string::npos);
    text.value() += line + '\n';
  }
  return write_at_end(fd, path, info.st_size, text.value());
}

Status append_line(const std::string& path, std::string_view line) {
  const std::string one(line);
  return append_lines(path, std::span(&one, 1));
}

Status write_file(const std::string& path, std::string_view text) {
  std::string unfinished = path + ".XXXXXX";
  const Descriptor file(::mkostemp(unfinished.data(), O_CLOEXEC));
  if (!file) return system_error(path, "write");
  Status status = write_all(file.get(), path, text);
  if (status.ok() && retried([&] { return ::fsync(file.get()); }) != 0) status = system_error(path, "sync");
  if (status.ok() && ::rename(unfinished.c_str(), path.c_str()) != 0) status = system_error(path, "write");
  if (!status.ok()) {
    ::unlink(unfinished.c_str());
    return status;
  }
  return sync_folder(folder_of(path));
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
