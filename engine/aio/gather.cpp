#include "engine/aio/gather.h"

#include <unordered_set>

#include "engine/base/errors.h"

namespace sp::aio::detail {

/// A child's callback.
class GatherCore::ChildDone final : public LoopObject {
 public:
  ChildDone(Ref<GatherCore> gather, FutureCore& child) noexcept : gather_(std::move(gather)), child_(child) {}

  void woken() override {
    if (!gather_->loop()->in_user_code()) return;
    flow_ = gather_->loop()->recorder()->new_flow();
    trace::emit(trace::Kind::send, {}, flow_);
  }
  void run() override {
    const EventLoop::Arrival arrival(*gather_->loop(), flow_);
    gather_->child_done(child_);
  }

 private:
  const Ref<GatherCore> gather_;
  FutureCore& child_;  ///< gather_ keeps it
  std::int64_t flow_ = 0;
};

GatherCore::GatherCore(EventLoop& loop, void* slot, std::vector<Ref<FutureCore>> children, Errors errors)
    : FutureCore(loop, slot), children_(std::move(children)), errors_(errors) {
  for (const auto& child : children_) {
    if (child->loop() != &loop) throw RuntimeError("gather() got a Future attached to a different loop");
  }
}

void GatherCore::start() {
  std::unordered_set<FutureCore*> seen;
  for (const auto& child : children_) {
    if (!seen.insert(child.get()).second) continue;
    ++left_;
    child->add_callback(make_ref<ChildDone>(Ref<GatherCore>(this), *child));
  }
  if (children_.empty()) {
    collect();
    finish();
  }
}

void GatherCore::child_done(FutureCore& child) {
  --left_;
  if (done()) return child.mark_retrieved();
  if (errors_ == Errors::propagate) {
    if (child.cancelled())
      return set_exception(std::make_exception_ptr(CancelledError(child.cancel_message())));
    if (std::exception_ptr error = child.exception()) return set_exception(std::move(error));
  }
  if (left_ != 0) return;
  if (cancel_requested_) {
    // Cancellation comes through whatever the children made of it (bpo-32684).
    return set_exception(std::make_exception_ptr(CancelledError(child.cancel_message())));
  }
  collect();
  finish();
}

bool GatherCore::cancel(std::string message) {
  if (done()) return false;
  bool any = false;
  for (const auto& child : children_) any |= child->cancel(message);
  if (any) cancel_requested_ = true;
  return any;
}

}  // namespace sp::aio::detail
