#include "engine/practice/interview_report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

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

std::int64_t sane(std::int64_t ms) {
  return std::clamp<std::int64_t>(ms, 0, kMostMs);
}

ReportScore& of(DimensionScores& scores, bank::Dimension dimension) {
  return scores[static_cast<std::size_t>(dimension)];
}

void count(ReportScore& score, bool covered) {
  ++score.possible;
  score.covered += covered ? 1 : 0;
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
    if (flag == nullptr)
      flags.push_back({id, false, {}, {}});
    else
      flags.push_back({id, true, flag->text, flag->instead});
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

ReportTurn turn_of(const bank::Turn* turn, const TurnRecord& record) {
  ReportTurn report;
  report.record = record;
  report.record.ms_taken = sane(record.ms_taken);
  report.points = points_of(turn, record);
  report.flags = flags_of(turn, record);
  report.replies = replies_of(turn, record);
  if (turn == nullptr) return report;
  constexpr double kMsOfMinute = 60'000;
  report.known = true;
  report.prompt = turn->prompt;
  report.model_answer = turn->answer;
  report.suggested_ms = static_cast<std::int64_t>(turn->minutes * kMsOfMinute);
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

void add_demo(const std::string& id, DemoTitle demo_title, std::vector<ReportLink>& links) {
  std::string title = demo_title(id);
  if (title.empty()) return;
  ReportLink link{std::move(title), "#/lab/" + id};
  if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(std::move(link));
}

/// Which cards of a scenario say what was missed.
class Links {
 public:
  Links(const bank::Bank& bank, const bank::Scenario& scenario, DemoTitle demo_title)
      : scenario_(scenario), demo_title_(demo_title) {
    for (const std::string& id : scenario.cards) {
      if (const bank::Card* card = bank.find_card(id)) cards_.push_back({card, PhraseText(text_of(*card))});
    }
  }

  /// The cards that say most of the point's aliases, and a demo of the first of them that has one.
  std::vector<ReportLink> to(const bank::KeyPoint& point) const {
    constexpr std::size_t kMostCards = 2;
    std::vector<std::pair<std::size_t, const bank::Card*>> ranked;  // how many aliases a card says
    for (const auto& [card, text] : cards_) {
      const std::size_t said = text.find(point.aliases).said.size();
      const auto before =
          std::find_if(ranked.begin(), ranked.end(), [&](const auto& r) { return r.first < said; });
      if (said > 0) ranked.insert(before, {said, card});
    }
    if (ranked.size() > kMostCards) ranked.resize(kMostCards);
    std::vector<ReportLink> links;
    for (const auto& [said, card] : ranked) links.push_back(link_to(*card));
    const std::size_t cards = links.size();
    for (const auto& [said, card] : ranked) {
      for (const std::string& id : card->demos)
        if (links.size() == cards && contains(scenario_.demos, id)) add_demo(id, demo_title_, links);
    }
    return links;
  }

 private:
  const bank::Scenario& scenario_;
  DemoTitle demo_title_;
  std::vector<std::pair<const bank::Card*, PhraseText>> cards_;  ///< in the scenario's order
};

// --- the whole ---

void add_turns(InterviewReport& report, const bank::Scenario* scenario) {
  for (const TurnRecord& record : report.interview.turns) {
    const bank::Turn* turn = scenario == nullptr ? nullptr : find_by_id(scenario->turns, record.turn);
    report.turns.push_back(turn_of(turn, record));
  }
  if (scenario == nullptr) return;
  for (const bank::Turn& turn : scenario->turns) {
    const bool answered = std::any_of(report.turns.begin(), report.turns.end(),
                                      [&](const ReportTurn& t) { return t.record.turn == turn.id; });
    if (!answered) report.unanswered.push_back(turn.prompt);
  }
}

void add_scores(InterviewReport& report) {
  for (std::size_t i = 0; i < report.turns.size(); ++i) {
    const ReportTurn& turn = report.turns[i];
    report.ms_taken += turn.record.ms_taken;
    report.ms_suggested += turn.suggested_ms;
    for (std::size_t k = 0; k < turn.points.size(); ++k) {
      const ReportPoint& point = turn.points[k];
      if (!point.known) continue;
      count(of(report.dimensions, point.dimension), point.covered);
      count(report.all, point.covered);
      if (!point.covered) report.gaps.push_back({i, k, {}});
    }
    const ReportScore score = turn.score();
    if (turn.known && score.covered == score.possible && turn.flags.empty()) report.strong_turns.push_back(i);
  }
  for (const bank::Dimension dimension : bank::kDimensions) {
    constexpr std::size_t kFewest = 2;
    const ReportScore& score = of(report.dimensions, dimension);
    if (score.possible >= kFewest && 4 * score.covered >= 3 * score.possible)
      report.strong_dimensions.push_back(dimension);
  }
}

}  // namespace

std::optional<double> ReportScore::fraction() const {
  if (possible == 0) return {};
  return static_cast<double>(covered) / static_cast<double>(possible);
}

ReportScore ReportTurn::score() const {
  ReportScore score;
  for (const ReportPoint& point : points)
    if (point.known) count(score, point.covered);
  return score;
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

InterviewReport report_of(const PastInterview& interview, const bank::Bank& bank, DemoTitle demo_title) {
  InterviewReport report;
  report.interview = interview;
  const bank::Scenario* scenario = bank.find_scenario(interview.scenario);
  report.title = scenario == nullptr ? interview.scenario : scenario->title;
  add_turns(report, scenario);
  add_scores(report);
  if (scenario == nullptr) return report;
  report.known = true;
  report.closing = scenario->closing;
  for (const std::string& id : scenario->cards) {
    if (const bank::Card* card = bank.find_card(id)) report.cards.push_back(link_to(*card));
  }
  for (const std::string& id : scenario->demos) add_demo(id, demo_title, report.demos);
  return report;
}

void link_gaps(InterviewReport& report, const bank::Bank& bank, DemoTitle demo_title) {
  const bank::Scenario* scenario = bank.find_scenario(report.interview.scenario);
  if (scenario == nullptr || report.gaps.empty()) return;
  const Links links(bank, *scenario, demo_title);
  for (ReportGap& gap : report.gaps) {
    const ReportTurn& turn = report.turns[gap.turn];
    const bank::Turn* asked = find_by_id(scenario->turns, turn.record.turn);
    const bank::KeyPoint* point =
        asked == nullptr ? nullptr : find_by_id(asked->key_points, turn.points[gap.point].id);
    if (point != nullptr) gap.links = links.to(*point);
  }
}

ReportComparison compare(const InterviewReport& now, const InterviewReport& before) {
  const auto communication = [](const InterviewReport& report) {
    return report.interview.end ? report.interview.end->communication : 0;
  };
  ReportComparison result;
  result.before_at = before.interview.at;
  result.communication = communication(now);
  result.communication_before = communication(before);
  for (const ReportTurn& turn : now.turns) {
    const auto earlier = std::find_if(before.turns.begin(), before.turns.end(), [&](const ReportTurn& other) {
      return other.record.turn == turn.record.turn;
    });
    if (earlier == before.turns.end()) continue;
    ++result.turns;
    result.ms_taken += turn.record.ms_taken;
    result.ms_taken_before += earlier->record.ms_taken;
    for (const ReportPoint& point : turn.points) {
      const ReportPoint* other = find_by_id(earlier->points, point.id);
      if (!point.known || other == nullptr || !other->known) continue;
      count(of(result.now, point.dimension), point.covered);
      count(of(result.before, point.dimension), other->covered);
      count(result.all_now, point.covered);
      count(result.all_before, other->covered);
      if (point.covered == other->covered) continue;
      (point.covered ? result.gained : result.lost).push_back({turn.record.turn, point.id, point.text});
    }
  }
  return result;
}

}  // namespace sp::practice
