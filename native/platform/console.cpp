#include "native/platform/console.h"

#include <array>
#include <cerrno>
#include <iostream>
#include <streambuf>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

namespace sp::native {
namespace {

/// For the signal handler, which may touch nothing else: whether the signal came, and the writing end of the
/// pipe that wakes the reader. A flag alone would not do: the signal may come just before the read begins to
/// wait.
volatile sig_atomic_t interrupt_seen = 0;
volatile sig_atomic_t wake_end = -1;

void on_interrupt(int) {
  const int error = errno;
  interrupt_seen = 1;
  [[maybe_unused]] const auto written = ::write(wake_end, "", 1);
  errno = error;
}

/// The standard input until `wake` becomes readable; from then on its end. (std::cin's own buffer reads again
/// when a signal interrupts it.)
class Input : public std::streambuf {
 public:
  explicit Input(int wake) : wake_(wake) {}

 private:
  int_type underflow() override {
    std::array<pollfd, 2> ends{{{STDIN_FILENO, POLLIN, 0}, {wake_, POLLIN, 0}}};
    while (::poll(ends.data(), ends.size(), -1) < 0) {
      if (errno != EINTR) return traits_type::eof();
    }
    if (ends[1].revents != 0) return traits_type::eof();
    const ssize_t got = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
    if (got <= 0) return traits_type::eof();
    setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
    return traits_type::to_int_type(buffer_[0]);
  }

  int wake_;
  std::array<char, 4096> buffer_;
};

std::array<int, 2> new_pipe() {
  std::array<int, 2> ends;
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  return ends;
}

}  // namespace

struct InterruptWatch::State {
  std::array<int, 2> pipe = new_pipe();
  Input input{pipe[0]};
  std::streambuf* previous_input = std::cin.rdbuf(&input);
  struct sigaction previous_action{};
};

InterruptWatch::InterruptWatch() : state_(std::make_unique<State>()) {
  interrupt_seen = 0;
  wake_end = state_->pipe[1];
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second Ctrl-C ends the program
  ::sigaction(SIGINT, &action, &state_->previous_action);
}

InterruptWatch::~InterruptWatch() {
  ::sigaction(SIGINT, &state_->previous_action, nullptr);
  std::cin.rdbuf(state_->previous_input);
  for (const int end : state_->pipe) ::close(end);
}

bool InterruptWatch::interrupted() const noexcept {
  return interrupt_seen != 0;
}

}  // namespace sp::native
