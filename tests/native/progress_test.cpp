// `switchpoint progress`: what it shows, plans and moves.
#include "native/commands/progress.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "native/commands/progress_text.h"
#include "native/log_file.h"
#include "tests/engine/practice/answer_gen.h"
#include "tests/engine/practice/learner.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using practice::Record;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::int64_t kDay = 86'400'000;

struct Said {
  ExitCode code;
  std::string out, err;
};

Said said(const ProgressOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = show_progress(options, out, err);
  return {code, out.str(), err.str()};
}

Said exported(const std::string& log, const std::string& file) {
  ProgressOptions options;
  options.log_file = log;
  options.export_file = file;
  return said(options);
}
Said imported(const std::string& log, const std::string& file) {
  ProgressOptions options;
  options.log_file = log;
  options.import_files = {file};
  return said(options);
}

TEST(ProgressText, SaysWhatIsDueNewAndKnown) {
  practice::Learner learner;
  const std::string fresh = progress_text(learner.progress(), learner.now);
  EXPECT_THAT(fresh, AllOf(HasSubstr("To repeat now:  0\nNew today:      6 of 6 to learn\n"
                                     "Answered today: 0\nStreak:         0 days, longest 0\n"),
                           HasSubstr("No interview date. At most 10 new a day.\nOutlook: in 30 days you will "
                                     "have met 6 of 6 items"),
                           HasSubstr("Wanted retention: 90 %.")));
  learner.learn("C02");
  learner.recall("C03", practice::Grade::easy);
  learner.set("interview-date", practice::to_iso_date(20'012));
  learner.set("new-per-day", "0");
  const std::string learned = progress_text(learner.progress(), learner.now);
  EXPECT_THAT(learned, HasSubstr("Answered today: 3, 3 known\nStreak:         1 day, longest 1\n"));
  EXPECT_THAT(learned, HasSubstr("Interview: 2024-10-16, 12 days to go. 4 items still to learn: "));
  EXPECT_THAT(learned, HasSubstr("Your limit is 0 a day.\nOutlook: on 2024-10-16 you will have met 2 of 6"));
  EXPECT_THAT(learned, HasSubstr("\nTopic    Items  Met    Now  On 2024-10-16\ngil          5    1   20 %"));
  learner.now += 20 * kDay;
  EXPECT_THAT(progress_text(learner.progress(), learner.now), HasSubstr("That day has come"));
}

class ProgressTest : public testing::Test {
 protected:
  ProgressTest() {
    folder_.write("bank.json", R"({"format": 2, "scenarios": [], "cards": []})");
    options_.log_file = folder_.path("data/answers.jsonl");
    options_.bundle = folder_.path("bank.json");
    options_.decks = {SP_SOURCE_DIR "/tests/engine/bank/fixtures/gil/C02.json"};
    options_.now_unix_ms = [this] { return ++now_; };
    options_.id_seed = 4;
  }

  practice::Settings settings() const {
    return practice::settings_of(LogFile::open(*options_.log_file).value().history());
  }

  TemporaryFolder folder_;
  ProgressOptions options_;
  std::int64_t now_ = 20'000 * kDay;
};

TEST_F(ProgressTest, ShowsTheStandingWithoutALog) {
  const Said all = said(options_);
  EXPECT_EQ(all.code, kExitOk) << all.err;
  EXPECT_THAT(all.out, HasSubstr("to learn"));
  EXPECT_THAT(all.out, HasSubstr("\ngil  "));
  EXPECT_FALSE(std::filesystem::exists(*options_.log_file)) << "looking writes nothing";
}

TEST_F(ProgressTest, SettingsAreRecords) {
  options_.interview_date = "2026-12-01";
  options_.new_per_day = 15;
  options_.retention = 0.92;
  EXPECT_EQ(said(options_).code, kExitOk);
  EXPECT_EQ(settings().interview_day, practice::parse_date("2026-12-01"));
  EXPECT_EQ(settings().new_per_day, 15);
  EXPECT_DOUBLE_EQ(settings().retention, 0.92);
  EXPECT_THAT(LogFile::open(*options_.log_file).value().history().records(), SizeIs(3));
  said(options_);
  EXPECT_THAT(LogFile::open(*options_.log_file).value().history().records(), SizeIs(3)) << "nothing changed";
  options_.interview_date = "none";
  EXPECT_THAT(said(options_).out, HasSubstr("No interview date. At most 15 new a day."));
  EXPECT_FALSE(settings().interview_day.has_value());
}

TEST_F(ProgressTest, ASettingOutOfBoundsIsRefusedAndNothingIsDone) {
  options_.new_per_day = 15;
  options_.interview_date = "2026-02-30";
  const Said date = said(options_);
  EXPECT_EQ(date.code, kExitUsage);
  EXPECT_THAT(date.err, HasSubstr("expected a date such as 2026-12-31, or none, got \"2026-02-30\""));
  options_.interview_date.reset();
  options_.retention = 0.5;
  EXPECT_THAT(said(options_).err, HasSubstr("--retention: expected 0.7 to 0.97, got 0.5"));
  options_.retention.reset();
  options_.new_per_day = -1;
  EXPECT_THAT(said(options_).err, HasSubstr("--new-per-day: expected 0 to 200, got -1"));
  EXPECT_FALSE(std::filesystem::exists(*options_.log_file));
}

/// A log with so many records, the first at this time.
std::string log_text(std::size_t count, std::int64_t at) {
  std::string text;
  Rng rng(static_cast<std::uint64_t>(at));
  for (std::size_t i = 0; i < count; ++i, ++at)
    text += practice::to_line(practice::make_recall(practice::make_answer_id(rng, at), at, "C02",
                                                    practice::Grade::good, 5)) +
            '\n';
  return text;
}

TEST_F(ProgressTest, ImportAddsWhatIsNew) {
  const std::string log = *options_.log_file;
  folder_.write("data/answers.jsonl", log_text(2, 100));
  const std::string file = folder_.write("other.jsonl", log_text(2, 100) + log_text(3, 900));
  EXPECT_EQ(imported(log, file).out, file + ": 3 new records added, 2 known already.\n");
  EXPECT_EQ(folder_.read("data/answers.jsonl"), log_text(2, 100) + log_text(3, 900));
  EXPECT_EQ(imported(log, file).out, file + ": 0 new records added, 5 known already.\n");
  EXPECT_EQ(folder_.read("data/answers.jsonl"), log_text(2, 100) + log_text(3, 900));
}

TEST_F(ProgressTest, LinesThatAreNotUnderstoodAreNamedAndLeftWhereTheyAre) {
  const std::string file = folder_.write("other.jsonl", "{}\n" + log_text(1, 7) + "{\"v\":9}\nnothing");
  const Said import = imported(*options_.log_file, file);
  EXPECT_EQ(import.code, kExitOk);
  EXPECT_THAT(import.out, HasSubstr(file + ": 1 new record added"));
  EXPECT_THAT(import.out, HasSubstr("\n" + file + ":1:"));
  EXPECT_THAT(import.out, HasSubstr("\n" + file + ":3:"));
  EXPECT_THAT(import.out, HasSubstr("\n" + file + ":4:"));
  EXPECT_THAT(import.out, HasSubstr("3 lines were not understood: left where they are, and not added.\n"));
  EXPECT_EQ(folder_.read("data/answers.jsonl"), log_text(1, 7));
}

TEST_F(ProgressTest, ExportHasEveryRecordOnceAndWhatWasNotUnderstood) {
  folder_.write("data/answers.jsonl", log_text(2, 500) + "torn\n" + log_text(1, 100) + log_text(2, 500));
  const std::string file = folder_.path("out.jsonl");
  const Said written = exported(*options_.log_file, file);
  EXPECT_EQ(written.code, kExitOk);
  EXPECT_THAT(
      written.out,
      HasSubstr("1 line of the log was not understood and is set aside: " + *options_.log_file + ":3\n"));
  EXPECT_THAT(written.out,
              HasSubstr(file + ": 3 records written, and 1 line as they stand that were not understood.\n"));
  EXPECT_EQ(folder_.read("out.jsonl"), log_text(1, 100) + log_text(2, 500) + "torn\n");
  EXPECT_EQ(exported(*options_.log_file, file).code, kExitOk) << "an older export is replaced";
}

TEST_F(ProgressTest, FilesThatCannotBeReadOrWrittenAreNamed) {
  const std::string log = folder_.write("data/answers.jsonl", log_text(1, 3));
  const Said import = imported(log, folder_.path("none"));
  EXPECT_EQ(import.code, kExitUnavailable);
  EXPECT_THAT(import.err, HasSubstr("none: cannot open: No such file"));
  EXPECT_THAT(exported(log, folder_.path("none/out")).err, HasSubstr("none/out: cannot write: No such file"));
  EXPECT_THAT(exported(log, log).err, HasSubstr("it is the log itself; name another file"));
  EXPECT_EQ(folder_.read("data/answers.jsonl"), log_text(1, 3));
}

TEST_F(ProgressTest, AnImportThatCannotBeKeptAddsNothing) {
  folder_.write("data", "a file where the folder should be");
  const std::string file = folder_.write("other.jsonl", log_text(1, 7));
  EXPECT_EQ(imported(*options_.log_file, file).code, kExitUnavailable);
}

/// Several logs that grow apart, on a machine each.
class Machines {
 public:
  static constexpr std::size_t kCount = 3;

  void grow(std::size_t machine, const std::vector<Record>& records) {
    auto log = LogFile::open(path(machine)).value();
    ASSERT_TRUE(log.merge(records).ok());
  }
  void carry(std::size_t from, std::size_t to) {
    const std::string file = folder_.path("carried.jsonl");
    ASSERT_EQ(exported(path(from), file).code, kExitOk);
    ASSERT_EQ(imported(path(to), file).code, kExitOk);
  }
  practice::History history(std::size_t machine) const {
    return LogFile::open(path(machine)).value().history();
  }

 private:
  std::string path(std::size_t machine) const { return folder_.path("log" + std::to_string(machine)); }
  TemporaryFolder folder_{memory_folder()};
};

RC_GTEST_PROP(ProgressFiles, LogsThatGrowApartEndUpEqualInAnyOrder, ()) {
  constexpr int kIds = 30;  // few: the same id comes up on several machines, for the same record and others
  Machines machines;
  practice::History all;
  const auto any_machine = rc::gen::inRange<std::size_t>(0, Machines::kCount);
  const int steps = *rc::gen::inRange(1, 6);
  for (int step = 0; step < steps; ++step) {
    const auto records = *rc::gen::container<std::vector<Record>>(practice::any_record(kIds));
    for (const Record& record : records) all.add(record);
    machines.grow(*any_machine, records);
    if (*rc::gen::arbitrary<bool>()) machines.carry(*any_machine, *any_machine);
  }
  const std::size_t hub = *any_machine;
  for (std::size_t i = 0; i < Machines::kCount; ++i) machines.carry(i, hub);
  for (std::size_t i = 0; i < Machines::kCount; ++i) machines.carry(hub, i);
  for (std::size_t i = 0; i < Machines::kCount; ++i) RC_ASSERT(machines.history(i) == all);
}

}  // namespace
}  // namespace sp::native
