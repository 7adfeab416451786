#include "engine/practice/interview_record.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace sp::practice {
namespace {

/// By (at, id), whatever the records are.
template <class A, class B>
bool is_before(const A& a, const B& b) {
  return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

/// What the records of one interview come to.
struct Gathered {
  std::map<std::string_view, const TurnRecord*> turns;  ///< the latest of each
  const InterviewEnd* end = nullptr;                    ///< the latest
  std::int64_t first_at = INT64_MAX;

  void add(const TurnRecord& record) {
    const TurnRecord*& latest = turns[record.turn];
    if (latest == nullptr || is_before(*latest, record)) latest = &record;
    first_at = std::min(first_at, record.at);
  }
  void add(const InterviewEnd& record) {
    if (end == nullptr || is_before(*end, record)) end = &record;
    first_at = std::min(first_at, record.at);
  }

  InterviewSummary summary(std::string_view interview) const {
    InterviewSummary summary;
    summary.interview = interview;
    summary.first_at = first_at;
    summary.turns = turns.size();
    const TurnRecord* latest = nullptr;
    for (const auto& [id, record] : turns) {
      if (latest == nullptr || is_before(*latest, *record)) latest = record;
    }
    if (latest != nullptr) take(summary, *latest);
    if (end != nullptr) {
      if (latest == nullptr || is_before(*latest, *end)) take(summary, *end);
      summary.finished = true;
      summary.communication = end->communication;
    }
    return summary;
  }

 private:
  template <class Record>
  static void take(InterviewSummary& summary, const Record& latest) {
    summary.scenario = latest.scenario;
    summary.mode = latest.mode;
    summary.last_at = latest.at;
  }
};

}  // namespace

std::string_view name_of(InterviewMode mode) noexcept {
  return mode == InterviewMode::study ? "study" : "real";
}

std::vector<TurnRecord> turns_of(std::span<const TurnRecord> records, std::string_view interview) {
  Gathered gathered;
  for (const TurnRecord& record : records) {
    if (record.interview == interview) gathered.add(record);
  }
  std::vector<TurnRecord> turns;
  for (const auto& [id, record] : gathered.turns) turns.push_back(*record);
  std::sort(turns.begin(), turns.end(), is_before<TurnRecord, TurnRecord>);
  return turns;
}

std::optional<InterviewEnd> end_of(std::span<const InterviewEnd> ends, std::string_view interview) {
  Gathered gathered;
  for (const InterviewEnd& end : ends) {
    if (end.interview == interview) gathered.add(end);
  }
  if (gathered.end == nullptr) return std::nullopt;
  return *gathered.end;
}

std::vector<InterviewSummary> interviews(std::span<const TurnRecord> records,
                                         std::span<const InterviewEnd> ends) {
  std::map<std::string_view, Gathered> gathered;
  for (const TurnRecord& record : records) gathered[record.interview].add(record);
  for (const InterviewEnd& end : ends) gathered[end.interview].add(end);
  std::vector<InterviewSummary> summaries;
  for (const auto& [interview, all] : gathered) summaries.push_back(all.summary(interview));
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) {
    return std::tie(b.last_at, b.interview) < std::tie(a.last_at, a.interview);
  });
  return summaries;
}

}  // namespace sp::practice
