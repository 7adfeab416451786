#include "native/log_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "native/platform/files.h"

namespace sp::native {

Result<LogFile> LogFile::open(std::string path) {
  LogFile log;
  log.path_ = std::move(path);
  if (log.path_.empty()) return log;
  const auto text = read_log_file(log.path_);
  if (!text.ok()) return text.error();
  practice::ParsedLog parsed = practice::parse_log(text.value(), log.path_);
  for (practice::Record& record : parsed.records) log.history_.add(std::move(record));
  log.set_aside_ = std::move(parsed.set_aside);
  return log;
}

Status LogFile::append(practice::Record record) {
  Status status;
  if (!path_.empty()) status = append_line(path_, practice::to_line(record));
  history_.add(std::move(record));
  return status;
}

Result<LogFile::Merged> LogFile::merge(std::span<const practice::Record> records) {
  practice::History merged = history_;
  Merged count;
  std::vector<std::string> lines;
  for (const practice::Record& record : records) {
    if (merged.add(record)) {
      ++count.added;
      lines.push_back(practice::to_line(record));
    } else {
      ++count.known;
    }
  }
  if (!path_.empty()) {
    if (const Status kept = append_lines(path_, lines); !kept.ok()) return kept.error();
  }
  history_ = std::move(merged);
  return count;
}

std::string LogFile::text() const {
  std::string text;
  for (const practice::Record& record : history_.records()) text += practice::to_line(record) + '\n';
  for (const practice::SetAside& line : set_aside_) text += line.text + '\n';
  return text;
}

std::string set_aside_words(std::span<const practice::SetAside> lines, std::string_view what) {
  constexpr std::size_t kMostPlaces = 5;
  if (lines.empty()) return {};
  std::string places;
  for (const auto& line : lines.first(std::min(lines.size(), kMostPlaces)))
    places += fmt::format("{}{}:{}", places.empty() ? "" : ", ", line.problem.file, line.line);
  if (lines.size() > kMostPlaces) places += fmt::format(" and {} more", lines.size() - kMostPlaces);
  return fmt::format("{} of {} not understood and {} set aside: {}",
                     lines.size() == 1 ? "1 line" : fmt::format("{} lines", lines.size()),
                     fmt::format("{} {}", what, lines.size() == 1 ? "was" : "were"),
                     lines.size() == 1 ? "is" : "are", places);
}

}  // namespace sp::native
