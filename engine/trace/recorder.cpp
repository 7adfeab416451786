#include "engine/trace/recorder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/trace/tick_times.h"

namespace sp::trace {
namespace {

std::uint64_t next_generation() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

/// Stable. The events are a few runs in order, one or more for each ring: runs are merged in pairs until one
/// is left.
void sort_by_time(std::vector<Event>& events) {
  const auto earlier = [](const Event& a, const Event& b) { return a.t_ns < b.t_ns; };
  std::vector<Event> merged;
  for (;;) {
    merged.clear();
    merged.reserve(events.size());
    std::size_t runs = 0;
    for (auto begin = events.begin(); begin != events.end(); ++runs) {
      const auto middle = std::is_sorted_until(begin, events.end(), earlier);
      const auto end = std::is_sorted_until(middle, events.end(), earlier);
      std::merge(begin, middle, middle, end, std::back_inserter(merged), earlier);
      begin = end;
    }
    if (runs <= 1) break;
    events.swap(merged);
  }
  events.swap(merged);
}

}  // namespace

/// The rings of all threads of one recorder, and the events that were moved out of full rings. Whoever holds
/// the mutex is the one consumer of every ring.
class Recorder::Registry {
 public:
  Registry(const RecorderOptions& options, bool ticks) : options_(options), ticks_(ticks) {
    if (platform::kHasTicks && ticks_) times_.mark();
  }

  /// A ring for the calling thread alone. Taking it over from a thread that has given it back is safe: both
  /// held the mutex.
  Ring* lend() SP_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (free_.empty()) {
      rings_.push_back(std::make_unique<Ring>(options_.ring_capacity));
      return rings_.back().get();
    }
    Ring* ring = free_.back();
    free_.pop_back();
    return ring;
  }

  void give_back(Ring* ring) SP_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    free_.push_back(ring);
  }

  /// By the ring's own thread: makes room in it, if the store has any left.
  bool spill(Ring& ring) SP_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (stored_ + ring.capacity() > options_.store_limit) return false;
    stored_ += ring.take(store_.emplace_back());
    return true;
  }

  /// Appends everything, oldest first within a thread: a ring's stored events come before what it holds now.
  /// `keep` leaves it all in the store, beyond its limit if need be.
  void collect(std::vector<Event>& out, bool keep) SP_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    std::vector<Event>& latest = store_.emplace_back();
    for (const std::unique_ptr<Ring>& ring : rings_) stored_ += ring->take(latest);
    if (platform::kHasTicks && ticks_) tell_times();
    out.reserve(out.size() + stored_);
    for (std::vector<Event>& chunk : store_) {
      out.insert(out.end(), chunk.begin(), chunk.end());
      if (!keep) chunk = {};
    }
    if (keep) return;
    store_.clear();
    stored_ = timed_ = 0;
  }

  std::uint64_t dropped() SP_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    std::uint64_t sum = 0;
    for (const std::unique_ptr<Ring>& ring : rings_) sum += ring->dropped();
    return sum + homeless_.load(std::memory_order_relaxed);
  }

  /// Counts an event of a thread that is exiting and has no ring any more. Relaxed: a figure.
  void count_homeless() noexcept { homeless_.fetch_add(1, std::memory_order_relaxed); }

 private:
  /// Every event that is here was recorded after the first mark and before this one: what a thread has put
  /// into its ring, and the ring has shown to us, it has timed before.
  void tell_times() SP_REQUIRES(mutex_) {
    times_.mark();
    for (; timed_ < store_.size(); ++timed_) {
      for (Event& event : store_[timed_]) event.t_ns = times_.at(static_cast<std::uint64_t>(event.t_ns));
    }
  }

  const RecorderOptions options_;
  const bool ticks_;  ///< recorded times are ticks
  std::atomic<std::uint64_t> homeless_{0};
  Mutex mutex_;
  std::vector<std::unique_ptr<Ring>> rings_ SP_GUARDED_BY(mutex_);
  std::vector<Ring*> free_ SP_GUARDED_BY(mutex_);  ///< those of rings_ that no thread uses
  std::vector<std::vector<Event>> store_ SP_GUARDED_BY(mutex_);
  std::size_t stored_ SP_GUARDED_BY(mutex_) = 0;  ///< events in store_
  std::size_t timed_ SP_GUARDED_BY(mutex_) = 0;   ///< chunks of store_ whose ticks have become times
  TickTimes times_ SP_GUARDED_BY(mutex_);
};

