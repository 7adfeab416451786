#include "engine/practice/answer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

namespace sp::practice {

std::string make_answer_id(Rng& rng, std::int64_t at_unix_ms) {
  const std::uint64_t time = static_cast<std::uint64_t>(at_unix_ms) & 0xFFFF'FFFF'FFFFU;
  const std::uint64_t high = rng.next() & 0xFFFFU;
  return fmt::format("{:012x}{:04x}{:016x}", time, high, rng.next());
}

Answer make_recall(std::string id, std::int64_t at_unix_ms, std::string_view card_id, Grade grade,
                   std::int64_t ms_taken) {
  Answer answer;
  answer.id = std::move(id);
  answer.at = at_unix_ms;
  answer.source = Source::recall;
  answer.card = card_id;
  answer.correct = grade != Grade::again;
  answer.grade = grade;
  answer.ms_taken = ms_taken;
  return answer;
}

Answer make_prediction(std::string id, std::int64_t at_unix_ms, std::string_view demo_id,
                       std::vector<std::string> order, std::string chosen, bool correct,
                       std::int64_t ms_taken) {
  assert(std::find(order.begin(), order.end(), chosen) != order.end());
  return {.id = std::move(id),
          .at = at_unix_ms,
          .source = Source::prediction,
          .card = {},
          .question = fmt::format("demo:{}", demo_id),
          .order = std::move(order),
          .chosen = {std::move(chosen)},
          .text = {},
          .line = 0,
          .seed = {},
          .correct = correct,
          .grade = {},
          .ms_taken = ms_taken};
}

}  // namespace sp::practice
