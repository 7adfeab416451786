#include "engine/practice/fsrs.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace sp::practice {
namespace {

constexpr double kEasiest = 1;
constexpr double kHardest = 10;
constexpr double kLeastFirstStability = 0.1;  // days

double number_of(Grade grade) {
  return static_cast<double>(static_cast<std::uint8_t>(grade));
}

/// D0 before it is bounded: the difficulty that a first review with `grade` gives.
double first_difficulty(const Weights& w, Grade grade) {
  return w[4] - std::exp(w[5] * (number_of(grade) - 1)) + 1;
}

}  // namespace

Fsrs::Fsrs(const Weights& weights) : w_(weights), factor_(std::pow(0.9, -1 / weights[20]) - 1) {
  assert(weights[20] > 0);
}

double Fsrs::retrievability(double days, double stability) const {
  assert(days >= 0 && stability > 0);
  return std::pow(1 + factor_ * days / stability, -w_[20]);
}

int Fsrs::interval(double stability, double retention) const {
  assert(stability > 0 && retention > 0 && retention <= 1);
  const double days = stability / factor_ * (std::pow(retention, -1 / w_[20]) - 1);
  return static_cast<int>(std::clamp(std::round(days), 1.0, static_cast<double>(kLongestInterval)));
}

Memory Fsrs::first(Grade grade) const {
  const auto index = static_cast<std::size_t>(grade) - 1;
  return {.stability = std::max(w_[index], kLeastFirstStability),
          .difficulty = std::clamp(first_difficulty(w_, grade), kEasiest, kHardest)};
}

Memory Fsrs::next(const Memory& memory, std::int64_t days, Grade grade) const {
  assert(days >= 0 && memory.stability > 0);
  double stability = 0;
  if (days == 0) {
    stability = stability_same_day(memory.stability, grade);
  } else {
    const double recall = retrievability(static_cast<double>(days), memory.stability);
    stability = grade == Grade::again ? stability_forgotten(memory, recall)
                                      : stability_recalled(memory, recall, grade);
  }
  return {.stability = std::clamp(stability, kLeastStability, kMostStability),
          .difficulty = difficulty_after(memory.difficulty, grade)};
}

/// D' = w7·D0(easy) + (1 - w7)·(D - w6·(G - 3)·(10 - D)/9): a step that shrinks towards the hardest, and a
/// little pull towards the easiest start.
double Fsrs::difficulty_after(double difficulty, Grade grade) const {
  const double step = -w_[6] * (number_of(grade) - 3) * (kHardest - difficulty) / 9;
  const double mean = w_[7] * first_difficulty(w_, Grade::easy) + (1 - w_[7]) * (difficulty + step);
  return std::clamp(mean, kEasiest, kHardest);
}

double Fsrs::stability_recalled(const Memory& memory, double recall, Grade grade) const {
  const double bonus = grade == Grade::hard ? w_[15] : grade == Grade::easy ? w_[16] : 1;
  const double gain = std::exp(w_[8]) * (11 - memory.difficulty) * std::pow(memory.stability, -w_[9]) *
                      std::expm1(w_[10] * (1 - recall)) * bonus;
  return memory.stability * (1 + gain);
}

double Fsrs::stability_forgotten(const Memory& memory, double recall) const {
  const double forgotten = w_[11] * std::pow(memory.difficulty, -w_[12]) *
                           (std::pow(memory.stability + 1, w_[13]) - 1) * std::exp(w_[14] * (1 - recall));
  return std::min(forgotten, memory.stability / std::exp(w_[17] * w_[18]));
}

/// S·inc, inc = e^(w17·(G - 3 + w18))·S^-w19; hard and better never lose by it.
double Fsrs::stability_same_day(double stability, Grade grade) const {
  const double inc = std::exp(w_[17] * (number_of(grade) - 3 + w_[18])) * std::pow(stability, -w_[19]);
  return stability * (grade == Grade::again ? inc : std::max(inc, 1.0));
}

}  // namespace sp::practice
