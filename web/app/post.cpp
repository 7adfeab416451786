#include "web/app/post.h"

#include <memory>
#include <utility>

namespace sp::app {

PostQueue::PostQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

PostQueue::~PostQueue() {
  for (Node* node = take(); node != nullptr;) delete std::exchange(node, node->next);
}

void PostQueue::post(std::function<void()> message) {
  auto* node = new Node{std::move(message), nullptr};
  // A copy: once the node is in the list, the main thread may have run and freed it.
  Node* below = head_.load(std::memory_order_relaxed);
  do {
    node->next = below;
  } while (!head_.compare_exchange_weak(below, node, std::memory_order_release, std::memory_order_relaxed));
  if (below == nullptr) wake_();
}

int PostQueue::drain() {
  Node* oldest = nullptr;
  for (Node* node = take(); node != nullptr;) {
    Node* const next = std::exchange(node->next, oldest);
    oldest = std::exchange(node, next);
  }
  int count = 0;
  while (oldest != nullptr) {
    const std::unique_ptr<Node> node(std::exchange(oldest, oldest->next));
    node->message();
    ++count;
  }
  return count;
}

}  // namespace sp::app
