#include "native/platform/files.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "native/platform/local_time.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

TEST(ReadFile, GivesEveryByte) {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n\xFF", 6);
  EXPECT_EQ(read_file(folder.write("f", bytes)).value(), bytes);
  EXPECT_EQ(read_file(folder.write("empty", "")).value(), "");
  const std::string large(300'000, 'x');
  EXPECT_EQ(read_file(folder.write("large", large)).value(), large);
}

TEST(ReadFile, ErrorsNameThePathAndTheReason) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder.path("none")).error(),
            (Error{folder.path("none"), "cannot open: No such file or directory"}));
  EXPECT_EQ(read_file(folder.path("")).error().what, "cannot read: it is not a regular file");
  EXPECT_EQ(read_file(folder.write("f", "12345"), 4).error().what, "cannot read: it is larger than 4 bytes");
  EXPECT_EQ(read_file(folder.write("f", "1234"), 4).value(), "1234");
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(folder.path("pipe")).error().what, "cannot read: it is not a regular file")
      << "and it does not block";
}

TEST(AppendLine, MakesFileAndFoldersForTheUserAlone) {
  const TemporaryFolder folder;
  const std::string file = folder.path("a/b/log");
  ASSERT_TRUE(append_line(file, "one").ok());
  ASSERT_TRUE(append_line(file, "two").ok());
  EXPECT_EQ(folder.read("a/b/log"), "one\ntwo\n");
  struct stat info{};
  ASSERT_EQ(::stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(folder.path("a").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
}

TEST(AppendLine, EndsATornLineFirst) {
  const TemporaryFolder folder;
  const std::string file = folder.write("log", "one\n{\"to");
  ASSERT_TRUE(append_line(file, "two").ok());
  EXPECT_EQ(folder.read("log"), "one\n{\"to\ntwo\n");
}

TEST(AppendLine, ErrorsNameThePathAndTheReason) {
  const TemporaryFolder folder;
  folder.write("file", "");
  EXPECT_THAT(to_string(append_line(folder.path("file/log"), "x").error()),
              testing::HasSubstr("file/log: cannot open: Not a directory"));
  EXPECT_THAT(to_string(append_line(folder.path(""), "x").error()),
              testing::HasSubstr("cannot open: Is a directory"));
}

/// Appends in a process whose files may not grow beyond `most` bytes, which stands for a full disk; ends the
/// process, with 0 when the error is the right one.
[[noreturn]] void append_within(const std::string& file, std::size_t most) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{most, most};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const Status status = append_line(file, "a line that is too long");
  std::_Exit(!status.ok() && status.error() == Error{file, "cannot write: File too large"} ? 0 : 1);
}

TEST(AppendLine, AFullDiskLeavesTheFileAsItWas) {
  const TemporaryFolder folder;
  const std::string file = folder.write("log", "one\n");
  EXPECT_EXIT(append_within(file, 10), testing::ExitedWithCode(0), "");
  EXPECT_EQ(folder.read("log"), "one\n");
}

TEST(AppendLine, ManyProcessesWriteWholeLines) {
  const TemporaryFolder folder;
  const std::string file = folder.path("log");
  constexpr int kProcesses = 4;
  constexpr int kLines = 25;
  for (int process = 0; process < kProcesses; ++process) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      bool good = true;
      for (int i = 0; i < kLines; ++i)
        good = append_line(file, std::string(2000, static_cast<char>('a' + process))).ok() && good;
      std::_Exit(good ? 0 : 1);
    }
  }
  for (int process = 0; process < kProcesses; ++process) {
    int status = 1;
    ASSERT_GT(::wait(&status), 0);
    EXPECT_EQ(status, 0);
  }
  std::istringstream lines(folder.read("log"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_EQ(line, std::string(2000, line.at(0)));
  EXPECT_EQ(count, kProcesses * kLines);
}

TEST(AppendLines, AppendsAllOrNothing) {
  const TemporaryFolder folder;
  const std::string file = folder.path("log");
  ASSERT_TRUE(append_lines(file, {}).ok());
  EXPECT_FALSE(std::filesystem::exists(file));
  const std::vector<std::string> lines{"one", "", "three"};
  ASSERT_TRUE(append_lines(file, lines).ok());
  EXPECT_EQ(folder.read("log"), "one\n\nthree\n");
  folder.append("log", "torn");
  ASSERT_TRUE(append_lines(file, lines).ok());
  EXPECT_EQ(folder.read("log"), "one\n\nthree\ntorn\none\n\nthree\n");
}

TEST(AppendLine, WhatIsNoRegularFileIsRefused) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(append_line(folder.path("pipe"), "x").error().what, "cannot read: it is not a regular file");
  EXPECT_EQ(append_line("/dev/full", "x").error().what, "cannot read: it is not a regular file");
}

TEST(AppendLine, AFolderThatIsGoneIsMadeAnew) {
  const TemporaryFolder folder;
  const std::string file = folder.path("data/log");
  ASSERT_TRUE(append_line(file, "one").ok());
  std::filesystem::remove_all(folder.path("data"));
  ASSERT_TRUE(append_line(file, "two").ok());
  EXPECT_EQ(folder.read("data/log"), "two\n");
}

