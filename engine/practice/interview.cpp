#include "engine/practice/interview.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/practice/phrases.h"

namespace sp::practice {
namespace {

/// Looks for every entry's phrases at once. `phrases_of` gives those of an entry.
template <class Entry, class PhrasesOf>
std::vector<Finding> find_all(const PhraseText& text, const std::vector<Entry>& entries, Denial denial,
                              PhrasesOf phrases_of) {
  std::vector<Finding> findings;
  for (const Entry& entry : entries) {
    Finding finding{.id = entry.id};
    const PhraseMatches matches = text.find(phrases_of(entry), denial);
    finding.suggested = finding.holds = !matches.said.empty();
    finding.denied = !finding.suggested && !matches.denied.empty();
    if (finding.suggested || finding.denied) {
      const PhraseMatch& best = finding.suggested ? matches.said.front() : matches.denied.front();
      finding.from = best.from;
      finding.to = best.to;
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<std::string> ids_that_hold(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) {
    if (finding.holds) ids.push_back(finding.id);
  }
  return ids;
}

bool holds(const std::vector<Finding>& findings, std::string_view id) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.id == id && finding.holds; });
}

}  // namespace

Assessment assess(const bank::Turn& turn, std::string_view answer) {
  const PhraseText text(answer);
  return {find_all(text, turn.key_points, Denial::before,
                   [](const bank::KeyPoint& point) { return std::span(point.aliases); }),
          find_all(text, turn.red_flags, Denial::around,
                   [](const bank::RedFlag& flag) { return std::span(flag.phrases); })};
}

Interview::Interview(const bank::Scenario& scenario, InterviewMode mode, std::string id)
    : scenario_(&scenario), mode_(mode), id_(std::move(id)) {
  for (const bank::Turn& turn : scenario.turns) turns_.push_back(&turn);
  open();
}

Interview Interview::of_turn(const bank::Scenario& scenario, std::string_view turn) {
  Interview interview(scenario, InterviewMode::study, {});
  std::erase_if(interview.turns_, [&](const bank::Turn* one) { return one->id != turn; });
  interview.open();
  return interview;
}

Interview Interview::resume(const bank::Scenario& scenario, InterviewMode mode, std::string id,
                            std::span<const TurnRecord> records) {
  Interview interview(scenario, mode, std::move(id));
  const auto answered = [&](const bank::Turn& turn) {
    return std::any_of(records.begin(), records.end(), [&](const TurnRecord& record) {
      return record.interview == interview.id_ && record.turn == turn.id;
    });
  };
  while (!interview.finished() && answered(interview.turn())) interview.next();
  return interview;
}

void Interview::open() {
  hints_ = 0;
  submitted_ = false;
  answer_.clear();
  ms_taken_ = 0;
  assessment_ = {};
  replies_.assign(finished() ? 0 : turn().follow_ups.size(), {});
}

const bank::Turn& Interview::turn() const {
  assert(!finished());
  return *turns_[index_];
}

bool Interview::can_take_hint() const {
  return mode_ == InterviewMode::study && !submitted_ && hints_ < turn().hints.size();
}

void Interview::take_hint() {
  assert(can_take_hint());
  ++hints_;
}

void Interview::submit(std::string answer, std::int64_t ms_taken) {
  assert(!submitted_);
  answer_ = std::move(answer);
  cut_to(answer_, kMostAnswerBytes);
  ms_taken_ = ms_taken;
  assessment_ = assess(turn(), answer_);
  submitted_ = true;
}

std::vector<std::size_t> Interview::follow_ups() const {
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < turn().follow_ups.size(); ++i) {
    const bank::TurnFollowUp& follow_up = turn().follow_ups[i];
    const bool covered = holds(assessment_.points, follow_up.key_point);
    using When = bank::TurnFollowUp::When;
    if (follow_up.when == When::always || (follow_up.when == When::covered) == covered) wanted.push_back(i);
  }
  return wanted;
}

TurnRecord Interview::record(std::string id, std::int64_t at) const {
  TurnRecord record;
  record.id = std::move(id);
  record.at = at;
  record.interview = id_;
  record.scenario = scenario_->id;
  record.turn = turn().id;
  record.mode = mode_;
  record.text = answer_;
  record.covered = ids_that_hold(assessment_.points);
  record.flags = ids_that_hold(assessment_.flags);
  record.hints = static_cast<int>(hints_);
  for (const std::size_t follow_up : follow_ups()) {
    if (!replies_[follow_up].empty())
      record.replies.push_back({static_cast<int>(follow_up), replies_[follow_up]});
  }
  record.ms_taken = ms_taken_;
  return record;
}

void Interview::next() {
  assert(!finished());
  ++index_;
  open();
}

std::vector<TurnRecord> standing_turns(const bank::Scenario* scenario, std::span<const TurnRecord> records) {
  std::map<std::string_view, const TurnRecord*> latest;
  for (const TurnRecord& record : records) {
    const TurnRecord*& known = latest[record.turn];
    if (known == nullptr || std::tie(known->at, known->id) < std::tie(record.at, record.id)) known = &record;
  }
  std::vector<TurnRecord> turns;
  const auto take = [&](std::string_view turn) {
    const auto found = latest.find(turn);
    if (found == latest.end()) return;
    turns.push_back(*found->second);
    latest.erase(found);
  };
  if (scenario != nullptr) {
    for (const bank::Turn& turn : scenario->turns) take(turn.id);
  }
  while (!latest.empty()) take(latest.begin()->first);
  return turns;
}

}  // namespace sp::practice
