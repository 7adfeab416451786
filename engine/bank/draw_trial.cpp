#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/bank/draw.h"

namespace sp::bank {
namespace {

constexpr std::uint64_t kSeeds = 64;
constexpr std::size_t kLeastAnswers = 3;

/// What stands for the answer of a drawn question.
std::string answer_of(const Drawn& drawn) {
  if (drawn.question.kind == QuestionKind::numeric) return shown_number(drawn.answer);
  std::string ids;
  for (const Step& step : drawn.question.steps) ids += step.id + ' ';
  return ids;
}

}  // namespace

std::string draw_fault(const Question& question) {
  std::set<std::string> answers;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const auto drawn = draw(question, seed);
    if (!drawn.ok()) return to_string(drawn.error());
    answers.insert(answer_of(*drawn));
  }
  if (answers.size() >= kLeastAnswers) return {};
  return fmt::format("{} draws have {} answers only", kSeeds, answers.size());
}

}  // namespace sp::bank
