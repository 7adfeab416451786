#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/stop.h"
#include "engine/sync/schedule_point.h"
#include "engine/trace/recorder.h"

namespace sp::test {

/// Runs threads one step at a time, in the order that the test's script says, so that an interleaving is
/// forced and not hoped for.
///
///   Interleaver threads;
///   threads.start("a", [&] { lock.acquire(); lock.release(); });
///   threads.run_until_blocked("a");         // somebody else holds the lock
///   lock.release();                         // wakes a, which stops at the next schedule point
///   threads.run_to("a", "lock.acquire:woken");
///   threads.finish("a");
///
/// A thread is held at "start" first. It then runs as far as the script lets it: to a schedule point of that
/// name, or until it waits inside a primitive. A thread that waited and was woken stops at the next schedule
/// point, whatever its name. Nothing here sleeps or guesses: a thread says where it is, and the thread that
/// wakes another says so on its behalf before it goes on (see ScheduleObserver). So blocked() is exact,
/// except for waits that end by the clock: await those with run_to().
///
/// Threads that a watched sync::Thread or ThreadPool starts are watched as well, under their names, held at
/// "thread:start". All threads run in a context with the interleaver's clock and stop token, and on a lane of
/// their own when there is a recorder. The script functions belong to the test's thread. A step that is not
/// reached within kPatience throws, with the place of every thread.
class Interleaver {
 public:
  explicit Interleaver(Clock& clock = real_clock(), trace::Recorder* recorder = nullptr);
  /// Cancels what still runs, and joins it.
  ~Interleaver();
  Interleaver(const Interleaver&) = delete;
  Interleaver& operator=(const Interleaver&) = delete;

  void start(const std::string& name, std::function<void()> fn);

  /// Lets the thread run until it stands at this point.
  void run_to(const std::string& name, std::string_view point);
  /// Lets the thread run until it waits inside a primitive. Returns at once when it does already.
  void run_until_blocked(const std::string& name);
  /// Lets the thread run to its end, without further stops; rethrows what it threw.
  void finish(const std::string& name);
  /// Lets the thread run without further stops, and does not wait for it.
  void let_go(const std::string& name);
  /// The same for all threads, also those to come.
  void let_all_go();

  bool blocked(const std::string& name) const;
  bool finished(const std::string& name) const;

  /// Cancels the threads' run.
  void request_stop() { stop_.request_stop(); }
  StopToken stop_token() const { return stop_.get_token(); }

 private:
  static constexpr auto kPatience = std::chrono::seconds(30);
  enum class State { held, running, blocked, finished };
  enum class Mode {
    hold_next,      ///< stop at the next point
    to_point,       ///< stop at `target`
    until_blocked,  ///< stop nowhere before waiting inside a primitive, then hold_next
    free,           ///< stop nowhere
  };
  class Watched;

  Watched& watch(const std::string& name) SP_REQUIRES(mutex_);
  /// Waits until the thread exists and `reached` holds.
  void advance(const std::string& name, Mode mode, std::string_view target,
               const std::function<bool(const Watched&)>& reached);
  std::string places() const SP_REQUIRES(mutex_);

  Clock& clock_;
  trace::Recorder* const recorder_;
  StopSource stop_;
  mutable Mutex mutex_;
  std::condition_variable changed_;  ///< any field of any Watched
  std::map<std::string, std::unique_ptr<Watched>> watched_ SP_GUARDED_BY(mutex_);
  Mode first_mode_ SP_GUARDED_BY(mutex_) = Mode::hold_next;  ///< of threads to come
};

}  // namespace sp::test
