#include "web/app/training.h"

#include <ctime>
#include <utility>

#include "engine/demos/list.h"

namespace sp::app {
namespace {

constexpr std::int64_t kPlanLastsMs = 60'000;

int utc_offset_minutes() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  std::tm utc{};
  localtime_r(&now, &local);
  gmtime_r(&now, &utc);
  utc.tm_isdst = local.tm_isdst;
  return static_cast<int>(std::difftime(std::mktime(&local), std::mktime(&utc)) / 60);
}

}  // namespace

practice::Calendar Training::calendar() {
  practice::Calendar calendar;
  calendar.utc_offset_minutes = utc_offset_minutes();
  return calendar;
}

void Training::set_curriculum(std::span<const bank::CurriculumItem> curriculum) {
  curriculum_.assign(curriculum.begin(), curriculum.end());
}

void Training::refresh(std::uint64_t bank_version) {
  // The offset changes with the season, and on a journey.
  const bool elsewhere = progress_ && calendar() != progress_->calendar();
  if (!items_ || bank_version != bank_version_ || elsewhere) {
    bank_version_ = bank_version;
    std::vector<practice::DemoName> names;
    for (const auto* demo : demos::all()) names.push_back({demo->info.id, demo->info.title});
    progress_.reset();
    items_ = std::make_unique<practice::Items>(bank_, curriculum_, names);
    progress_ = std::make_unique<practice::Progress>(*items_, calendar());
    log_version_ = UINT64_MAX;
  }
  if (log_.version() != log_version_) derive();
}

void Training::derive() {
  log_version_ = log_.version();
  progress_->rebuild(log_.history());
  today_.reset();
  ++version_;
}

const practice::DayPlan& Training::today() {
  const std::int64_t at = now();
  if (!today_ || at - today_at_ > kPlanLastsMs) {
    today_ = practice::plan_day(*progress_, at);
    today_at_ = at;
  }
  return *today_;
}

void Training::regrade(std::string_view record, practice::Grade grade) {
  const std::int64_t at = now();
  log_.record(practice::Regrade{log_.new_id(at), at, std::string(record), grade});
  derive();
}

void Training::undo(std::string_view record) {
  const std::int64_t at = now();
  log_.record(practice::Undo{log_.new_id(at), at, std::string(record)});
  derive();
}

std::string Training::mark(std::string_view item, practice::MarkKind kind) {
  const std::int64_t at = now();
  std::string id = log_.new_id(at);
  log_.record(practice::Mark{id, at, std::string(item), kind});
  derive();
  return id;
}

void Training::set(const practice::Settings& settings) {
  const std::int64_t at = now();
  for (auto& [name, value] : practice::changes(this->settings(), settings))
    log_.record(practice::Setting{log_.new_id(at), at, std::move(name), std::move(value)});
  derive();
}

}  // namespace sp::app