/// Until the process sleeps, as it does when it waits for a lock.
void wait_until_asleep(pid_t process) {
  const std::string stat = "/proc/" + std::to_string(process) + "/stat";
  for (char state = 'R'; state != 'S';) {
    std::FILE* file = std::fopen(stat.c_str(), "r");
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(std::fscanf(file, "%*d %*s %c", &state), 1);
    std::fclose(file);
  }
}

/// Locks the log, lets `waiting` begin in another process, calls `meanwhile` while that waits, and unlocks;
/// the other process's exit code.
template <class Waiting, class Meanwhile>
int locked_out(const std::string& file, Waiting waiting, Meanwhile meanwhile) {
  const int lock = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_EQ(::flock(lock, LOCK_EX), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(lock);
    std::_Exit(waiting() ? 0 : 1);
  }
  wait_until_asleep(child);
  meanwhile();
  ::close(lock);
  int status = 1;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(AppendLine, AFileThatWasReplacedMeanwhileIsLeftAlone) {
  const TemporaryFolder folder;
  const std::string file = folder.write("log", "old\n");
  const auto append = [&] { return append_line(file, "mine").ok(); };
  const auto replace = [&] {
    std::filesystem::rename(file, folder.path("moved"));
    folder.write("log", "new\n");
  };
  EXPECT_EQ(locked_out(file, append, replace), 0);
  EXPECT_EQ(folder.read("log"), "new\nmine\n");
  EXPECT_EQ(folder.read("moved"), "old\n");
  const auto remove = [&] { std::filesystem::remove(file); };
  EXPECT_EQ(locked_out(file, append, remove), 0);
  EXPECT_EQ(folder.read("log"), "mine\n");
}

TEST(ReadLogFile, WaitsForWhoeverAppends) {
  const TemporaryFolder folder;
  const std::string file = folder.write("log", "one\n");
  const auto read = [&] { return read_log_file(file).value() == "one\ntwo\n"; };
  const auto append = [&] {
    folder.append("log", "tw");
    folder.append("log", "o\n");
  };
  EXPECT_EQ(locked_out(file, read, append), 0);
}

TEST(ReadLogFile, AMissingFileIsEmptyAndAnythingElseAnError) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_log_file(folder.path("none/log")).value(), "");
  EXPECT_EQ(read_log_file(folder.path("")).error().what, "cannot read: it is not a regular file");
  folder.write("file", "");
  EXPECT_EQ(read_log_file(folder.path("file/log")).error().what, "cannot open: Not a directory");
}

TEST(WriteFile, ReplacesAtOnceAndLeavesNothingBehind) {
  const TemporaryFolder folder;
  const std::string file = folder.write("f", "old");
  ASSERT_TRUE(write_file(file, "new").ok());
  EXPECT_EQ(folder.read("f"), "new");
  EXPECT_EQ(write_file(folder.path("none/f"), "x").error(),
            (Error{folder.path("none/f"), "cannot write: No such file or directory"}));
  std::filesystem::create_directory(folder.path("folder"));
  EXPECT_EQ(write_file(folder.path("folder"), "x").error().what, "cannot write: Is a directory");
  const auto entries = std::filesystem::directory_iterator(folder.path(""));
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 2) << "f and folder";
}

/// Sets environment variables and puts them back.
class Environment : public testing::Test {
 protected:
  void set(const char* name, const char* value) {
    const char* before = std::getenv(name);
    before_.emplace_back(name, before == nullptr ? std::optional<std::string>() : std::string(before));
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  void TearDown() override {
    for (auto it = before_.rbegin(); it != before_.rend(); ++it) {
      it->second ? ::setenv(it->first.c_str(), it->second->c_str(), 1) : ::unsetenv(it->first.c_str());
    }
  }

 private:
  std::vector<std::pair<std::string, std::optional<std::string>>> before_;
};

TEST_F(Environment, TheTimeZoneIsThatOfTheSystem) {
  constexpr std::int64_t kJanuary = 1'768'478'400'000, kJuly = 1'784'116'800'000;  // 2026, at noon UTC
  set("TZ", "IST-5:30");
  EXPECT_EQ(utc_offset_minutes(kJanuary), 330);
  set("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(utc_offset_minutes(kJanuary), 60);
  EXPECT_EQ(utc_offset_minutes(kJuly), 120) << "summer time";
  set("TZ", "NST3:30");
  EXPECT_EQ(utc_offset_minutes(kJuly), -210);
  set("TZ", "UTC0");
  EXPECT_EQ(utc_offset_minutes(kJuly), 0);
}

TEST_F(Environment, DataDirectoryFollowsTheVariables) {
  set("SWITCHPOINT_DATA", "/own");
  set("XDG_DATA_HOME", "/data");
  set("HOME", "/h");
  EXPECT_EQ(data_directory().value(), "/own");
  EXPECT_EQ(answer_log_path().value(), "/own/answers.jsonl");
  set("SWITCHPOINT_DATA", "");
  EXPECT_EQ(data_directory().value(), "/data/switchpoint");
  set("XDG_DATA_HOME", "relative");
  EXPECT_EQ(data_directory().value(), "/h/.local/share/switchpoint");
  set("XDG_DATA_HOME", nullptr);
  set("HOME", nullptr);
  EXPECT_EQ(data_directory().error().what, "no folder for your data: set SWITCHPOINT_DATA or HOME");
  EXPECT_FALSE(answer_log_path().ok());
}

}  // namespace
}  // namespace sp::native
