// The program itself, through pipes: a review, killed and begun again.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/practice/history.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// `switchpoint quiz` on a log of its own, with pipes for its input and output.
class Program {
 public:
  Program(const std::string& data, const std::string& bundle) {
    std::array<int, 2> in{}, out{};
    if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::setenv("SWITCHPOINT_DATA", data.c_str(), 1);
      ::execl(SP_NATIVE_PROGRAM, SP_NATIVE_PROGRAM, "quiz", "--seed", "5", "--bundle", bundle.c_str(),
              nullptr);
      std::_Exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ~Program() {
    ::close(in_);
    ::close(out_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void type(const std::string& line) const {
    ASSERT_EQ(::write(in_, line.data(), line.size()), static_cast<ssize_t>(line.size()));
  }
  /// Reads until `words` were said, or to the end.
  std::string read_until(const std::string& words) const {
    std::string text;
    for (char c = 0; text.find(words) == std::string::npos && ::read(out_, &c, 1) == 1;) text += c;
    return text;
  }
  /// Its exit code, or minus the signal that ended it.
  int ended() const {
    int status = 0;
    ::waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  void kill() const { ::kill(process_, SIGKILL); }

 private:
  pid_t process_ = -1;
  int in_ = -1, out_ = -1;
};

class QuizProgram : public testing::Test {
 protected:
  QuizProgram() {
    ::signal(SIGPIPE, SIG_IGN);  // a program that ends early fails the test, not the process
    std::ifstream file(SP_SOURCE_DIR "/tests/engine/bank/fixtures/gil/C02.json");
    std::string card(std::istreambuf_iterator<char>(file), {});
    const std::size_t schema = card.find("\"$schema\"");
    card.replace(schema, card.find('\n', schema) - schema, "\"file\": \"C02.json\",");
    bundle_ = folder_.write("bank.json", R"({"format": 2, "scenarios": [], "cards": [)" + card + "]}");
  }
  practice::ParsedLog log() const { return practice::parse_log(folder_.read("data/answers.jsonl"), "log"); }

  static constexpr const char* kGrade = "How well did you know it?";
  TemporaryFolder folder_;
  std::string bundle_;
};

TEST_F(QuizProgram, AsksGradesAndEnds) {
  const Program program(folder_.path("data"), bundle_);
  EXPECT_THAT(program.read_until("Your answer"), HasSubstr("0 done, 1 to go, new. A card."));
  program.type("a\n");
  EXPECT_THAT(program.read_until(kGrade), HasSubstr("1 again 1 min · 2 hard 6 min · 3 good 10 min · 4 easy"));
  program.type("4\nq\n");
  EXPECT_THAT(program.read_until("Your answers are in"), HasSubstr("1 of 1 known."));
  EXPECT_EQ(program.ended(), 0);
  EXPECT_EQ(log().records.size(), 2U) << "the answer and its grade";
}

TEST_F(QuizProgram, WhatItHasAskedToGradeIsInTheLogWhenItIsKilled) {
  constexpr int kKills = 5;
  for (int i = 0; i < kKills; ++i) {
    std::filesystem::remove_all(folder_.path("data"));
    const Program program(folder_.path("data"), bundle_);
    program.read_until("Your answer");
    program.type("a\n");
    program.read_until(kGrade);
    program.kill();
    EXPECT_EQ(program.ended(), -SIGKILL);
    ASSERT_EQ(log().records.size(), 1U);
    folder_.append("data/answers.jsonl", "{\"v\":");
    const Program next(folder_.path("data"), bundle_);
    EXPECT_THAT(next.read_until("Your answers are in"),
                AllOf(HasSubstr("1 line of the log was not understood and is set aside: " +
                                folder_.path("data/answers.jsonl") + ":2\n"),
                      HasSubstr("Nothing is due")));
    EXPECT_EQ(next.ended(), 0);
  }
}

}  // namespace
}  // namespace sp::native
