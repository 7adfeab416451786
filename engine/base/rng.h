#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace sp {

/// Seeded random numbers, the same on every platform and compiler: xoshiro256** (Blackman and Vigna, 2018),
/// its state filled by splitmix64. Not for secrets. One thread at a time; give each thread its own with
/// split().
class Rng {
 public:
  explicit Rng(std::uint64_t seed) noexcept;

  /// 64 uniform bits.
  std::uint64_t next() noexcept;
  /// Uniform in [0, n), without bias (Lemire, 2019). n > 0.
  std::uint64_t below(std::uint64_t n) noexcept;
  /// Uniform in [low, high], both included. low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high) noexcept;
  /// Uniform in [0, 1), 53 bits.
  double unit() noexcept;
  /// Exponentially distributed with this mean (> 0), in the mean's unit; always finite and >= 0.
  double exponential(double mean) noexcept;
  /// True with probability p; p <= 0 never, p >= 1 always.
  bool chance(double p) noexcept;
  /// A generator whose stream is independent of what this one returns afterwards. Advances this one.
  Rng split() noexcept;

  /// Every order equally likely (Fisher-Yates).
  template <class T>
  void shuffle(std::span<T> items) noexcept {
    for (std::size_t i = items.size(); i > 1; --i) {
      using std::swap;
      swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
    }
  }

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace sp
