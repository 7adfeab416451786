#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>

#include "engine/base/mutex.h"
#include "engine/base/platform/monotonic.h"
#include "engine/base/stop.h"

namespace sp {

/// A point in time or a length of time, in nanoseconds. Points count from the clock's own epoch and only
/// differences mean anything.
using Nanos = std::int64_t;

inline constexpr Nanos kMicrosecond = 1'000;
inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;
/// The deadline of a wait without a timeout.
inline constexpr Nanos kNever = INT64_MAX;

/// base + length, but never past kNever: `deadline_after(clock.now(), timeout)` where the timeout may be
/// kNever.
constexpr Nanos deadline_after(Nanos base, Nanos length) noexcept {
  return length >= kNever - (base > 0 ? base : 0) ? kNever : base + length;
}

class ManualClock;

/// Where the engine gets time from: never from the system directly. All functions may be called by any
/// thread.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  /// Never goes back.
  virtual Nanos now() const noexcept = 0;

  /// Waits on `cv` until it is notified, `deadline` is reached, or spuriously: the caller loops over its
  /// condition and now(). `lock` must be held; it is held again on return. kNever waits without a deadline.
  /// The mutex and the condition variable must outlive the call only. Not on a browser's main thread.
  virtual void wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& cv,
                          Nanos deadline) = 0;

  /// Sleeps until now() >= deadline. Throws Stopped as soon as `stop` is requested, also when it was before
  /// the call.
  void sleep_until(Nanos deadline, const StopToken& stop);

  /// This clock if it stands still until it is told to move, else nothing.
  virtual ManualClock* as_manual() noexcept { return nullptr; }
};

/// The machine's steady clock. Use the one that real_clock() returns.
class RealClock final : public Clock {
 public:
  /// now() without a virtual call.
  static Nanos read() noexcept { return platform::monotonic_ns(); }

  Nanos now() const noexcept override { return read(); }
  void wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& cv, Nanos deadline) override;
};

RealClock& real_clock() noexcept;

/// A clock that stands still until it is told to move: for tests and for virtual time. Starts at 0 unless
/// told otherwise.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Nanos start = 0) noexcept : now_(start) {}
  ~ManualClock() override;

  Nanos now() const noexcept override;
  void wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& cv, Nanos deadline) override;
  ManualClock* as_manual() noexcept override { return this; }

  /// Moves time and wakes every wait whose deadline is reached; returns when all of them have been notified
  /// (they need not have run yet). The caller must hold none of the mutexes that waiters wait with. length >=
  /// 0.
  void advance(Nanos length);
  /// As advance(); a time that has passed already does nothing.
  void advance_to(Nanos time);

  /// The earliest deadline of the waits that are registered now and not yet reached, or kNever.
  Nanos next_deadline() const;
  /// Waits with a deadline that are registered now and not yet reached.
  std::size_t waiters() const;
  /// Blocks until at least `count` waits with a deadline are registered and not yet reached: how a test
  /// knows, without sleeping, that its threads stand where it wants them.
  void await_waiters(std::size_t count);

 private:
  /// One thread inside wait_until. Lives on that thread's stack.
  struct Wait {
    Nanos deadline;
    std::mutex* mutex;
    std::condition_variable* cv;
    bool pinned =
        false;  ///< advance_to() is using mutex and cv: the waiter must not return before it is false again
  };

  std::size_t pending() const SP_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::condition_variable changed_;  ///< a wait was registered, or unpinned
  Nanos now_ SP_GUARDED_BY(mutex_);
  std::list<Wait*> waits_ SP_GUARDED_BY(mutex_);
};

}  // namespace sp
