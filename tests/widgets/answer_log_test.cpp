// The reader's records between the program and a store that may refuse them.
#include "web/app/answer_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/fake_shell.h"

namespace sp::app {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AnswerLogTest : public testing::Test {
 protected:
  AnswerLogTest() { shell.home.run(); }

  practice::Record mark() {
    const auto at = AnswerLog::utc_now_ms();
    return practice::Mark{log.new_id(at), at, "C02-switch", practice::MarkKind::flag};
  }
  std::string import(std::string text) {
    shell.home.chosen = std::move(text);
    std::string said = "nothing";
    log.import_file([&](std::string message) { said = std::move(message); });
    shell.home.run();
    return said;
  }

  FakeShell shell;
  AnswerLog log{shell};
};

TEST_F(AnswerLogTest, WhatTheStoreRefusedIsTriedAgainAfterTheNextThatItTakes) {
  shell.home.full = true;
  log.record(mark());
  shell.home.run();
  EXPECT_EQ(
      log.problem(),
      "What you did last could not be stored: The storage is full. It is here until this page is closed; "
      "export your answers to keep them.");
  log.record(mark());
  shell.home.run();
  EXPECT_THAT(log.problem(), HasSubstr("2 of your answers and marks could not be stored"));
  shell.home.full = false;
  log.record(mark());
  shell.home.run();
  EXPECT_EQ(log.problem(), "");
  EXPECT_THAT(shell.home.answers, SizeIs(3));
  EXPECT_EQ(log.history().size(), 3U);
}

TEST_F(AnswerLogTest, AnImportSaysWhatTheStoreTook) {
  const std::string one = practice::to_line(mark());
  const std::string two = practice::to_line(mark());
  EXPECT_EQ(import(one + '\n'), "1 new record added.");
  EXPECT_EQ(import(one + '\n'), "0 new records added.");
  shell.home.full = true;
  EXPECT_EQ(import(one + '\n' + two + '\n'), "1 new record added. 1 of them could not be stored.");
  EXPECT_THAT(log.problem(), HasSubstr("could not be stored"));
}

TEST_F(AnswerLogTest, AnImportLeavesOutWhatItDoesNotUnderstandAndDoublesNothing) {
  shell.home.broken = {"torn"};
  AnswerLog later(shell);
  shell.home.run();
  EXPECT_THAT(later.problem(), HasSubstr("1 stored record was not understood and set aside"));
  later.export_file();
  const std::string file = shell.home.downloads.begin()->second;
  EXPECT_EQ(file, "torn\n");
  shell.home.chosen = file;
  std::string said;
  later.import_file([&](std::string message) { said = std::move(message); });
  EXPECT_THAT(
      said,
      HasSubstr("0 new records added. 1 line not understood and left out; the first is imported file:1"));
  later.export_file();
  EXPECT_EQ(shell.home.downloads.begin()->second, "torn\n") << "not twice";
}

TEST_F(AnswerLogTest, WhatIsAskedBeforeTheStoreHasAnsweredWaitsForIt) {
  log.record(mark());
  shell.home.run();
  const std::string stored = shell.home.answers.begin()->second + '\n';
  AnswerLog early(shell);
  early.export_file();
  shell.home.chosen = practice::to_line(mark()) + '\n' + stored;
  std::string said;
  early.import_file([&](std::string message) { said = std::move(message); });
  EXPECT_THAT(shell.home.downloads, IsEmpty());
  EXPECT_EQ(said, "");
  shell.home.run();
  EXPECT_EQ(shell.home.downloads.begin()->second, stored);
  EXPECT_EQ(said, "1 new record added.");
}

TEST_F(AnswerLogTest, ErasedIsSaidWhenTheStoreHas) {
  log.record(mark());
  shell.home.run();
  bool erased = false;
  log.erase([&] { erased = true; });
  EXPECT_FALSE(erased);
  shell.home.run();
  EXPECT_TRUE(erased);
  EXPECT_THAT(shell.home.answers, IsEmpty());
}

}  // namespace
}  // namespace sp::app
