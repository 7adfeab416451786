#pragma once

#include <atomic>
#include <functional>

namespace sp::app {

/// Messages from engine threads to the screen. Any thread posts; the main thread drains between frames.
/// Neither ever waits: a browser's main thread must not.
///
/// `wake` is called by the posting thread after each post into an empty queue; it must be callable from any
/// thread and not block (Platform::request_frame). The queue must outlive every thread that posts to it.
class PostQueue {
 public:
  explicit PostQueue(std::function<void()> wake);
  /// Messages that were not drained are dropped without being run.
  ~PostQueue();
  PostQueue(const PostQueue&) = delete;
  PostQueue& operator=(const PostQueue&) = delete;

  /// Runs `message` on the main thread, before a coming frame. Messages of one thread keep their order.
  void post(std::function<void()> message);

  /// Main thread. Runs what was posted before the call, oldest first; what those messages post comes at the
  /// next drain. Returns how many ran.
  int drain();

 private:
  struct Node {
    std::function<void()> message;
    Node* next;
  };
  /// Takes the whole list; the newest message first.
  Node* take() { return head_.exchange(nullptr, std::memory_order_acquire); }

  const std::function<void()> wake_;
  /// nullptr: empty. Else the newest message, linked to the one posted before it. Pushed with release, so
  /// that what a message captured is visible to the thread that takes the list with acquire. Never popped
  /// singly: a node cannot come back (no ABA).
  std::atomic<Node*> head_{nullptr};
};

}  // namespace sp::app
