#pragma once

#include <set>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "engine/practice/record.h"

namespace sp::practice {

/// Any id; `ids` bounds how many different ones there are, so that some meet.
inline rc::Gen<std::string> any_id(int ids = 1 << 30) {
  return rc::gen::map(rc::gen::inRange(0, ids), [](int seed) {
    Rng rng(static_cast<std::uint64_t>(seed));
    return make_answer_id(rng, 1'700'000'000'000);
  });
}

/// Any answer that may stand in a log. `ids` bounds how many different ids there are, so that some meet.
inline rc::Gen<Answer> any_answer(int ids = 1 << 30) {
  return rc::gen::exec([ids] {
    Answer answer;
    answer.id = *any_id(ids);
    answer.at = *rc::gen::inRange<std::int64_t>(1'700'000'000'000, 1'700'500'000'000);
    answer.source = *rc::gen::element(Source::practice, Source::prediction, Source::recall);
    answer.card = answer.source != Source::prediction ? *rc::gen::element<std::string>("C01", "L001") : "";
    answer.question = *rc::gen::element<std::string>("C01-a", "C01-b", "demo:gil-cpu-bound", "…\"\\\n");
    answer.order = *rc::gen::element(std::vector<std::string>{"a", "b", "c"},
                                     std::vector<std::string>{"c", "a", "b", "ö"});
    for (const std::string& option : answer.order) {
      if (*rc::gen::arbitrary<bool>()) answer.chosen.push_back(option);
    }
    answer.text = *rc::gen::element<std::string>("", "", "2.5 ms", "a\nb\n", "\x01 \"é\"");
    answer.line = *rc::gen::element(0, 0, 1, 24);
    if (*rc::gen::arbitrary<bool>()) answer.seed = *rc::gen::inRange<std::uint64_t>(0, 1ULL << 53U);
    answer.correct = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) answer.grade = static_cast<Grade>(*rc::gen::inRange(1, 5));
    answer.ms_taken = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    return answer;
  });
}

/// Any text of a person's, line ends and odd characters included.
inline rc::Gen<std::string> any_words() {
  return rc::gen::element<std::string>("", "I would ask first.", "two\nlines\t\"quoted\"", "\x01 é \\u0000",
                                       "{}");
}

/// Any record that may stand in a log.
inline rc::Gen<Record> any_record(int ids = 1 << 30) {
  return rc::gen::exec([ids]() -> Record {
    const std::string id = *any_id(ids);
    const auto at = *rc::gen::inRange<std::int64_t>(1'700'000'000'000, 1'700'500'000'000);
    const auto mode = *rc::gen::element(InterviewMode::study, InterviewMode::real);
    switch (*rc::gen::inRange(0, 7)) {
      case 0:
        return Regrade{id, at, *any_id(ids), static_cast<Grade>(*rc::gen::inRange(1, 5))};
      case 1:
        return Undo{id, at, *any_id(ids)};
      case 2:
        return Mark{id, at, *rc::gen::element<std::string>("card:C01", "demo:amdahl", ""),
                    static_cast<MarkKind>(*rc::gen::inRange(0, 5))};
      case 3:
        return Setting{id, at, *rc::gen::element<std::string>("retention", "new-per-day", "foreign"),
                       *rc::gen::element<std::string>("900", "-1", "12", "x")};
      case 4: {
        TurnRecord turn{.id = id,
                        .at = at,
                        .interview = *rc::gen::element<std::string>("", "i1"),
                        .scenario = "S01",
                        .turn = *rc::gen::element<std::string>("S01-a", "S01-b"),
                        .mode = mode,
                        .text = *any_words(),
                        .covered = {},
                        .flags = {},
                        .hints = *rc::gen::inRange(0, 4),
                        .replies = {},
                        .ms_taken = 5};
        if (*rc::gen::arbitrary<bool>()) turn.covered = {"rate", "size"};
        if (*rc::gen::arbitrary<bool>()) turn.replies = {{1, *any_words()}};
        return turn;
      }
      case 5:
        return InterviewEnd{id, at, "i1", "S01", mode, *rc::gen::inRange(0, 6), *any_words()};
      default: {
        Answer answer = *any_answer(ids);
        answer.id = id;
        return answer;
      }
    }
  });
}

}  // namespace sp::practice
