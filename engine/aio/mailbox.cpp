#include "engine/aio/mailbox.h"

#include <utility>

namespace sp::aio::detail {

bool Mailbox::post(Ref<LoopObject> letter) {
  const MutexLock lock(mutex_);
  if (selector_ == nullptr) return false;
  letters_.push_back(std::move(letter));
  filled_.store(true, std::memory_order_release);
  selector_->wake();
  return true;
}

void Mailbox::deliver(ReadyQueue& ready) {
  if (!filled_.load(std::memory_order_acquire)) return;
  std::vector<Ref<LoopObject>> letters;
  {
    const MutexLock lock(mutex_);
    filled_.store(false, std::memory_order_relaxed);
    letters.swap(letters_);
  }
  for (Ref<LoopObject>& letter : letters) ready.push(std::move(letter));
}

void Mailbox::close() {
  std::vector<Ref<LoopObject>> letters;
  const MutexLock lock(mutex_);
  selector_ = nullptr;
  letters.swap(letters_);
}

}  // namespace sp::aio::detail
