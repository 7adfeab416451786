#include "engine/practice/interview.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "engine/base/json.h"

namespace sp::practice {
namespace {

Assessed assessed(PhraseMatches found) {
  Assessed result;
  result.suggested = !found.said.empty();
  result.holds = result.suggested;
  if (!found.said.empty()) result.said = found.said.front();
  if (!found.denied.empty()) result.denied = found.denied.front();
  return result;
}

std::size_t holding(const std::vector<Assessed>& list) {
  return static_cast<std::size_t>(
      std::count_if(list.begin(), list.end(), [](const Assessed& a) { return a.holds; }));
}

/// At most kMostText bytes, whole characters of UTF-8.
std::string cut(std::string_view text) {
  if (text.size() <= Interview::kMostText) return std::string(text);
  std::size_t end = Interview::kMostText;
  constexpr std::size_t kLongestCharacter = 4;
  for (std::size_t back = 0; back < kLongestCharacter && end > 0; ++back, --end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) return std::string(text.substr(0, end));
  }
  return std::string(text.substr(0, Interview::kMostText));  // no UTF-8 at all
}

/// The ids of those that hold, in the turn's order.
template <class T>
std::vector<std::string> ids(const std::vector<T>& entries, const std::vector<Assessed>& assessed) {
  std::vector<std::string> held;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (assessed[i].holds) held.push_back(entries[i].id);
  }
  return held;
}

/// Why the records are not those of one interview of the scenario; empty when they are.
std::string fault(const bank::Scenario& scenario, std::span<const TurnRecord> records) {
  if (records.empty()) return "There is nothing to take up: the interview has no answered turn.";
  for (const TurnRecord& record : records) {
    if (record.interview != records.front().interview) return "The records are of several interviews.";
    if (record.scenario != scenario.id)
      return fmt::format("The interview is of scenario {}, not of {}.", in_quotes(record.scenario),
                         scenario.id);
  }
  return {};
}

}  // namespace

TurnAssessment assess(const bank::Turn& turn, std::string_view text) {
  const PhraseText words(text);
  TurnAssessment assessment;
  for (const bank::KeyPoint& point : turn.key_points)
    assessment.points.push_back(assessed(words.find(point.aliases, Denial::before)));
  for (const bank::RedFlag& flag : turn.red_flags)
    assessment.flags.push_back(assessed(words.find(flag.phrases, Denial::around)));
  return assessment;
}

int turn_grade(std::size_t covered, std::size_t points, std::size_t flags) noexcept {
  constexpr int kAgain = 1;
  constexpr int kHard = 2;
  constexpr int kGood = 3;
  constexpr int kEasy = 4;
  if (flags == 0 && covered >= points) return kEasy;
  if (flags == 0 && 3 * covered >= 2 * points) return kGood;
  return 3 * covered >= points ? kHard : kAgain;
}

Interview::Interview(const bank::Scenario& scenario, std::string id, InterviewMode mode)
    : scenario_(&scenario), id_(std::move(id)), mode_(mode), items_(scenario.turns.size()) {
  for (std::size_t i = 0; i < items_.size(); ++i)
    items_[i].replies.resize(scenario.turns[i].follow_ups.size());
}

Interview Interview::begin(const bank::Scenario& scenario, std::string id, InterviewMode mode) {
  return {scenario, std::move(id), mode};
}

Result<Interview> Interview::resume(const bank::Scenario& scenario, std::span<const TurnRecord> records) {
  if (std::string what = fault(scenario, records); !what.empty()) return Error{{}, std::move(what)};
  const std::vector<TurnRecord> standing = turns_of(records, records.front().interview);
  Interview interview(scenario, standing.back().interview, standing.back().mode);
  for (const TurnRecord& record : standing) {
    for (std::size_t i = 0; i < scenario.turns.size(); ++i) {
      if (scenario.turns[i].id == record.turn) interview.items_[i].record = record;
    }
  }
  interview.skip_answered();
  return interview;
}

std::vector<TurnRecord> Interview::records() const {
  std::vector<TurnRecord> records;
  for (const Item& item : items_) {
    if (item.record) records.push_back(*item.record);
  }
  return records;
}

Interview::Item& Interview::item() {
  assert(!finished());
  return items_[index_];
}

