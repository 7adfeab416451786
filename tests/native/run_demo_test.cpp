#include "native/commands/run_demo.h"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/trace/export_chrome.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

struct Ran {
  ExitCode code;
  std::string out;
  std::string err;
};

Ran run(const RunOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  const auto code = run_demo(options, out, err);
  return {code, out.str(), err.str()};
}

RunOptions quick_race() {
  RunOptions options;
  options.demo = "race-counter";
  options.settings = {"thousands=1"};
  return options;
}

TEST(RunDemo, PrintsFiguresChecksAndVerdict) {
  const auto ran = run(quick_race());
  EXPECT_EQ(ran.code, kExitOk);
  EXPECT_EQ(ran.err, "");
  for (const char* part :
       {"The lost update", "measured here", "increments lost", "held", "With a lock around the increment"}) {
    EXPECT_NE(ran.out.find(part), std::string::npos) << part << "\n" << ran.out;
  }
  EXPECT_EQ(ran.out.find("**"), std::string::npos) << "Markdown in the terminal";
}

TEST(RunDemo, PrintsJsonThatScriptsCanRead) {
  auto options = quick_race();
  options.json = true;
  options.variants = {"lock"};
  const auto ran = run(options);
  EXPECT_EQ(ran.code, kExitOk);
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["demo"], "race-counter");
  EXPECT_EQ(json["state"], "completed");
  EXPECT_EQ(json["variants"], nlohmann::json::array({"lock"}));
  EXPECT_EQ(json["parameters"]["thousands"], 1);
  for (const auto& metric : json["metrics"]) EXPECT_EQ(metric["variant"], "lock");
}

TEST(RunDemo, GradesThePrediction) {
  auto options = quick_race();
  options.prediction = "none";
  EXPECT_NE(run(options).out.find("Your prediction was right."), std::string::npos);
  options.prediction = "many";
  EXPECT_NE(run(options).out.find("Your prediction was not borne out."), std::string::npos);
}

TEST(RunDemo, WritesATraceThatCanBeReadAgain) {
  const TemporaryFolder folder;
  auto options = quick_race();
  options.trace_file = folder.path("trace.json");
  EXPECT_EQ(run(options).code, kExitOk);
  const auto trace = trace::from_chrome_json(folder.read("trace.json"));
  ASSERT_TRUE(trace.ok()) << to_string(trace.error());
  EXPECT_FALSE(trace.value().events.empty());
}

TEST(RunDemo, SaysWhatIsWrongBeforeItRuns) {
  RunOptions options;
  options.demo = "gil";
  auto ran = run(options);
  EXPECT_EQ(ran.code, kExitUsage);
  EXPECT_NE(ran.err.find("there is no demo \"gil\"; there are gil-cpu-bound"), std::string::npos) << ran.err;

  options = quick_race();
  options.settings = {"threads=lots", "thousands", "speed=9"};
  options.variants = {"gil-27"};
  options.prediction = "perhaps";
  ran = run(options);
  EXPECT_EQ(ran.code, kExitUsage);
  EXPECT_EQ(ran.out, "");
  for (const char* part :
       {"threads: expected a whole number from 2 to 16, got \"lots\"", "--set thousands: expected name=value",
        "speed: race-counter has no such parameter", "no variant \"gil-27\"",
        "--predict perhaps: expected one of none, few, many"}) {
    EXPECT_NE(ran.err.find(part), std::string::npos) << part << "\n" << ran.err;
  }

  options = quick_race();
  options.trace_file = "/no/such/folder/trace.json";
  ran = run(options);
  EXPECT_EQ(ran.code, kExitUnavailable);
  EXPECT_NE(ran.err.find("/no/such/folder/trace.json: cannot be written"), std::string::npos) << ran.err;
}

TEST(ListDemos, NamesEveryDemoWithItsSettings) {
  std::ostringstream out;
  EXPECT_EQ(list_demos(false, out), kExitOk);
  for (const char* part : {"gil-cpu-bound", "--set threads=2", "--variant free-threaded", "deadlock-order"}) {
    EXPECT_NE(out.str().find(part), std::string::npos) << part;
  }
  std::ostringstream json;
  EXPECT_EQ(list_demos(true, json), kExitOk);
  EXPECT_GE(nlohmann::json::parse(json.str()).size(), 6U);
}

}  // namespace
}  // namespace sp::native