/// The rings that this thread borrowed, by recorder; gives them back when the thread exits. Kept apart from
/// t_cache because a thread_local with a destructor costs a check at every access.
class Recorder::ThreadRings {
 public:
  static ThreadRings* mine() noexcept {
    if (t_exiting) return nullptr;
    static thread_local ThreadRings rings;
    return &rings;
  }

  ~ThreadRings() {
    t_exiting = true;
    t_cache = {};
    for (const Loan& loan : loans_) {
      if (const std::shared_ptr<Registry> registry = loan.registry.lock()) registry->give_back(loan.ring);
    }
  }

  Ring* ring_of(const Recorder& recorder) {
    for (const Loan& loan : loans_) {
      if (loan.generation == recorder.generation_) return loan.ring;
    }
    std::erase_if(loans_, [](const Loan& loan) { return loan.registry.expired(); });
    loans_.push_back({recorder.generation_, recorder.registry_, recorder.registry_->lend()});
    return loans_.back().ring;
  }

 private:
  struct Loan {
    std::uint64_t generation;
    std::weak_ptr<Registry> registry;  ///< expired when the recorder is gone, and the ring with it
    Ring* ring;
  };

  /// Other thread_locals may still record in their destructors after this one's has run.
  static constinit thread_local bool t_exiting;

  std::vector<Loan> loans_;
};

constinit thread_local Recorder::Cache Recorder::t_cache;
constinit thread_local bool Recorder::ThreadRings::t_exiting = false;

Recorder::Source Recorder::source_of(const Clock& clock) noexcept {
  if (&clock != &real_clock()) return Source::clock;
  return platform::ticks_are_steady() ? Source::ticks : Source::real;
}

Recorder::Recorder(Clock& clock, RecorderOptions options)
    : clock_(&clock),
      source_(source_of(clock)),
      generation_(next_generation()),
      registry_(std::make_shared<Registry>(options, source_ == Source::ticks)) {}

Recorder::~Recorder() = default;

LaneId Recorder::add_lane(LaneKind kind, std::string name, std::string group) {
  const MutexLock lock(names_mutex_);
  const LaneId id{static_cast<std::uint32_t>(lanes_.size())};
  lanes_.push_back({id, kind, std::move(name), std::move(group)});
  return id;
}

ObjectId Recorder::add_object(std::string type, std::string name) {
  const MutexLock lock(names_mutex_);
  const ObjectId id{static_cast<std::uint32_t>(objects_.size())};
  objects_.push_back({id, std::move(type), std::move(name)});
  return id;
}

NoteId Recorder::intern(std::string_view text) {
  const MutexLock lock(names_mutex_);
  const NoteId next{static_cast<std::uint32_t>(notes_.size())};
  const auto [entry, added] = note_ids_.try_emplace(std::string(text), next);
  if (added) notes_.emplace_back(text);
  return entry->second;
}

void Recorder::write_slowly(std::int64_t t, Kind kind, LaneId lane, ObjectId object,
                            std::int64_t arg) noexcept {
  const Event event{t, lane.value, kind, 0, object.value, arg};
  ThreadRings* rings = ThreadRings::mine();
  if (rings == nullptr) {
    registry_->count_homeless();
    return;
  }
  Ring* ring = rings->ring_of(*this);
  t_cache = {generation_, ring};
  if (ring->push(event)) return;
  if (!registry_->spill(*ring) || !ring->push(event)) ring->count_dropped();
}

void Recorder::drain(std::vector<Event>& out) {
  registry_->collect(out, /*keep=*/false);
}

std::uint64_t Recorder::dropped() const noexcept {
  return registry_->dropped();
}

Trace Recorder::snapshot() {
  std::vector<Event> events;
  registry_->collect(events, /*keep=*/true);
  return trace_of(std::move(events));
}

Trace Recorder::finish() {
  std::vector<Event> events;
  registry_->collect(events, /*keep=*/false);
  return trace_of(std::move(events));
}

Trace Recorder::trace_of(std::vector<Event> events) {
  Trace trace;
  trace.events = std::move(events);
  sort_by_time(trace.events);
  trace.dropped = registry_->dropped();
  if (!trace.events.empty()) {
    trace.begin = trace.events.front().t_ns;
    trace.end = trace.events.back().t_ns;
  }
  const MutexLock lock(names_mutex_);
  trace.lanes = lanes_;
  trace.objects = objects_;
  trace.notes = notes_;
  return trace;
}

}  // namespace sp::trace
