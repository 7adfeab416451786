#include "engine/aio/future_core.h"

#include <utility>

#include "engine/aio/errors.h"
#include "engine/aio/loop.h"
#include "engine/base/errors.h"
#include "engine/sync/error_event.h"

namespace sp::aio::detail {

FutureCore::FutureCore(EventLoop& loop, void* slot) : loop_(&loop), slot_(slot) {
  loop.futures_.append(*this);
}

FutureCore::~FutureCore() {
  report_unretrieved("Future exception was never retrieved", {});
  if (loop_ != nullptr) loop_->futures_.remove(*this);
}

void FutureCore::report_unretrieved(const char* message, trace::LaneId lane) noexcept {
  if (!std::exchange(unretrieved_, false)) return;
  if (loop_ != nullptr) {
    loop_->call_exception_handler({message, exception_}, lane);
  } else {
    sync::emit_error(message + (": " + describe(exception_)));
  }
}

bool FutureCore::cancel(std::string message) {
  return become_cancelled(std::move(message));
}

bool FutureCore::become_cancelled(std::string message) {
  unretrieved_ = false;
  if (done()) return false;
  state_ = State::cancelled;
  cancel_message_ = std::move(message);
  schedule_callbacks();
  return true;
}

void FutureCore::require_value() {
  if (state_ == State::pending) throw InvalidStateError("Result is not ready.");
  if (state_ == State::cancelled) throw CancelledError(cancel_message_);
  unretrieved_ = false;
  if (exception_) std::rethrow_exception(exception_);
}

std::exception_ptr FutureCore::exception() {
  if (state_ == State::pending) throw InvalidStateError("Exception is not set.");
  if (state_ == State::cancelled) throw CancelledError(cancel_message_);
  unretrieved_ = false;
  return exception_;
}

void FutureCore::require_settable() const {
  if (is_task()) throw RuntimeError("Task does not support set_result or set_exception operations");
  if (state_ == State::cancelled)
    throw InvalidStateError("CANCELLED: the future has no use for a result any more");
  if (state_ == State::finished) throw InvalidStateError("FINISHED: the future has its result already");
}

void FutureCore::set_exception(std::exception_ptr exception) {
  exception_ = std::move(exception);
  unretrieved_ = true;
  finish();
}

void FutureCore::finish() {
  state_ = State::finished;
  schedule_callbacks();
}

void FutureCore::add_callback(Ref<LoopObject> callback) {
  if (loop_ == nullptr) throw RuntimeError("Event loop is closed");
  if (done()) {
    loop_->push_ready(std::move(callback));
  } else if (!first_callback_) {
    first_callback_ = std::move(callback);
  } else {
    more_callbacks_.push_back(std::move(callback));
  }
}

void FutureCore::schedule_callbacks() {
  if (!first_callback_) return;  // always so when the loop is closed
  const bool traced = loop_->recorder() != nullptr;
  const auto wake = [&](Ref<LoopObject> callback) {
    if (traced) callback->woken();
    loop_->push_ready(std::move(callback));
  };
  wake(std::move(first_callback_));
  for (Ref<LoopObject>& callback : std::exchange(more_callbacks_, {})) wake(std::move(callback));
}

void FutureCore::remove_callback(LoopObject& callback) {
  if (first_callback_.get() == &callback) {
    first_callback_ = nullptr;
    if (more_callbacks_.empty()) return;
    first_callback_ = std::move(more_callbacks_.front());
    more_callbacks_.erase(more_callbacks_.begin());
  } else {
    std::erase_if(more_callbacks_, [&](const Ref<LoopObject>& other) { return other.get() == &callback; });
  }
}

void FutureCore::drop_callbacks() noexcept {
  const Ref<LoopObject> first = std::move(first_callback_);
  const std::vector<Ref<LoopObject>> more = std::exchange(more_callbacks_, {});
}

void FutureList::append(FutureCore& future) noexcept {
  future.previous_ = last_;
  (last_ != nullptr ? last_->next_ : first_) = &future;
  last_ = &future;
}

void FutureList::remove(FutureCore& future) noexcept {
  (future.previous_ != nullptr ? future.previous_->next_ : first_) = future.next_;
  (future.next_ != nullptr ? future.next_->previous_ : last_) = future.previous_;
  future.previous_ = future.next_ = nullptr;
}

}  // namespace sp::aio::detail
