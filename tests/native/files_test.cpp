#include "native/platform/files.h"

#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
