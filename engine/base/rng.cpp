#include "engine/base/rng.h"

#include <bit>
#include <cassert>
#include <cmath>

namespace sp {
namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t splitmix64(std::uint64_t& state) noexcept {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

/// ln(x) for x > 0, to about 2 units in the last place: libm's differs in the last bit between platforms, and
/// a trace's golden hash would show it. ln(m * 2^e) = e ln 2 + 2 artanh((m - 1) / (m + 1)).
double natural_log(double x) noexcept {
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif
  constexpr double kLn2 = 0.69314718055994530942;
  constexpr double kSqrtHalf = 0.70710678118654752440;
  constexpr int kTerms = 12;  // |s| <= 0.172, so that the next term is below 2^-57 of the sum
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2.0;
    --exponent;
  }
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = s * s;
  double series = 0.0;
  for (int k = kTerms; k >= 0; --k) {
    const double scaled = series * square;
    series = scaled + 1.0 / (2.0 * k + 1.0);
  }
  const double of_mantissa = 2.0 * s * series;
  const double of_exponent = exponent * kLn2;
  return of_exponent + of_mantissa;
}

}  // namespace

Rng::Rng(std::uint64_t seed) noexcept {
  for (std::uint64_t& word : state_) word = splitmix64(seed);
}

std::uint64_t Rng::next() noexcept {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Rng::below(std::uint64_t n) noexcept {
  assert(n > 0);
  Wide product = Wide{next()} * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t threshold = -n % n;  // 2^64 mod n: the low parts below it are the surplus ones
    while (static_cast<std::uint64_t>(product) < threshold) product = Wide{next()} * n;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

std::int64_t Rng::between(std::int64_t low, std::int64_t high) noexcept {
  assert(low <= high);
  const std::uint64_t count = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t offset = count == 0 ? next() : below(count);  // 0: all 2^64 values
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

double Rng::unit() noexcept {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Rng::exponential(double mean) noexcept {
  assert(mean > 0.0);
  const double never_zero = 1.0 - unit();  // (0, 1]
  return -mean * natural_log(never_zero);
}

bool Rng::chance(double p) noexcept {
  return unit() < p;
}

Rng Rng::split() noexcept {
  return Rng(next());
}

}  // namespace sp
