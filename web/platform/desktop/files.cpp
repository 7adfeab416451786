#include "web/platform/desktop/files.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace sp::platform {
namespace {

namespace fs = std::filesystem;

/// $XDG_.../switchpoint, or ~/<otherwise>/switchpoint.
fs::path own_folder(const char* variable, const char* otherwise) {
  const char* const set = std::getenv(variable);
  if (set != nullptr && *set == '/') return fs::path(set) / "switchpoint";
  const char* const home = std::getenv("HOME");
  return fs::path(home != nullptr ? home : ".") / otherwise / "switchpoint";
}

Error system_error(const fs::path& path, std::string_view doing) {
  return {.where = path.string(), .what = "cannot " + std::string(doing) + ": " + std::strerror(errno)};
}

/// Writes a new file and waits until the disk has it.
Status write_durably(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return system_error(path, "open");
  Status status;
  while (!bytes.empty() && status.ok()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0) {
      status = system_error(path, "write");
    } else {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  if (status.ok() && ::fsync(file) != 0) status = system_error(path, "write");
  ::close(file);
  return status;
}

std::int64_t unix_ms(fs::file_time_type time) {
  const auto system = std::chrono::file_clock::to_sys(time);
  return std::chrono::duration_cast<std::chrono::milliseconds>(system.time_since_epoch()).count();
}

/// Files that are being written; none is a deck, whose names do not begin with a point.
constexpr std::string_view kUnfinished = ".unfinished";

/// Whether the file's last line lacks its end: a write was torn.
bool ends_torn(int file, off_t size) {
  char last = '\n';
  return size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

/// False, with errno, when not all of it could be written; a part of it may stand there then.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Appends a line and waits until the disk has it: under the file's lock, after ending a torn last line, and
/// as a whole or not at all, as the command line does (native/platform/files.h).
Status append_durably(const fs::path& path, std::string line) {
  const int file = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return system_error(path, "open");
  Status status;
  if (::flock(file, LOCK_EX) != 0) {
    status = system_error(path, "lock");
  } else {
    const off_t size = ::lseek(file, 0, SEEK_END);
    if (ends_torn(file, size)) line.insert(line.begin(), '\n');
    if (!write_all(file, line) || ::fsync(file) != 0) {
      status = system_error(path, "write");
      if (size >= 0 && ::ftruncate(file, size) != 0) status = system_error(path, "cut back");
    }
  }
  ::close(file);  // and unlocks it
  return status;
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return system_error(path, "open");
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return system_error(path, "read");
  return std::move(text).str();
}

File read_given(const fs::path& path) {
  File file{path.filename().string(), {}, 0, {}};
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  if (!failed && size > kMostFileBytes) {
    file.problem = "The file is too large: a deck has at most 4 MB, so it was not read.";
    return file;
  }
  Result<std::string> text = failed ? Result<std::string>(system_error(path, "read")) : read_file(path);
  if (text.ok()) {
    file.text = std::move(text).value();
  } else {
    file.problem = "The file cannot be read. It may be a folder, or have been moved.";
  }
  return file;
}

Files::Files()
    : Files(own_folder("XDG_DATA_HOME", ".local/share"), own_folder("XDG_CONFIG_HOME", ".config")) {}

Files::Files(fs::path data, fs::path config) : data_(std::move(data)), config_(std::move(config)) {
  std::ifstream file(preferences_file());
  for (std::string line; std::getline(file, line);) {
    if (const std::size_t mark = line.find('='); mark != std::string::npos) {
      preferences_[line.substr(0, mark)] = line.substr(mark + 1);
    }
  }
}

StoredAnswers Files::load_answers() const {
  StoredAnswers stored;
  std::error_code none;
  if (!fs::exists(answers_file(), none)) return stored;
  const Result<std::string> text = read_file(answers_file());
  if (!text.ok()) {
    stored.problem = "Your earlier answers cannot be read: " + to_string(text.error()) + ".";
    return stored;
  }
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) stored.lines.push_back(std::move(line));
  }
  return stored;
}

Status Files::append_answer(std::string_view id, std::string_view line) {
  if (appended_.contains(std::string(id))) return {};
  std::error_code failed;
  fs::create_directories(data_, failed);
  if (failed) return Error{.where = data_.string(), .what = "cannot make the folder: " + failed.message()};
  Status status = append_durably(answers_file(), std::string(line) + '\n');
  if (status.ok()) appended_.insert(std::string(id));
  return status;
}

Status Files::erase_answers() {
  std::error_code failed;
  fs::remove(answers_file(), failed);
  if (failed) return Error{.where = answers_file().string(), .what = "cannot delete: " + failed.message()};
  appended_.clear();
  return {};
}

StoredDecks Files::load_decks() const {
  StoredDecks stored;
  std::error_code failed;
  if (!fs::exists(decks_folder(), failed)) return stored;
  for (fs::directory_iterator entry(decks_folder(), failed); !failed && entry != fs::directory_iterator();
       entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::error_code none;
    if (name.starts_with('.') || !entry->is_regular_file(none)) continue;
    const Result<std::string> text = read_file(entry->path());
    if (!text.ok()) {
      stored.problem = "A deck cannot be read: " + to_string(text.error()) + ".";
      continue;
    }
    stored.decks.push_back({name, *text, unix_ms(entry->last_write_time(none)), {}});
  }
  if (failed) stored.problem = "Your decks cannot be read: " + failed.message() + ".";
  return stored;
}

Status Files::keep_deck(const File& deck) const {
  std::error_code failed;
  fs::create_directories(decks_folder(), failed);
  if (failed)
    return Error{.where = decks_folder().string(), .what = "cannot make the folder: " + failed.message()};
  const fs::path unfinished = decks_folder() / kUnfinished;
  if (Status written = write_durably(unfinished, deck.text); !written.ok()) return written;
  fs::rename(unfinished, decks_folder() / deck.name, failed);
  if (failed) return Error{.where = deck.name, .what = "cannot be written: " + failed.message()};
  return {};
}

Status Files::remove_deck(std::string_view name) const {
  std::error_code failed;
  fs::remove(decks_folder() / name, failed);
  if (failed) return Error{.where = std::string(name), .what = "cannot be deleted: " + failed.message()};
  return {};
}

std::string Files::preference(std::string_view name) const {
  const auto it = preferences_.find(name);
  return it == preferences_.end() ? std::string() : it->second;
}

void Files::set_preference(std::string_view name, std::string_view value) {
  preferences_[std::string(name)] = value;
  std::error_code failed;
  fs::create_directories(config_, failed);
  std::ofstream file(preferences_file(),
                     std::ios::trunc);  // a preference that cannot be kept holds until the window is closed
  for (const auto& [key, kept] : preferences_) file << key << '=' << kept << '\n';
}

Result<std::string> Files::save_download(std::string_view name, std::string_view bytes) {
  const char* const home = std::getenv("HOME");
  fs::path folder = home != nullptr ? home : ".";
  std::error_code none;
  if (fs::is_directory(folder / "Downloads", none)) folder /= "Downloads";
  const fs::path wanted = folder / fs::path(name).filename();
  fs::path path = wanted;
  for (int copy = 2; fs::exists(path, none); ++copy) {
    path = wanted.parent_path() /
           (wanted.stem().string() + "-" + std::to_string(copy) + wanted.extension().string());
  }
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return system_error(path, "write");
  return path.string();
}

}  // namespace sp::platform
