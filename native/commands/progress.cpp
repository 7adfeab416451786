#include "native/commands/progress.h"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <random>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/base/rng.h"
#include "engine/practice/settings.h"
#include "native/commands/progress_text.h"
#include "native/log_file.h"
#include "native/platform/files.h"
#include "native/platform/local_time.h"
#include "native/question_bank.h"

namespace sp::native {
namespace {

/// The settings with what was given instead; nothing when something is out of bounds, which is said.
std::optional<practice::Settings> wanted(const ProgressOptions& options, practice::Settings settings,
                                         std::ostream& err) {
  if (options.interview_date) {
    settings.interview_day = practice::parse_date(*options.interview_date);
    if (!settings.interview_day && *options.interview_date != "none") {
      err << fmt::format(
          "switchpoint: --interview-date: expected a date such as 2026-12-31, or none, got \"{}\"\n",
          *options.interview_date);
      return {};
    }
  }
  if (options.new_per_day) {
    settings.new_per_day = *options.new_per_day;
    if (settings.new_per_day < 0 || settings.new_per_day > practice::kMostNewPerDay) {
      err << fmt::format("switchpoint: --new-per-day: expected 0 to {}, got {}\n", practice::kMostNewPerDay,
                         settings.new_per_day);
      return {};
    }
  }
  if (options.retention) {
    settings.retention = *options.retention;
    const bool within =
        settings.retention >= practice::kLeastRetention && settings.retention <= practice::kMostRetention;
    if (!within) {
      err << fmt::format("switchpoint: --retention: expected {} to {}, got {}\n", practice::kLeastRetention,
                         practice::kMostRetention, settings.retention);
      return {};
    }
  }
  return settings;
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code none;
  return std::filesystem::equivalent(a, b, none);
}

/// What `show_progress` does, one after the other; each says on `err` why it is not done.
class ProgressCommand {
 public:
  ProgressCommand(const ProgressOptions& options, LogFile log, std::ostream& out, std::ostream& err)
      : options_(options), log_(std::move(log)), out_(out), err_(err) {}

  ExitCode run();

 private:
  bool import_from(const std::string& file);
  bool set(const practice::Settings& settings);
  bool export_to(const std::string& file);
  ExitCode show();
  std::int64_t now() const { return options_.now_unix_ms ? options_.now_unix_ms() : system_now_ms(); }
  bool failed(const Error& error) {
    err_ << "switchpoint: " << to_string(error) << '\n';
    return false;
  }

  const ProgressOptions& options_;
  LogFile log_;
  std::ostream& out_;
  std::ostream& err_;
};

bool ProgressCommand::import_from(const std::string& file) {
  const auto text = read_file(file);
  if (!text.ok()) return failed(text.error());
  const practice::ParsedLog parsed = practice::parse_log(text.value(), file);
  const auto merged = log_.merge(parsed.records);
  if (!merged.ok()) return failed(merged.error());
  out_ << fmt::format("{}: {} added, {} known already.\n", file, counted(merged.value().added, "new record"),
                      merged.value().known);
  for (const practice::SetAside& line : parsed.set_aside) out_ << to_string(line.problem) << '\n';
  if (!parsed.set_aside.empty()) {
    out_ << fmt::format(
        "{} not understood: left where {}, and not added.\n",
        parsed.set_aside.size() == 1 ? "1 line was" : fmt::format("{} lines were", parsed.set_aside.size()),
        parsed.set_aside.size() == 1 ? "it is" : "they are");
  }
  return true;
}

bool ProgressCommand::set(const practice::Settings& settings) {
  std::random_device device;
  Rng ids(options_.id_seed ? *options_.id_seed : (std::uint64_t{device()} << 32U) | device());
  for (auto& [name, value] : practice::changes(practice::settings_of(log_.history()), settings)) {
    const std::int64_t at = now();
    const Status kept = log_.append(
        practice::Setting{practice::make_answer_id(ids, at), at, std::move(name), std::move(value)});
    if (!kept.ok()) return failed(kept.error());
  }
  return true;
}

bool ProgressCommand::export_to(const std::string& file) {
  if (is_same_file(file, log_.path()))
    return failed({file, "cannot write: it is the log itself; name another file"});
  if (const Status written = write_file(file, log_.text()); !written.ok()) return failed(written.error());
  out_ << fmt::format("{}: {} written", file, counted(log_.history().size(), "record"));
  if (!log_.set_aside().empty())
    out_ << fmt::format(", and {} as they stand that were not understood",
                        counted(log_.set_aside().size(), "line"));
  out_ << ".\n";
  return true;
}

ExitCode ProgressCommand::show() {
  QuestionBank bank;
  const ExitCode loaded = load_question_bank(options_.bundle, options_.decks, bank, err_);
  if (loaded != kExitOk) return loaded;
  const std::int64_t at = now();
  const practice::Items items = bank.items();
  practice::Progress progress(items, local_calendar(at));
  progress.rebuild(log_.history());
  out_ << progress_text(progress, at);
  return kExitOk;
}

ExitCode ProgressCommand::run() {
  if (!wanted(options_, {}, err_)) return kExitUsage;
  if (const std::string words = set_aside_words(log_.set_aside(), "the log"); !words.empty())
    out_ << words << '\n';
  const auto& files = options_.import_files;
  if (!std::all_of(files.begin(), files.end(), [this](const auto& file) { return import_from(file); }))
    return kExitUnavailable;
  if (!set(*wanted(options_, practice::settings_of(log_.history()), err_))) return kExitUnavailable;
  if (!options_.export_file.empty() && !export_to(options_.export_file)) return kExitUnavailable;
  return files.empty() && options_.export_file.empty() ? show() : kExitOk;
}

}  // namespace

ExitCode show_progress(const ProgressOptions& options, std::ostream& out, std::ostream& err) {
  const auto path = options.log_file ? Result<std::string>(*options.log_file) : answer_log_path();
  auto log = path.ok() ? LogFile::open(path.value()) : Result<LogFile>(path.error());
  if (!log.ok()) {
    err << "switchpoint: " << to_string(log.error()) << '\n';
    return kExitUnavailable;
  }
  return ProgressCommand(options, std::move(log).value(), out, err).run();
}

}  // namespace sp::native
