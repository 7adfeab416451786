// Whatever was acknowledged is in the log, whenever the process is killed.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <istream>
#include <ostream>
#include <set>
#include <streambuf>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "native/platform/files.h"
#include "native/quiz/review.h"
#include "tests/engine/practice/learner.h"
#include "tests/native/temporary_folder.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SP_SANITIZED 1
#endif
#endif

namespace sp::native {
namespace {

#ifdef SP_SANITIZED
constexpr int kTries = 60;  // a start costs a multiple there
#else
constexpr int kTries = 500;
#endif
constexpr int kLogsOnDisk = 5;    // the rest in memory: what a kill leaves behind does not depend on the disk
constexpr int kTriesPerLog = 10;  // a log that grows and grows would only make the rest slower

/// A learner who never tires: answers, grades, and now and then takes an answer back.
class Typing : public std::streambuf {
 public:
  explicit Typing(std::uint64_t seed) : rng_(seed) {}

 private:
  int_type underflow() override {
    static constexpr std::array kLines{"a\n", "b\n", "c\n",       "a c\n", "\n",  "1\n",  "2\n",
                                       "3\n", "4\n", "4 3 2 1\n", "20\n",  "u\n", ":f\n", ".\n"};
    line_ = kLines[rng_.below(kLines.size())];
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_[0]);
  }

  Rng rng_;
  std::string line_;
};

class Nowhere : public std::streambuf {
  int_type overflow(int_type c) override { return traits_type::not_eof(c); }
};

/// Reviews for ever, day after day; writes each record to `acknowledged` once the quiz says that it is kept.
[[noreturn]] void review_until_killed(const std::string& log, int attempt, int acknowledged) {
  const practice::Items items(practice::training_bank(), std::vector<bank::CurriculumItem>{},
                              std::vector<practice::DemoName>{});
  std::int64_t now = (20'000 + 1000 * std::int64_t{attempt}) * practice::kMsPerDay;
  ReviewOptions options;
  options.items = &items;
  options.seed = static_cast<std::uint64_t>(attempt);
  options.id_seed = 1000 + attempt;
  options.log_file = log;
  options.now_unix_ms = [&now] { return now += 700; };
  options.kept = [acknowledged](const practice::Record& record) {
    const std::string line = practice::to_line(record) + '\n';  // less than PIPE_BUF: whole or not at all
    if (::write(acknowledged, line.data(), line.size()) < 0) std::_Exit(3);
  };
  Typing typing(options.seed);
  Nowhere nowhere;
  std::istream in(&typing);
  std::ostream out(&nowhere);
  for (;; now += practice::kMsPerDay) {
    if (run_review(options, in, out) != 0) std::_Exit(4);
  }
}

/// Reads lines as they come; the child's end of the pipe is closed by its death.
class Acknowledged {
 public:
  explicit Acknowledged(int pipe) : pipe_(pipe) {}
  ~Acknowledged() { ::close(pipe_); }
  Acknowledged(const Acknowledged&) = delete;
  Acknowledged& operator=(const Acknowledged&) = delete;

  /// Until there are so many; false when there are no more.
  bool read_until(std::size_t count) {
    while (lines_.size() < count) {
      std::array<char, 4096> block{};
      const ssize_t got = ::read(pipe_, block.data(), block.size());
      if (got <= 0) return false;
      text_.append(block.data(), static_cast<std::size_t>(got));
      for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n')) {
        lines_.push_back(text_.substr(0, end));
        text_.erase(0, end + 1);
      }
    }
    return true;
  }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  int pipe_;
  std::string text_;
  std::vector<std::string> lines_;
};

/// Starts the endless review, kills it soon after a random number of records, and gives what was
/// acknowledged.
std::vector<std::string> kill_one(const std::string& log, int attempt, Rng& rng) {
  constexpr std::uint64_t kMostRecords = 6, kMostMicroseconds = 3000;
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    review_until_killed(log, attempt, pipe[1]);
  }
  ::close(pipe[1]);
  Acknowledged acknowledged(pipe[0]);
  EXPECT_TRUE(acknowledged.read_until(rng.below(kMostRecords)));
  ::usleep(static_cast<useconds_t>(rng.below(kMostMicroseconds)));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself: " << WEXITSTATUS(status);
  acknowledged.read_until(SIZE_MAX);
  return acknowledged.lines();
}

/// What the tries have come to.
struct Tally {
  std::size_t acknowledged = 0, kept = 0, torn = 0;
};

/// Kills many times over one log.
void kill_again_and_again(int first, int tries, Rng& rng, Tally& tally) {
  const bool on_disk = first / kTriesPerLog < kLogsOnDisk;
  const TemporaryFolder folder(on_disk ? std::filesystem::temp_directory_path() : memory_folder());
  const std::string log = folder.path("answers.jsonl");
  std::set<std::string> acknowledged;
  std::size_t torn = 0;
  for (int attempt = first; attempt < first + tries; ++attempt) {
    for (std::string& line : kill_one(log, attempt, rng)) {
      acknowledged.insert(std::move(line));
      ++tally.acknowledged;
    }
    const auto parsed = practice::parse_log(folder.read("answers.jsonl"), "log");
    std::set<std::string> kept, ids;
    for (const practice::Record& record : parsed.records) {
      kept.insert(practice::to_line(record));
      EXPECT_TRUE(ids.insert(practice::id_of(record)).second) << "doubled: " << practice::id_of(record);
    }
    for (const std::string& line : acknowledged) EXPECT_TRUE(kept.contains(line)) << "lost: " << line;
    EXPECT_LE(parsed.set_aside.size(), torn + 1) << "at most one torn line a kill";
    torn = parsed.set_aside.size();
    // The one that was written when the kill came may be there without having been acknowledged.
    for (const std::string& line : kept) acknowledged.insert(line);
    if (testing::Test::HasFailure()) return;
    // The machine may die where a process cannot: in the midst of a line.
    if (!kept.empty() && rng.chance(0.3)) {
      const std::string line = *kept.begin();
      folder.append("answers.jsonl", line.substr(0, 1 + rng.below(line.size() - 1)));
      ++torn;
    }
  }
  tally.kept += acknowledged.size();
  tally.torn += torn;
}

TEST(Kill, EveryAcknowledgedRecordIsInTheLogAndNothingIsDoubled) {
  Rng rng(5);
  Tally tally;
  for (int first = 0; first < kTries && !HasFailure(); first += kTriesPerLog)
    kill_again_and_again(first, std::min(kTriesPerLog, kTries - first), rng, tally);
  std::cout << kTries << " kills: " << tally.acknowledged << " records acknowledged, " << tally.kept
            << " in the logs, " << tally.torn << " torn lines set aside"
            << std::endl;  // forks must not repeat it
  EXPECT_GT(tally.kept, static_cast<std::size_t>(kTries));
}

}  // namespace
}  // namespace sp::native
