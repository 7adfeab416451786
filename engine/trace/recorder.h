#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/platform/ticks.h"
#include "engine/trace/ring.h"
#include "engine/trace/trace.h"

namespace sp::trace {

struct RecorderOptions {
  /// Events that a thread's ring holds, rounded up to a power of two. 32 bytes each.
  std::size_t ring_capacity = std::size_t{1} << 13;
  /// Events that the recorder itself keeps. A thread that finds its ring full moves the ring's events there
  /// (under a mutex, so about once in ring_capacity events); when this many are kept, a full ring drops. 0: a
  /// full ring drops at once, and record() never takes a lock.
  std::size_t store_limit = std::size_t{1} << 20;
};

/// Collects what happens in a run. Any number of threads record; each writes to a ring of its own, so that
/// recording costs a clock read and a store. Names (lanes, objects, notes) are added under a mutex, once
/// each.
///
/// The recorder must outlive every record() on it; threads may exit before or after it is destroyed. A
/// thread's ring is handed to the next new thread when the thread exits.
class Recorder {
 public:
  explicit Recorder(Clock& clock, RecorderOptions options = {});
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Any thread. Records nothing: the lane's own thread emits lane_start, so that the lane begins when it
  /// runs.
  LaneId add_lane(LaneKind kind, std::string name, std::string group);
  /// Any thread. `type` is what Python calls it ("Lock", "Queue"). Two objects may have the same name.
  ObjectId add_object(std::string type, std::string name);
  /// Any thread. The id of this text for note and error events; the same text gives the same id.
  NoteId intern(std::string_view text);
  /// Any thread. An id for one send and its receive; each call gives a new one, counting from 1.
  std::int64_t new_flow() noexcept { return next_flow_.fetch_add(1, std::memory_order_relaxed); }

  /// Any thread; the events of one thread keep their order, and of two events with a happens-before between
  /// them the later one has no earlier time. Takes no lock except once per thread and recorder, and when the
  /// ring is full and there is a store (see RecorderOptions). Drops and counts when nothing is left.
  void record(Kind kind, LaneId lane, ObjectId object = {}, std::int64_t arg = 0) noexcept {
    write(stamp(), kind, lane, object, arg);
  }

  /// Appends to `out` what was recorded since the last drain, and forgets it; while threads record. Any
  /// thread, one at a time (others wait for a mutex). In the order of recording within a thread, in none
  /// across threads.
  void drain(std::vector<Event>& out);
  /// Events lost so far. Any thread.
  std::uint64_t dropped() const noexcept;

  /// As finish(), but keeps the events: a look at a run that goes on, for a watcher of deadlocks. Any thread.
  /// What other threads record meanwhile may or may not be in it. Copies everything: not for a loop.
  Trace snapshot();

  /// Everything recorded and not drained, sorted. Threads should have stopped recording: what they record
  /// meanwhile may or may not be in it. The recorder is empty of events afterwards, but keeps its names, its
  /// flow ids and its count of dropped events.
  Trace finish();

 private:
  class Registry;
  class ThreadRings;
  /// Where event times come from. The real clock is read by way of the processor's counter where that is as
  /// good; the registry turns ticks into times.
  enum class Source : std::uint8_t { ticks, real, clock };
  static Source source_of(const Clock& clock) noexcept;

  std::int64_t stamp() const noexcept {
    if constexpr (platform::kHasTicks) {
      if (source_ == Source::ticks) return static_cast<std::int64_t>(platform::ticks());
    }
    return source_ == Source::real ? RealClock::read() : clock_->now();
  }

  // Field by field, so that the event is built in its slot: passing it by reference would send it through the
  // stack, which costs more than all the rest.
  void write(std::int64_t t, Kind kind, LaneId lane, ObjectId object, std::int64_t arg) noexcept {
    if (t_cache.generation == generation_) {
      if (Event* slot = t_cache.ring->claim()) {
        *slot = Event{t, lane.value, kind, 0, object.value, arg};
        t_cache.ring->publish();
        return;
      }
    }
    write_slowly(t, kind, lane, object, arg);
  }
  void write_slowly(std::int64_t t, Kind kind, LaneId lane, ObjectId object, std::int64_t arg) noexcept;

  Trace trace_of(std::vector<Event> events);

  /// The ring of the recorder that this thread used last. Generations are never used twice, so that a new
  /// recorder at the address of an old one is not mistaken for it. 0 is no recorder.
  struct Cache {
    std::uint64_t generation = 0;
    Ring* ring = nullptr;
  };
  static constinit thread_local Cache t_cache;

  // Constant.
  Clock* const clock_;
  const Source source_;
  const std::uint64_t generation_;
  // Synchronises itself. Shared with the threads that recorded, which give their rings back when they exit.
  const std::shared_ptr<Registry> registry_;
  std::atomic<std::int64_t> next_flow_{1};

  Mutex names_mutex_;
  std::vector<Lane> lanes_ SP_GUARDED_BY(names_mutex_);
  std::vector<Object> objects_ SP_GUARDED_BY(names_mutex_);
  std::vector<std::string> notes_ SP_GUARDED_BY(names_mutex_);
  std::unordered_map<std::string, NoteId> note_ids_ SP_GUARDED_BY(names_mutex_);
};

}  // namespace sp::trace
