#include "native/platform/console.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "native/platform/terminal.h"

namespace sp::native {
namespace {

/// Whether colour is wanted in a process whose standard output is a new terminal.
bool colour_on_a_terminal(const char* term, const char* no_color) {
  int controller = -1;
  const pid_t child = ::forkpty(&controller, nullptr, nullptr, nullptr);
  if (child == 0) {
    term == nullptr ? ::unsetenv("TERM") : ::setenv("TERM", term, 1);
    no_color == nullptr ? ::unsetenv("NO_COLOR") : ::setenv("NO_COLOR", no_color, 1);
    std::_Exit(Terminal::of_stdout().colour ? 1 : 0);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  ::close(controller);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

TEST(Colour, OnATerminalWithoutNoColor) {
  EXPECT_TRUE(colour_on_a_terminal("xterm", nullptr));
  EXPECT_TRUE(colour_on_a_terminal("xterm", ""));
  EXPECT_FALSE(colour_on_a_terminal("xterm", "1"));
  EXPECT_FALSE(colour_on_a_terminal("dumb", nullptr));
  EXPECT_FALSE(colour_on_a_terminal(nullptr, nullptr));
}

TEST(Interrupt, IsSeenAndDoesNotEndTheProgram) {
  const InterruptWatch watch;
  EXPECT_FALSE(watch.interrupted());
  ::raise(SIGINT);
  EXPECT_TRUE(watch.interrupted());
}

TEST(Interrupt, IsForgottenByTheNextWatch) {
  {
    const InterruptWatch watch;
    ::raise(SIGINT);
  }
  const InterruptWatch watch;
  EXPECT_FALSE(watch.interrupted());
}

TEST(Interrupt, TheSecondEndsTheProgram) {
  EXPECT_EXIT(
      {
        const InterruptWatch watch;
        ::raise(SIGINT);
        ::raise(SIGINT);
      },
      testing::KilledBySignal(SIGINT), "");
}

/// Reads lines from `input` until they end; 7 when an interrupt did it, and the line before it was "one".
[[noreturn]] void read_lines(int input, int ready, bool synced) {
  ::dup2(input, STDIN_FILENO);
  std::ios::sync_with_stdio(synced);
  const InterruptWatch watch;
  std::string line;
  std::string last;
  while (std::getline(std::cin, line)) {
    last = line;
    if (::write(ready, "x", 1) != 1) std::_Exit(3);
  }
  std::_Exit(watch.interrupted() && last == "one" ? 7 : 8);
}

/// Until the process sleeps, as it does in a read that waits.
void wait_until_asleep(pid_t process) {
  const std::string stat = "/proc/" + std::to_string(process) + "/stat";
  for (char state = 'R'; state != 'S';) {
    std::FILE* file = std::fopen(stat.c_str(), "r");
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(std::fscanf(file, "%*d %*s %c", &state), 1);
    std::fclose(file);
  }
}

class InterruptedRead : public testing::TestWithParam<bool> {};

TEST_P(InterruptedRead, EndsTheInputAfterWhatWasRead) {
  int input[2];
  int ready[2];
  ASSERT_EQ(::pipe(input), 0);
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) read_lines(input[0], ready[1], GetParam());
  ASSERT_EQ(::write(input[1], "one\n", 4), 4);
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  wait_until_asleep(child);
  ::kill(child, SIGINT);
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  for (const int end : {input[0], input[1], ready[0], ready[1]}) ::close(end);
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutSynchronisedStreams, InterruptedRead, testing::Bool());

TEST(Interrupt, BeforeTheReadEndsItToo) {
  const InterruptWatch watch;
  ::raise(SIGINT);
  std::string line;
  EXPECT_FALSE(std::getline(std::cin, line));
}

}  // namespace
}  // namespace sp::native
