#include "tests/engine/aio/programs.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

namespace sp::aio::testing {

std::vector<std::string> asyncio_output(std::string_view program) {
  std::ifstream file(SP_SOURCE_DIR "/tests/golden/asyncio_programs.txt");
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      inside = std::string_view(line).substr(3) == program;
    } else if (inside) {
      lines.push_back(line);
    }
  }
  if (lines.empty()) lines.push_back("(programs.py has no program of this name)");
  return lines;
}

std::string Programs::now() const {
  std::ostringstream text;
  text << "t=" << static_cast<double>(loop.time()) / static_cast<double>(kSecond);
  return text.str();
}

Coro<std::string> Programs::say(std::string name, int times) {
  for (int i = 0; i < times; ++i) {
    log(name, i);
    co_await sleep(0);
  }
  log(name, "ends");
  co_return name;
}

Coro<std::string> Programs::sleeper(std::string name, Nanos length) {
  log(name, "starts");
  co_await sleep(length);
  log(name, "ends", now());
  co_return name;
}

Coro<std::string> Programs::failing(std::string name, Nanos length) {
  co_await sleep(length);
  log(name, "raises");
  throw ValueError(name);
}

Coro<> Programs::stubborn(std::string name, Nanos length) {
  std::exception_ptr cancelled;
  try {
    co_await sleep(length);
  } catch (const CancelledError& e) {
    if (e.message().empty()) {
      log(name, "cancelled");
    } else {
      log(name, "cancelled", e.message());
    }
    cancelled = std::current_exception();
  }
  if (cancelled) {
    co_await sleep(0);
    log(name, "cleaned up");
    std::rethrow_exception(cancelled);
  }
  log(name, "ends");
}

namespace {

TEST(AsyncioPrograms, golden_is_what_the_installed_python_prints) {
  FILE* pipe = popen(
      "python3 -c 'import sys; assert sys.version_info >= (3, 11)' 2>/dev/null && python3 " SP_SOURCE_DIR
      "/tests/engine/aio/programs.py 2>&1",
      "r");
  ASSERT_NE(pipe, nullptr);
  std::string printed;
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    printed.append(buffer.data(), n);
  if (pclose(pipe) != 0 && printed.empty()) GTEST_SKIP() << "no python3 of version 3.11 or later";
  std::ifstream file(SP_SOURCE_DIR "/tests/golden/asyncio_programs.txt");
  EXPECT_EQ(printed, std::string(std::istreambuf_iterator<char>(file), {}));
}

}  // namespace
}  // namespace sp::aio::testing
