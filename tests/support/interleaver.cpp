#include "tests/support/interleaver.h"

#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "engine/sync/context.h"
#include "engine/trace/current.h"

namespace sp::test {

/// One watched thread. Fields are guarded by the interleaver's mutex_.
class Interleaver::Watched final : public sync::ScheduleObserver {
 public:
  explicit Watched(Interleaver& owner) : owner_(owner) {}

  void at(std::string_view point) override SP_NO_THREAD_SAFETY_ANALYSIS {
    MutexLock lock(owner_.mutex_);
    place = point;
    const bool hold = mode == Mode::hold_next || (mode == Mode::to_point && point == target);
    if (!hold) return;
    state = State::held;
    owner_.changed_.notify_all();
    while (state == State::held) owner_.changed_.wait(lock.native());
  }

  void blocked(std::string_view where) noexcept override SP_NO_THREAD_SAFETY_ANALYSIS {
    MutexLock lock(owner_.mutex_);
    place = where;
    state = State::blocked;
    if (mode == Mode::until_blocked) mode = Mode::hold_next;
    owner_.changed_.notify_all();
  }

  void unblocked() noexcept override SP_NO_THREAD_SAFETY_ANALYSIS {
    MutexLock lock(owner_.mutex_);
    state = State::running;
    owner_.changed_.notify_all();
  }

  sync::ScheduleObserver* spawned(std::string_view name) override SP_NO_THREAD_SAFETY_ANALYSIS {
    MutexLock lock(owner_.mutex_);
    return &owner_.watch(std::string(name));
  }

  void finished() noexcept override SP_NO_THREAD_SAFETY_ANALYSIS {
    MutexLock lock(owner_.mutex_);
    state = State::finished;
    owner_.changed_.notify_all();
  }

  /// The caller notifies.
  void go_on() {
    mode = Mode::free;
    if (state == State::held) state = State::running;
  }

  State state = State::running;
  Mode mode = Mode::hold_next;
  std::string place = "nowhere yet";
  std::string target;
  std::exception_ptr failure;
  std::thread thread;  ///< only of threads that start() made

 private:
  Interleaver& owner_;
};

Interleaver::Interleaver(Clock& clock, trace::Recorder* recorder) : clock_(clock), recorder_(recorder) {}

Interleaver::~Interleaver() {
  stop_.request_stop();
  let_all_go();
  std::vector<std::thread> threads;
  {
    MutexLock lock(mutex_);
    for (auto& [name, watched] : watched_) threads.push_back(std::move(watched->thread));
  }
  for (std::thread& thread : threads) {
    if (thread.joinable()) thread.join();
  }
}

Interleaver::Watched& Interleaver::watch(const std::string& name) {
  auto [found, is_new] = watched_.try_emplace(name, std::make_unique<Watched>(*this));
  if (!is_new) throw std::logic_error("two threads named " + name);
  found->second->mode = first_mode_;
  changed_.notify_all();
  return *found->second;
}

void Interleaver::start(const std::string& name, std::function<void()> fn) {
  MutexLock lock(mutex_);
  Watched& watched = watch(name);
  watched.thread = std::thread([this, &watched, name, fn = std::move(fn)] {
    trace::Current current;
    if (recorder_ != nullptr) current = {recorder_, recorder_->add_lane(trace::LaneKind::thread, name, "")};
    const trace::CurrentLane lane(current);
    const sync::ContextScope context({.clock = &clock_, .stop = stop_.get_token(), .group = {}});
    const sync::ObserverScope observer(&watched);
    sync::schedule_point("start");
    try {
      fn();
    } catch (...) {
      watched.failure = std::current_exception();
    }
    watched.finished();
  });
}

void Interleaver::advance(const std::string& name, Mode mode, std::string_view target,
                          const std::function<bool(const Watched&)>& reached) {
  MutexLock lock(mutex_);
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  const auto wait = [&] { return changed_.wait_until(lock.native(), give_up_at) != std::cv_status::timeout; };
  auto found = watched_.find(name);
  while (found == watched_.end()) {
    if (!wait()) throw std::runtime_error("no thread named " + name + "; " + places());
    found = watched_.find(name);
  }
  Watched& watched = *found->second;
  watched.mode = mode;
  watched.target = target;
  // A thread that already stands where it is wanted stays there; else a held one goes on.
  if (!reached(watched) && watched.state == State::held) {
    watched.state = State::running;
    changed_.notify_all();
  }
  while (!reached(watched)) {
    if (!wait()) throw std::runtime_error(fmt::format("{} does not get to {}; {}", name, target, places()));
  }
}

void Interleaver::run_to(const std::string& name, std::string_view point) {
  advance(name, Mode::to_point, point,
          [&](const Watched& watched) { return watched.state == State::held && watched.place == point; });
  MutexLock lock(mutex_);
  watched_.at(name)->mode = Mode::hold_next;
}

void Interleaver::run_until_blocked(const std::string& name) {
  advance(name, Mode::until_blocked, "a wait",
          [](const Watched& watched) { return watched.state == State::blocked; });
  MutexLock lock(mutex_);
  watched_.at(name)->mode = Mode::hold_next;
}

void Interleaver::finish(const std::string& name) {
  advance(name, Mode::free, "its end",
          [](const Watched& watched) { return watched.state == State::finished; });
  std::exception_ptr failure;
  {
    MutexLock lock(mutex_);
    failure = std::exchange(watched_.at(name)->failure, nullptr);
  }
  if (failure != nullptr) std::rethrow_exception(failure);
}

void Interleaver::let_go(const std::string& name) {
  MutexLock lock(mutex_);
  watched_.at(name)->go_on();
  changed_.notify_all();
}

void Interleaver::let_all_go() {
  MutexLock lock(mutex_);
  first_mode_ = Mode::free;
  for (auto& [name, watched] : watched_) watched->go_on();
  changed_.notify_all();
}

bool Interleaver::blocked(const std::string& name) const {
  MutexLock lock(mutex_);
  return watched_.at(name)->state == State::blocked;
}

bool Interleaver::finished(const std::string& name) const {
  MutexLock lock(mutex_);
  return watched_.at(name)->state == State::finished;
}

std::string Interleaver::places() const {
  static constexpr const char* kNames[] = {"held", "running", "blocked", "finished"};
  std::string text;
  for (const auto& [name, watched] : watched_) {
    text += fmt::format("{}: {} at {}; ", name, kNames[static_cast<int>(watched->state)], watched->place);
  }
  return text;
}

}  // namespace sp::test
