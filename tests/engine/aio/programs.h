// What the tests that mirror programs.py share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/aio/errors.h"
#include "engine/aio/gather.h"
#include "engine/aio/loop.h"
#include "engine/aio/sleep.h"
#include "engine/base/clock.h"
#include "engine/base/errors.h"

namespace sp::aio::testing {

/// The lines that CPython printed under "## program" (tests/golden/asyncio_programs.txt).
std::vector<std::string> asyncio_output(std::string_view program);

/// Prints like Python's print(), into lines.
class Log {
 public:
  template <class... Words>
  void operator()(const Words&... words) {
    std::string line;
    ((line += (line.empty() ? "" : " ") + text(words)), ...);
    lines_.push_back(std::move(line));
  }
  const std::vector<std::string>& lines() const noexcept { return lines_; }

 private:
  static std::string text(bool value) { return value ? "True" : "False"; }
  static std::string text(int value) { return std::to_string(value); }
  static std::string text(std::string_view value) { return std::string(value); }
  static std::string text(const char* value) { return value; }

  std::vector<std::string> lines_;
};

/// A loop in virtual time, and the coroutines that programs.py uses everywhere.
class Programs : public ::testing::Test {
 protected:
  /// Runs it and compares what it logged with what CPython printed under the test's name.
  void check(Coro<> main) {
    loop.run_until_complete(std::move(main));
    loop.run_until_complete(Coro<>(sleep(0)));
    check_log();
  }
  void check_log() {
    EXPECT_EQ(log.lines(), asyncio_output(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  }

  std::string now() const;
  Coro<std::string> say(std::string name, int times);
  Coro<std::string> sleeper(std::string name, Nanos length);
  Coro<std::string> failing(std::string name, Nanos length);
  /// Takes a bare yield to clean up when cancelled.
  Coro<> stubborn(std::string name, Nanos length);
  /// "[True, False]".
  template <class Flags>
  static std::string list(const Flags& flags) {
    std::string text;
    for (const bool flag : flags) text += (text.empty() ? "" : ", ") + std::string(flag ? "True" : "False");
    return "[" + text + "]";
  }
  /// The name that Python gives what `fn` throws, or "fine".
  template <class F>
  void attempt(std::string_view what, F&& fn) {
    try {
      fn();
      log(what, "fine");
    } catch (const CancelledError&) {
      log(what, "CancelledError");
    } catch (const InvalidStateError&) {
      log(what, "InvalidStateError");
    } catch (const RuntimeError&) {
      log(what, "RuntimeError");
    }
  }

  ManualClock clock;
  Log log;
  EventLoop loop{clock};
};

}  // namespace sp::aio::testing
