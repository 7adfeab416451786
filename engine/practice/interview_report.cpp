#include "engine/practice/interview_report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/practice/interview.h"

namespace sp::practice {
namespace {

bool named(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

const bank::Turn* find_turn(const bank::Scenario* scenario, std::string_view id) {
  if (scenario == nullptr) return nullptr;
  const auto found = std::find_if(scenario->turns.begin(), scenario->turns.end(),
                                  [&](const bank::Turn& turn) { return turn.id == id; });
  return found == scenario->turns.end() ? nullptr : &*found;
}

void add_points(const bank::Turn& turn, ReportTurn& out, InterviewReport& report) {
  for (const bank::KeyPoint& point : turn.key_points) {
    const bool covered = named(out.record.covered, point.id);
    DimensionScore& score = report.dimensions[static_cast<std::size_t>(point.dimension)];
    ++score.possible;
    ++report.all.possible;
    score.covered += covered ? 1 : 0;
    report.all.covered += covered ? 1 : 0;
    (covered ? out.covered : out.missed).push_back(point.text);
    (covered ? out.covered_ids : out.missed_ids).push_back(point.id);
  }
}

ReportTurn turn_of(const TurnRecord& record, const bank::Turn* turn, InterviewReport& report) {
  ReportTurn out;
  out.record = record;
  report.ms_taken += record.ms_taken;
  if (turn == nullptr) return out;
  constexpr double kMsPerMinute = 60'000;
  out.prompt = turn->prompt;
  out.minutes = turn->minutes;
  out.model_answer = turn->answer;
  report.ms_suggested += static_cast<std::int64_t>(turn->minutes * kMsPerMinute);
  add_points(*turn, out, report);
  for (const bank::RedFlag& flag : turn->red_flags) {
    if (named(record.flags, flag.id)) out.flags.push_back({flag.text, flag.instead});
  }
  for (const Reply& reply : record.replies) {
    const auto index = static_cast<std::size_t>(reply.follow_up);
    if (index >= turn->follow_ups.size()) continue;
    out.follow_ups.push_back({turn->follow_ups[index].question, reply.text, turn->follow_ups[index].answer});
  }
  return out;
}

std::optional<double> difference(const DimensionScore& now, const DimensionScore& then) {
  const auto a = now.fraction(), b = then.fraction();
  return a && b ? std::optional(*a - *b) : std::nullopt;
}

}  // namespace

std::optional<double> DimensionScore::fraction() const {
  if (possible == 0) return {};
  return static_cast<double>(covered) / static_cast<double>(possible);
}

std::vector<PastInterview> past_interviews(const History& history, const bank::Bank& bank) {
  std::map<std::string_view, std::vector<TurnRecord>> turns;
  std::map<std::string_view, PastInterview> found;
  const auto begin = [&](const std::string& id, const std::string& scenario, InterviewMode mode,
                         std::int64_t at) -> PastInterview& {
    return found.try_emplace(id, PastInterview{id, scenario, mode, at, {}, {}}).first->second;
  };
  for (const Record* record : history.standing()) {  // by time
    if (const auto* turn = std::get_if<TurnRecord>(record); turn != nullptr && !turn->interview.empty()) {
      begin(turn->interview, turn->scenario, turn->mode, turn->at);
      turns[turn->interview].push_back(*turn);
    } else if (const auto* end = std::get_if<InterviewEnd>(record); end != nullptr) {
      begin(end->interview, end->scenario, end->mode, end->at).end = *end;
    }
  }
  std::vector<PastInterview> all;
  for (auto& [id, interview] : found) {
    interview.turns = standing_turns(bank.find_scenario(interview.scenario), turns[id]);
    all.push_back(std::move(interview));
  }
  std::sort(all.begin(), all.end(), [](const PastInterview& a, const PastInterview& b) {
    return std::tie(b.at, b.id) < std::tie(a.at, a.id);
  });
  return all;
}

InterviewReport report_of(const PastInterview& interview, const bank::Bank& bank,
                          std::string (*demo_title)(std::string_view id)) {
  InterviewReport report;
  report.interview = interview;
  const bank::Scenario* scenario = bank.find_scenario(interview.scenario);
  report.title = scenario == nullptr ? interview.scenario : scenario->title;
  for (const TurnRecord& record : interview.turns)
    report.turns.push_back(turn_of(record, find_turn(scenario, record.turn), report));
  if (scenario == nullptr) return report;
  report.turns_asked = scenario->turns.size();
  report.closing = scenario->closing;
  for (const std::string& id : scenario->cards) {
    if (const bank::Card* card = bank.find_card(id)) report.cards.push_back({card->title, "#/card/" + id});
  }
  for (const std::string& id : scenario->demos) {
    if (std::string title = demo_title(id); !title.empty())
      report.demos.push_back({std::move(title), "#/lab/" + id});
  }
  return report;
}

Comparison compare(const InterviewReport& now, const InterviewReport& then) {
  Comparison comparison;
  for (std::size_t i = 0; i < comparison.change.size(); ++i)
    comparison.change[i] = difference(now.dimensions[i], then.dimensions[i]);
  comparison.all = difference(now.all, then.all);
  for (const ReportTurn& turn : now.turns) {
    const auto before = std::find_if(then.turns.begin(), then.turns.end(), [&](const ReportTurn& other) {
      return other.record.turn == turn.record.turn;
    });
    if (before == then.turns.end()) continue;
    for (const std::string& id : turn.covered_ids)
      comparison.newly_covered += named(before->missed_ids, id) ? 1 : 0;
    for (const std::string& id : turn.missed_ids) comparison.lost += named(before->covered_ids, id) ? 1 : 0;
  }
  return comparison;
}

}  // namespace sp::practice
