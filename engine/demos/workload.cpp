#include "engine/demos/workload.h"

#include <algorithm>

#include "engine/sync/thread.h"

namespace sp::demos {
namespace {

constexpr int kRoundsOfAStep = 128;
constexpr std::int64_t kStepsWithoutTime = 1000;
constexpr std::int64_t kProbeSteps = 2000;
constexpr int kProbesAtLeast = 5;
// A browser compiles hot code again, better, while it runs: what is measured before that is too slow.
constexpr Nanos kWarmUp = 80 * kMillisecond;

}  // namespace

std::uint64_t work_step(std::uint64_t value) {
  // Rounds of splitmix64's finaliser: each needs the one before, so they cannot be overlapped or vectorised
  // away.
  std::uint64_t x = value;
  for (int round = 0; round < kRoundsOfAStep; ++round) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  }
  return x;
}

std::int64_t steps_for(Nanos length, Clock& clock) {
  // The fastest of several probes: the others were disturbed.
  Nanos fastest = kNever;
  volatile std::uint64_t sink = 0;
  const Nanos warm = clock.now() + kWarmUp;
  for (int probe = 0; probe < kProbesAtLeast || (fastest > 0 && clock.now() < warm); ++probe) {
    const Nanos begin = clock.now();
    sink = sink + sum_of_steps(0, kProbeSteps, [] {});
    fastest = std::min(fastest, clock.now() - begin);
    sync::checkpoint();
  }
  if (fastest <= 0) return kStepsWithoutTime;
  return std::max<std::int64_t>(1, length * kProbeSteps / fastest);
}

}  // namespace sp::demos
