#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "engine/aio/ref.h"
#include "engine/trace/event.h"

namespace sp::aio {
class EventLoop;
}

namespace sp::aio::detail {

/// What the lane of a task shows while it waits for a future: the state and what it is about.
struct WaitLabel {
  trace::Kind state = trace::Kind::state_blocked;
  trace::ObjectId object;
};

/// A future without its value: state, callbacks, exception. See Future. The loop's thread only.
class FutureCore : public LoopObject {
 public:
  /// pending -> cancelled or finished, once. finished: with a value or with an exception.
  enum class State : std::uint8_t { pending, cancelled, finished };

  ~FutureCore() override;

  bool done() const noexcept { return state_ != State::pending; }
  bool cancelled() const noexcept { return state_ == State::cancelled; }
  /// Null when the loop is closed.
  EventLoop* loop() const noexcept { return loop_; }

  virtual bool cancel(std::string message);
  /// Whether this is a TaskCore, whose outcome nobody sets from outside.
  virtual bool is_task() const noexcept { return false; }

  /// Throws what result() throws when there is no value, and takes note that somebody has seen it.
  void require_value();
  /// The exception, or null. Throws CancelledError or InvalidStateError.
  std::exception_ptr exception();
  /// Throws unless the outcome may be set now from outside.
  void require_settable() const;
  void set_exception(std::exception_ptr exception);
  /// The value stands in its slot: the future is finished.
  void finish();

  /// `callback` goes to the ready queue when this is done; at once when it is.
  void add_callback(Ref<LoopObject> callback);
  /// Takes back a callback that waits for this.
  void remove_callback(LoopObject& callback);
  /// Destroys the callbacks that wait for this.
  void drop_callbacks() noexcept;

  /// A std::optional<Value> of the type that every handle to this future knows.
  void* slot() const noexcept { return slot_; }
  /// Made when somebody waits for this.
  virtual WaitLabel wait_label() { return label_; }
  void set_wait_label(WaitLabel label) noexcept { label_ = label; }
  /// An exception that nobody asks for is not reported.
  void mark_retrieved() noexcept { unretrieved_ = false; }
  const std::string& cancel_message() const noexcept { return cancel_message_; }

  void run() override {}  // its turn never comes; a task's does

 protected:
  FutureCore(EventLoop& loop, void* slot);

  /// Python's Future.cancel(), also for a task whose coroutine has ended so.
  bool become_cancelled(std::string message);
  /// For destructors: reports an exception that nobody has asked for, once. `lane`: where; none: the current
  /// one.
  void report_unretrieved(const char* message, trace::LaneId lane) noexcept;

  std::string cancel_message_;

 private:
  friend class FutureList;
  friend class sp::aio::EventLoop;

  void schedule_callbacks();

  EventLoop* loop_;
  void* const slot_;
  FutureCore* previous_ = nullptr;  ///< in the loop's list of all futures
  FutureCore* next_ = nullptr;
  Ref<LoopObject> first_callback_;  ///< the usual one
  std::vector<Ref<LoopObject>> more_callbacks_;
  std::exception_ptr exception_;
  WaitLabel label_;
  State state_ = State::pending;
  bool unretrieved_ = false;  ///< has an exception that nobody has asked for
};

/// All futures of a loop, oldest first; of a loop that is closed none.
class FutureList {
 public:
  void append(FutureCore& future) noexcept;
  void remove(FutureCore& future) noexcept;
  FutureCore* first() const noexcept { return first_; }
  FutureCore* last() const noexcept { return last_; }
  static FutureCore* next(const FutureCore& future) noexcept { return future.next_; }
  static FutureCore* previous(const FutureCore& future) noexcept { return future.previous_; }

 private:
  FutureCore* first_ = nullptr;
  FutureCore* last_ = nullptr;
};

}  // namespace sp::aio::detail
