#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/practice/interview.h"
#include "tests/engine/practice/sample_bank.h"

namespace sp::practice {

inline bank::KeyPoint sample_point(const std::string& id, bank::Dimension dimension,
                                   std::vector<std::string> aliases) {
  return {id, "point " + id, dimension, std::move(aliases)};
}

/// Scenario S50 with three turns and the cards C01 and C02: S50-front (points async, workers, bounded; flag
/// threads; follow-ups always, on covered async, on missed workers), S50-crash (points late, twice, poison;
/// flag hope) and S50-end (point look; no flag).
inline bank::Scenario sample_scenario() {
  using bank::Dimension;
  using When = bank::TurnFollowUp::When;
  bank::Turn front;
  front.id = "S50-front";
  front.prompt = "How do you *receive* them?";
  front.minutes = 2;
  front.hints = {"a nudge", "nearly the answer"};
  front.key_points = {sample_point("async", Dimension::correctness, {"event loop", "asyncio"}),
                      sample_point("workers", Dimension::depth, {"worker process", "process per core"}),
                      sample_point("bounded", Dimension::reliability, {"bounded queue", "maxsize"})};
  front.red_flags = {
      {"threads", "Too many stacks.", "", {"thread per client", "add more threads"}, "Say tasks."}};
  front.answer = "An event loop in each worker process, with a bounded queue.";
  front.follow_ups = {{When::always, {}, "Why?", "Because."},
                      {When::covered, "async", "Why no threads?", "They cost."},
                      {When::missed, "workers", "How many cores?", "One."}};
  bank::Turn crash;
  crash.id = "S50-crash";
  crash.prompt = "A worker dies.";
  crash.minutes = 1.5;
  crash.hints = {"who notices?", "late"};
  crash.key_points = {sample_point("late", Dimension::reliability, {"acknowledge late"}),
                      sample_point("twice", Dimension::correctness, {"idempotent"}),
                      sample_point("poison", Dimension::reliability, {"dead letter"})};
  crash.red_flags = {{"hope", "It will.", "", {"it will not fail"}, "Say what happens."}};
  crash.answer = "Acknowledge late; idempotent jobs; a dead letter queue.";
  crash.follow_ups = {{When::always, {}, "And then?", "Alarm."}};
  bank::Turn end;
  end.id = "S50-end";
  end.prompt = "How do you know?";
  end.minutes = 1;
  end.hints = {"look", "measure"};
  end.key_points = {sample_point("look", Dimension::depth, {"load test"})};
  end.answer = "A load test.";
  bank::Scenario scenario;
  scenario.id = "S50";
  scenario.title = "A service";
  scenario.cards = {"C01", "C02"};
  scenario.demos = {"gather-fetch", "amdahl"};
  scenario.turns = {front, crash, end};
  scenario.closing = "Figures first.";
  return scenario;
}

/// The scenario with two cards: C01 says "bounded queue" and has the demos amdahl and race-counter, C02 says
/// "dead letter" and "idempotent".
inline bank::Bank interview_bank(bank::Scenario scenario = sample_scenario()) {
  bank::Card first = sample_card("C01", "gil", {});
  first.answer = "A bounded queue, with maxsize.";
  first.demos = {"amdahl", "race-counter"};
  bank::Card second = sample_card("C02", "gil", {});
  second.key_points = {"A dead letter queue keeps them.", "Jobs are idempotent."};
  return bank::Bank({first, second}, {std::move(scenario)});
}

/// A record of S50 in the study mode.
inline TurnRecord sample_record(const std::string& interview, const std::string& turn, std::int64_t at,
                                std::vector<std::string> covered, std::vector<std::string> flags = {}) {
  TurnRecord record;
  record.id = interview + "-" + turn + "-" + std::to_string(at);
  record.at = at;
  record.interview = interview;
  record.scenario = "S50";
  record.turn = turn;
  record.text = "said in " + turn;
  record.covered = std::move(covered);
  record.flags = std::move(flags);
  record.ms_taken = 60'000;
  return record;
}

inline InterviewEnd sample_end(const std::string& interview, std::int64_t at, int communication) {
  InterviewEnd end;
  end.id = interview + "-end-" + std::to_string(at);
  end.at = at;
  end.interview = interview;
  end.scenario = "S50";
  end.communication = communication;
  return end;
}

}  // namespace sp::practice
