#include "engine/practice/interview_report.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/practice/interview.h"
#include "engine/practice/phrases.h"

namespace sp::practice {
namespace {

template <class T>
const T* find_by_id(const std::vector<T>& entries, std::string_view id) {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const T& e) { return e.id == id; });
  return entry == entries.end() ? nullptr : &*entry;
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// A year: what a log holds may be anything, and is added up.
constexpr std::int64_t kMostMs = 31'536'000'000;

std::size_t place_of(bank::Dimension dimension) {
  return static_cast<std::size_t>(dimension);
}

// --- one turn ---

std::vector<ReportPoint> points_of(const bank::Turn* turn, const TurnRecord& record) {
  std::vector<ReportPoint> points;
  if (turn != nullptr) {
    for (const bank::KeyPoint& point : turn->key_points)
      points.push_back({point.id, true, point.text, point.dimension, contains(record.covered, point.id)});
  }
  for (const std::string& id : record.covered) {
    if (find_by_id(points, id) != nullptr) continue;
    ReportPoint& gone = points.emplace_back();
    gone.id = id;
    gone.covered = true;
  }
  return points;
}

std::vector<ReportFlag> flags_of(const bank::Turn* turn, const TurnRecord& record) {
  std::vector<ReportFlag> flags;
  for (const std::string& id : record.flags) {
    const bank::RedFlag* flag = turn == nullptr ? nullptr : find_by_id(turn->red_flags, id);
    ReportFlag& added = flags.emplace_back();
    added.id = id;
    if (flag == nullptr) continue;
    added.known = true;
    added.text = flag->text;
    added.instead = flag->instead;
  }
  return flags;
}

std::vector<ReportReply> replies_of(const bank::Turn* turn, const TurnRecord& record) {
  std::vector<ReportReply> replies;
  for (const Reply& reply : record.replies) {
    ReportReply& added = replies.emplace_back();
    added.text = reply.text;
    const auto index = static_cast<std::size_t>(reply.follow_up);
    if (turn == nullptr || reply.follow_up < 0 || index >= turn->follow_ups.size()) continue;
    added.question = turn->follow_ups[index].question;
    added.answer = turn->follow_ups[index].answer;
  }
  return replies;
}

int grade_of(const bank::Turn& turn, const ReportTurn& report) {
  const auto count = [](const auto& list, auto is) {
    return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), is));
  };
  const std::size_t covered = count(report.points, [](const auto& p) { return p.known && p.covered; });
  const std::size_t raised = count(report.flags, [](const auto& f) { return f.known; });
  return turn_grade(covered, turn.key_points.size(), raised);
}

ReportTurn report_turn(const bank::Turn* turn, const TurnRecord& record) {
  ReportTurn report;
  report.id = record.turn;
  report.text = record.text;
  report.at = record.at;
  report.ms_taken = std::clamp<std::int64_t>(record.ms_taken, 0, kMostMs);
  report.hints = record.hints;
  report.points = points_of(turn, record);
  report.flags = flags_of(turn, record);
  report.replies = replies_of(turn, record);
  if (turn == nullptr) return report;
  constexpr double kMsPerMinute = 60'000;
  report.known = true;
  report.prompt = turn->prompt;
  report.model_answer = turn->answer;
  report.suggested_ms = static_cast<std::int64_t>(turn->minutes * kMsPerMinute);
  report.grade = grade_of(*turn, report);
  return report;
}

// --- links ---

std::string text_of(const bank::Card& card) {
  std::string text = card.title + "\n" + card.prompt + "\n" + card.short_answer + "\n" + card.answer;
  for (const std::string& point : card.key_points) text += "\n" + point;
  return text;
}

ReportLink link_to(const bank::Card& card) {
  return {card.title, "#/card/" + card.id};
}

ReportLink link_to_demo(const std::string& id) {
  return {id, "#/lab/" + id};
}

/// Which cards of a scenario say what was missed.
class Links {
 public:
  Links(const bank::Bank& bank, const bank::Scenario& scenario) : scenario_(scenario) {
    for (const std::string& id : scenario.cards) {
      if (const bank::Card* card = bank.find_card(id)) cards_.push_back({card, std::nullopt});
    }
  }

  std::vector<ReportLink> cards() const {
    std::vector<ReportLink> links;
    for (const Entry& entry : cards_) links.push_back(link_to(*entry.card));
    return links;
  }

  /// The cards that say most of the point's aliases, and their demos.
  std::vector<ReportLink> of(const bank::KeyPoint& point) {
    constexpr std::size_t kMostCards = 2;
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < cards_.size(); ++i) {
      Entry& entry = cards_[i];
      if (!entry.text) entry.text.emplace(text_of(*entry.card));
      const std::size_t said = entry.text->find(point.aliases).said.size();
      if (said > 0) ranked.push_back({said, i});
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      return a.said != b.said ? a.said > b.said : a.place < b.place;
    });
    if (ranked.size() > kMostCards) ranked.resize(kMostCards);
    std::vector<ReportLink> links;
    for (const Ranked& entry : ranked) links.push_back(link_to(*cards_[entry.place].card));
    for (const Ranked& entry : ranked) add_demos(*cards_[entry.place].card, links);
    return links;
  }

 private:
  struct Entry {
    const bank::Card* card;
    std::optional<PhraseText> text;  ///< read when it is first needed
  };
  struct Ranked {
    std::size_t said;   ///< aliases
    std::size_t place;  ///< in cards_
  };

  void add_demos(const bank::Card& card, std::vector<ReportLink>& links) const {
    for (const std::string& id : card.demos) {
      const ReportLink link = link_to_demo(id);
      if (contains(scenario_.demos, id) && std::find(links.begin(), links.end(), link) == links.end())
        links.push_back(link);
    }
  }

  const bank::Scenario& scenario_;
  std::vector<Entry> cards_;  ///< in the scenario's order
};

