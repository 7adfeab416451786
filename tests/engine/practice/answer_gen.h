#pragma once

#include <set>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "engine/practice/answer.h"

namespace sp::practice {

/// Any answer that may stand in a log. `ids` bounds how many different ids there are, so that some meet.
inline rc::Gen<Answer> any_answer(int ids = 1 << 30) {
  return rc::gen::exec([ids] {
    Answer answer;
    Rng rng(static_cast<std::uint64_t>(*rc::gen::inRange(0, ids)));
    answer.id = make_answer_id(rng, 1'700'000'000'000);
    answer.at = *rc::gen::inRange<std::int64_t>(1'700'000'000'000, 1'700'500'000'000);
    answer.source = *rc::gen::element(Source::practice, Source::prediction);
    answer.card = answer.source == Source::practice ? *rc::gen::element<std::string>("C01", "L001") : "";
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
    answer.ms_taken = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    return answer;
  });
}

}  // namespace sp::practice
