#pragma once

#include <array>
#include <cstdint>

namespace sp::practice {

/// How well something was remembered, as the learner says it. The values are those of the formulas.
enum class Grade : std::uint8_t { again = 1, hard, good, easy };

/// What the model holds of one memory.
struct Memory {
  double stability = 0;   ///< days after which nine of ten are still recalled; 0.001 to 36500
  double difficulty = 0;  ///< 1, easy, to 10

  friend bool operator==(const Memory&, const Memory&) = default;
};

/// The parameters w0 to w20 of FSRS-6, in the order of its authors.
using Weights = std::array<double, 21>;

/// Fitted by the authors of FSRS-6 to the reviews of many learners.
inline constexpr Weights kDefaultWeights{0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                                         0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                                         1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

inline constexpr double kLeastStability = 0.001;  ///< days
inline constexpr double kMostStability = 36'500;  ///< days: a century
inline constexpr int kLongestInterval = 36'500;   ///< days

/// FSRS-6: how a memory fades and what a review makes of it. A model without state or clock; a value that
/// never changes, for any thread.
///
/// The formulas are those of the wiki of open-spaced-repetition/fsrs4anki ("The Algorithm", FSRS-6), with the
/// bounds of ts-fsrs 5.4.2. G is the grade, S stability, D difficulty, R retrievability, t days, F the factor
/// that makes R = 0.9 at t = S. ts-fsrs rounds every step to 8 decimals; here nothing is rounded.
class Fsrs {
 public:
  /// w20 must be above 0.
  explicit Fsrs(const Weights& weights = kDefaultWeights);

  /// The chance to recall after `days` (0 or more): R = (1 + F·t/S)^-w20, from 1 towards 0.
  double retrievability(double days, double stability) const;

  /// The whole days, 1 to kLongestInterval, after which the chance has fallen to `retention` (above 0, at
  /// most 1): I = S/F·(r^(-1/w20) - 1), halves rounded up.
  int interval(double stability, double retention) const;

  /// After the first review: S = w[G-1], D = w4 - e^(w5·(G-1)) + 1.
  Memory first(Grade grade) const;

  /// After a review `days` (0 or more, whole) after the last one. `memory` must come from `first` or `next`.
  /// A review on the same day (0) follows a formula of its own that leaves R out.
  Memory next(const Memory& memory, std::int64_t days, Grade grade) const;

  /// The two formulas of a review on a later day, for a chance to recall from 0 to 1 at the time of the
  /// review. Recalled: S·(1 + e^w8·(11 - D)·S^-w9·(e^(w10·(1 - R)) - 1)·[w15 if hard]·[w16 if easy]).
  double stability_recalled(const Memory& memory, double recall, Grade grade) const;
  /// Forgotten: min(w11·D^-w12·((S + 1)^w13 - 1)·e^(w14·(1 - R)), S/e^(w17·w18)).
  double stability_forgotten(const Memory& memory, double recall) const;

 private:
  double difficulty_after(double difficulty, Grade grade) const;
  double stability_same_day(double stability, Grade grade) const;

  Weights w_;
  double factor_;  ///< F = 0.9^(-1/w20) - 1
};

}  // namespace sp::practice
