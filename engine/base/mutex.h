#pragma once

#include <mutex>

// Clang's thread-safety annotations: -Wthread-safety checks that a field marked SP_GUARDED_BY(m) is touched
// only under m. Other compilers see nothing.
#if defined(__clang__)
#define SP_ATTRIBUTE(x) __attribute__((x))
#else
#define SP_ATTRIBUTE(x)
#endif

#define SP_CAPABILITY(name) SP_ATTRIBUTE(capability(name))
#define SP_SCOPED_CAPABILITY SP_ATTRIBUTE(scoped_lockable)
#define SP_GUARDED_BY(mutex) SP_ATTRIBUTE(guarded_by(mutex))
#define SP_PT_GUARDED_BY(mutex) SP_ATTRIBUTE(pt_guarded_by(mutex))
#define SP_REQUIRES(...) SP_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define SP_EXCLUDES(...) SP_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define SP_ACQUIRE(...) SP_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define SP_RELEASE(...) SP_ATTRIBUTE(release_capability(__VA_ARGS__))
#define SP_TRY_ACQUIRE(...) SP_ATTRIBUTE(try_acquire_capability(__VA_ARGS__))
#define SP_NO_THREAD_SAFETY_ANALYSIS SP_ATTRIBUTE(no_thread_safety_analysis)

namespace sp {

/// std::mutex that the thread-safety analysis knows. For the engine's own state; the modelled Lock is
/// sp::sync::Lock.
class SP_CAPABILITY("mutex") Mutex {
 public:
  void lock() SP_ACQUIRE() { mutex_.lock(); }
  void unlock() SP_RELEASE() { mutex_.unlock(); }
  bool try_lock() SP_TRY_ACQUIRE(true) { return mutex_.try_lock(); }
  std::mutex& native() noexcept { return mutex_; }

 private:
  std::mutex mutex_;
};

/// Holds a Mutex for a scope. native() is what std::condition_variable and Clock::wait_until take; a wait
/// gives the mutex back before it returns, so that the analysis stays right. Write waits as loops over the
/// condition, not with a lambda: the analysis does not look into lambdas.
class SP_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) SP_ACQUIRE(mutex) : lock_(mutex.native()) {}
  ~MutexLock() SP_RELEASE() {}
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  void unlock() SP_RELEASE() { lock_.unlock(); }
  void lock() SP_ACQUIRE() { lock_.lock(); }
  std::unique_lock<std::mutex>& native() noexcept { return lock_; }

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace sp
