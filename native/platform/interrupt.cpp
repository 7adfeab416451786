#include "native/platform/interrupt.h"

#include <csignal>
#include <utility>

#include <pthread.h>

namespace sp::native {
namespace {

// SIGUSR2, sent by the destructor to the waiting thread alone, ends the wait.
sigset_t awaited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR2);
  return set;
}

}  // namespace

InterruptGuard::InterruptGuard(StopSource source) {
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::thread([source = std::move(source), set]() mutable {
    int signal = 0;
    if (sigwait(&set, &signal) != 0 || signal == SIGUSR2) return;
    // From now on this thread takes the signals with their default action, whatever the others block.
    sigset_t fatal = set;
    sigdelset(&fatal, SIGUSR2);
    pthread_sigmask(SIG_UNBLOCK, &fatal, nullptr);
    source.request_stop();
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGUSR2);
    sigwait(&end, &signal);
  });
}

InterruptGuard::~InterruptGuard() {
  pthread_kill(waiter_.native_handle(), SIGUSR2);
  waiter_.join();
  const sigset_t set = awaited_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace sp::native