const Interview::Item& Interview::item() const {
  assert(!finished());
  return items_[index_];
}

const bank::Turn& Interview::turn() const {
  assert(!finished());
  return scenario_->turns[index_];
}

std::int64_t Interview::suggested_ms() const {
  constexpr double kMsPerMinute = 60'000;
  return static_cast<std::int64_t>(turn().minutes * kMsPerMinute);
}

const std::string& Interview::text() const {
  return item().text;
}

bool Interview::submitted() const {
  return item().assessment.has_value();
}

void Interview::write(std::string_view text) {
  if (!submitted()) item().text = cut(text);
}

bool Interview::can_take_hint() const {
  return mode_ == InterviewMode::study && !submitted() && hints().size() < turn().hints.size();
}

void Interview::take_hint() {
  assert(can_take_hint());
  ++item().hints;
}

std::span<const std::string> Interview::hints() const {
  return std::span(turn().hints).first(static_cast<std::size_t>(item().hints));
}

const TurnAssessment& Interview::submit(std::string_view text, std::int64_t ms_taken) {
  assert(!submitted() && ms_taken >= 0);
  write(text);
  item().ms_taken = ms_taken;
  item().assessment = assess(turn(), item().text);
  return assessment();
}

const TurnAssessment& Interview::assessment() const {
  assert(submitted());
  return *item().assessment;
}

void Interview::toggle_point(std::size_t point) {
  assert(point < assessment().points.size());
  Assessed& assessed = item().assessment->points[point];
  assessed.holds = !assessed.holds;
}

void Interview::toggle_flag(std::size_t flag) {
  assert(flag < assessment().flags.size());
  Assessed& assessed = item().assessment->flags[flag];
  assessed.holds = !assessed.holds;
}

int Interview::grade() const {
  const auto& [points, flags] = assessment();
  return turn_grade(holding(points), points.size(), holding(flags));
}

std::vector<std::size_t> Interview::follow_ups() const {
  using When = bank::TurnFollowUp::When;
  const auto is_covered = [&](const std::string& id) {
    const auto& points = turn().key_points;
    const auto point = std::find_if(points.begin(), points.end(), [&](const auto& p) { return p.id == id; });
    return point != points.end() &&
           assessment().points[static_cast<std::size_t>(point - points.begin())].holds;
  };
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < turn().follow_ups.size(); ++i) {
    const bank::TurnFollowUp& follow_up = turn().follow_ups[i];
    if (follow_up.when == When::always ||
        is_covered(follow_up.key_point) == (follow_up.when == When::covered))
      asked.push_back(i);
  }
  return asked;
}

const std::string& Interview::reply(std::size_t follow_up) const {
  assert(submitted() && follow_up < item().replies.size());
  return item().replies[follow_up];
}

void Interview::reply(std::size_t follow_up, std::string_view text) {
  assert(submitted() && follow_up < item().replies.size());
  item().replies[follow_up] = cut(text);
}

const TurnRecord& Interview::record(std::string id, std::int64_t at_unix_ms) {
  Item& now = item();
  TurnRecord& record = now.record.emplace();
  record.id = std::move(id);
  record.at = at_unix_ms;
  record.interview = id_;
  record.scenario = scenario_->id;
  record.turn = turn().id;
  record.mode = mode_;
  record.text = now.text;
  record.covered = ids(turn().key_points, assessment().points);
  record.flags = ids(turn().red_flags, assessment().flags);
  record.hints = now.hints;
  for (std::size_t i = 0; i < now.replies.size(); ++i) {
    if (!now.replies[i].empty()) record.replies.push_back({static_cast<int>(i), now.replies[i]});
  }
  record.ms_taken = now.ms_taken;
  return record;
}

void Interview::next() {
  assert(submitted());
  ++index_;
  skip_answered();
}

void Interview::skip_answered() {
  while (!finished() && items_[index_].record) ++index_;
}

InterviewEnd Interview::end(std::string id, std::int64_t at_unix_ms, int communication,
                            std::string_view notes) const {
  assert(communication >= 0 && communication <= 5);
  return {.id = std::move(id),
          .at = at_unix_ms,
          .interview = id_,
          .scenario = scenario_->id,
          .mode = mode_,
          .communication = communication,
          .notes = cut(notes)};
}

}  // namespace sp::practice