// --- the whole ---

void add_turns(Report& report, const bank::Scenario* scenario, const std::vector<TurnRecord>& records) {
  const auto record_of = [&](std::string_view turn) {
    const auto record =
        std::find_if(records.begin(), records.end(), [&](const TurnRecord& r) { return r.turn == turn; });
    return record == records.end() ? nullptr : &*record;
  };
  if (scenario != nullptr) {
    for (const bank::Turn& turn : scenario->turns) {
      if (const TurnRecord* record = record_of(turn.id)) {
        report.turns.push_back(report_turn(&turn, *record));
      } else {
        report.unanswered.push_back(turn.prompt);
      }
    }
  }
  for (const TurnRecord& record : records) {
    if (find_by_id(report.turns, record.turn) == nullptr)
      report.turns.push_back(report_turn(nullptr, record));
  }
}

void add_scores(Report& report) {
  for (const bank::Dimension dimension : bank::kDimensions)
    report.scores[place_of(dimension)].dimension = dimension;
  for (std::size_t i = 0; i < report.turns.size(); ++i) {
    const ReportTurn& turn = report.turns[i];
    constexpr int kAll = 4;
    if (turn.grade == kAll) report.strong_turns.push_back(i);
    report.ms_taken += turn.ms_taken;
    report.suggested_ms += turn.suggested_ms;
    for (const ReportPoint& point : turn.points) {
      if (!point.known) continue;
      ReportScore& score = report.scores[place_of(point.dimension)];
      ++score.possible;
      score.covered += point.covered ? 1 : 0;
    }
  }
  for (const ReportScore& score : report.scores) {
    constexpr std::size_t kFewest = 2;
    if (score.possible >= kFewest && 4 * score.covered >= 3 * score.possible)
      report.strong_dimensions.push_back(score.dimension);
  }
}

void add_gaps(Report& report, const bank::Scenario& scenario, Links& links) {
  for (std::size_t i = 0; i < report.turns.size(); ++i) {
    const bank::Turn* turn = find_by_id(scenario.turns, report.turns[i].id);
    if (turn == nullptr) continue;
    const auto& points = report.turns[i].points;  // first those of the turn, in its order
    for (std::size_t k = 0; k < turn->key_points.size(); ++k) {
      if (!points[k].covered) report.gaps.push_back({i, k, links.of(turn->key_points[k])});
    }
  }
}

}  // namespace

Result<Report> make_report(const bank::Bank& bank, std::string_view interview,
                           std::span<const TurnRecord> records, std::span<const InterviewEnd> ends) {
  const std::vector<TurnRecord> turns = turns_of(records, interview);
  const std::optional<InterviewEnd> end = end_of(ends, interview);
  const auto summaries = interviews(turns, end ? std::span(&*end, 1) : std::span<const InterviewEnd>());
  if (summaries.empty())
    return Error{"interview", fmt::format("There is no interview {}.", in_quotes(interview))};
  const InterviewSummary& summary = summaries.front();
  Report report;
  report.interview = summary.interview;
  report.scenario = summary.scenario;
  report.mode = summary.mode;
  report.first_at = summary.first_at;
  report.last_at = summary.last_at;
  report.finished = summary.finished;
  report.communication = summary.communication;
  if (end) report.notes = end->notes;
  const bank::Scenario* scenario = bank.find_scenario(summary.scenario);
  add_turns(report, scenario, turns);
  add_scores(report);
  if (scenario == nullptr) return report;
  report.known = true;
  report.title = scenario->title;
  report.closing = scenario->closing;
  Links links(bank, *scenario);
  add_gaps(report, *scenario, links);
  report.cards = links.cards();
  for (const std::string& id : scenario->demos) report.demos.push_back(link_to_demo(id));
  return report;
}

Result<ReportComparison> compare(const Report& now, const Report& before) {
  if (now.scenario != before.scenario)
    return Error{"interview", fmt::format("The interviews are of different scenarios, {} and {}.",
                                          in_quotes(now.scenario), in_quotes(before.scenario))};
  ReportComparison result;
  result.before = before.interview;
  result.before_at = before.last_at;
  result.communication = now.communication;
  result.communication_before = before.communication;
  for (const bank::Dimension dimension : bank::kDimensions)
    result.scores[place_of(dimension)].dimension = dimension;
  for (const ReportTurn& turn : now.turns) {
    const ReportTurn* earlier = find_by_id(before.turns, turn.id);
    if (earlier == nullptr) continue;
    ++result.turns;
    result.ms_taken += turn.ms_taken;
    result.ms_taken_before += earlier->ms_taken;
    for (const ReportPoint& point : turn.points) {
      const ReportPoint* other = find_by_id(earlier->points, point.id);
      if (!point.known || other == nullptr || !other->known) continue;
      ScoreChange& score = result.scores[place_of(point.dimension)];
      ++score.possible;
      score.now += point.covered ? 1 : 0;
      score.before += other->covered ? 1 : 0;
      if (point.covered == other->covered) continue;
      (point.covered ? result.gained : result.lost).push_back({turn.id, point.id, point.text});
    }
  }
  return result;
}

}  // namespace sp::practice
