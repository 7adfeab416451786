#pragma once

#include <string_view>
#include <utility>

namespace sp::sync {

/// Sees where the threads that it watches are, and may hold them there: how a test forces an interleaving
/// (tests/support/interleaver.h). The engine itself never installs one.
///
/// A thread is watched by at most one observer. at() and finished() are called on the watched thread, with no
/// mutex of the engine held, so that at() may block for as long as it likes. blocked() and unblocked() are
/// called with a primitive's mutex held and must return soon.
class ScheduleObserver {
 public:
  virtual ~ScheduleObserver() = default;

  /// The thread has come to this point ("lock.acquire:contended").
  virtual void at(std::string_view point) = 0;
  /// The thread is about to wait inside a primitive ("lock.acquire") and does nothing until unblocked() is
  /// called.
  virtual void blocked(std::string_view where) noexcept = 0;
  /// The wait is over. Called by the thread that ended it (the one that notified, or that requested stop),
  /// before that thread goes on, or by the watched thread itself when its deadline passed. So a thread that
  /// is blocked stays so until some thread acts or time moves.
  virtual void unblocked() noexcept = 0;
  /// The thread starts another one. The observer of the new thread, or null to leave it unwatched.
  virtual ScheduleObserver* spawned(std::string_view name) = 0;
  /// The thread's function has ended. The observer is not used by this thread after it.
  virtual void finished() noexcept = 0;
};

namespace detail {
inline constinit thread_local ScheduleObserver* t_observer = nullptr;
}

/// A named place between two steps of a primitive at which another thread may come in between. Costs a load
/// and a branch when nobody watches. Must not stand where a mutex of the engine is held.
inline void schedule_point(std::string_view point) {
  if (ScheduleObserver* observer = detail::t_observer; observer != nullptr) [[unlikely]]
    observer->at(point);
}

/// Has this thread watched for a scope (null: not watched).
class ObserverScope {
 public:
  explicit ObserverScope(ScheduleObserver* observer) noexcept
      : before_(std::exchange(detail::t_observer, observer)) {}
  ~ObserverScope() { detail::t_observer = before_; }
  ObserverScope(const ObserverScope&) = delete;
  ObserverScope& operator=(const ObserverScope&) = delete;

 private:
  ScheduleObserver* before_;
};

}  // namespace sp::sync
