#pragma once

#include <memory>

namespace sp::native {

/// While it lives, Ctrl-C (SIGINT) no longer ends the program but sets a flag, and a read of std::cin that
/// waits for input, or comes later, finds the end of the input. A second Ctrl-C ends the program at once. For
/// that, std::cin reads through this object: make it before anything is read. At most one lives at a time;
/// make and destroy it on one thread.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  bool interrupted() const noexcept;  ///< any thread

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sp::native
