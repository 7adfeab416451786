#include "engine/trace/export_chrome.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/trace/random_trace.h"

namespace sp::trace {
namespace {

using Json = nlohmann::json;

Trace two_threads_and_a_lock() {
  Trace trace;
  trace.lanes = {{LaneId{0}, LaneKind::thread, "thread 1", "GIL"},
                 {LaneId{1}, LaneKind::task, "task 2", "no GIL"}};
  trace.objects = {{ObjectId{0}, "Lock", "a"}};
  trace.notes = {"he said \"no\""};
  trace.events = {{1'000'000'001, 0, Kind::lane_start, 0, ObjectId::kNone, 0},
                  {1'000'000'001, 0, Kind::state_running, 0, ObjectId::kNone, 0},
                  {1'000'001'235, 0, Kind::acquire, 0, 0, 0},
                  {1'000'001'236, 0, Kind::send, 0, 0, 4},
                  {1'000'002'000, 1, Kind::state_blocked, 0, 0, 0},
                  {1'000'002'001, 1, Kind::receive, 0, 0, 4},
                  {1'000'002'002, 1, Kind::counter, 0, 0, -17},
                  {1'000'003'000, 0, Kind::note, 0, ObjectId::kNone, 0},
                  {1'000'003'001, 0, Kind::lane_end, 0, ObjectId::kNone, 0}};
  trace.begin = trace.events.front().t_ns;
  trace.end = trace.events.back().t_ns;
  return trace;
}

RC_GTEST_PROP(ChromeJson, RoundTripGivesTheSameTrace, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const Result<Trace> again = from_chrome_json(to_chrome_json(trace));
  RC_ASSERT(again.ok());
  RC_ASSERT(again.value() == trace);
  RC_ASSERT(again.value().hash() == trace.hash());
}

// What Perfetto needs: the named fields by phase, slices of a thread that do not overlap, flows with both
// ends.
RC_GTEST_PROP(ChromeJson, KeepsTheRulesOfTheFormat, (std::uint64_t seed)) {
  const Json root = Json::parse(to_chrome_json(random_trace(seed)));
  std::map<int, double> slice_end;
  for (const Json& event : root.at("traceEvents")) {
    const auto phase = event.at("ph").get<std::string>();
    RC_ASSERT(event.at("pid").is_number_unsigned());
    RC_ASSERT(event.at("tid").is_number_unsigned());
    RC_ASSERT(event.at("name").is_string());
    if (phase == "M") {
      RC_ASSERT(event.at("args").is_object());
      continue;
    }
    RC_ASSERT(event.at("ts").is_number());
    if (phase == "X") {
      const double begin = event.at("ts");
      double& end = slice_end[event.at("tid").get<int>()];
      RC_ASSERT(begin >= end - 1e-4);
      RC_ASSERT(event.at("dur").get<double>() >= 0.0);
      end = begin + event.at("dur").get<double>();
    } else if (phase == "s" || phase == "f") {
      RC_ASSERT(event.at("id").is_number_integer());
      RC_ASSERT(event.at("cat") == "flow");
    } else if (phase == "C") {
      RC_ASSERT(event.at("args").at("value").is_number_integer());
    } else {
      RC_ASSERT(phase == "i");
      RC_ASSERT(event.at("s") == "t");
    }
  }
}

TEST(ChromeJson, SaysWhatPerfettoShows) {
  const Json root = Json::parse(to_chrome_json(two_threads_and_a_lock()));
  std::set<std::string> names;
  std::map<std::string, Json> by_phase;
  for (const Json& event : root.at("traceEvents")) {
    if (event.at("ph") == "M" && event.at("args").contains("name")) names.insert(event["args"]["name"]);
    by_phase.try_emplace(event.at("ph"), event);
  }
  EXPECT_EQ(names, (std::set<std::string>{"GIL", "no GIL", "thread 1", "task 2"}));
  EXPECT_EQ(by_phase.at("X").at("name"), "running");
  EXPECT_DOUBLE_EQ(by_phase.at("X").at("ts"), 0.0);
  EXPECT_DOUBLE_EQ(by_phase.at("X").at("dur"), 3.0);
  EXPECT_DOUBLE_EQ(by_phase.at("s").at("ts"), 1.235);
  EXPECT_EQ(by_phase.at("s").at("id"), by_phase.at("f").at("id"));
  EXPECT_EQ(by_phase.at("C").at("args").at("value"), -17);
  EXPECT_EQ(by_phase.at("C").at("name"), "Lock a");
}

TEST(ChromeJson, RefusesWhatItDidNotWriteAndSaysWhere) {
  const auto where = [](const std::string& text) { return from_chrome_json(text).error().where; };
  EXPECT_EQ(from_chrome_json("{").error().what, "the trace is not valid JSON");
  EXPECT_EQ(where("{\"traceEvents\":[]}"), "otherData.switchpoint");
  Json root = Json::parse(to_chrome_json(two_threads_and_a_lock()));
  const auto changed = [&](const char* pointer, Json value) {
    Json copy = root;
    copy[Json::json_pointer(pointer)] = std::move(value);
    return where(copy.dump());
  };
  EXPECT_EQ(changed("/otherData/switchpoint", 99), "otherData.switchpoint");
  EXPECT_EQ(changed("/otherData/begin_ns", "x"), "otherData.begin_ns");
  EXPECT_EQ(changed("/otherData/lanes/1/0", "fibre"), "otherData.lanes[1][0]");
  EXPECT_EQ(changed("/otherData/objects/0", Json::array({"Lock"})), "otherData.objects[0]");
  std::size_t first = 0;  // the first entry that is an event
  while (root["traceEvents"][first]["ph"] == "M") ++first;
  const std::string entry = "traceEvents[" + std::to_string(first) + "]";
  const std::string pointer = "/traceEvents/" + std::to_string(first);
  EXPECT_EQ(changed((pointer + "/tid").c_str(), 3), entry + ".tid");
  EXPECT_EQ(changed((pointer + "/tid").c_str(), 0), entry + ".tid");
  EXPECT_EQ(changed((pointer + "/ts").c_str(), "soon"), entry + ".ts");
  EXPECT_EQ(changed((pointer + "/sp/0").c_str(), "dance"), entry + ".sp[0]");
  EXPECT_EQ(changed((pointer + "/sp/1").c_str(), 5), entry + ".sp[1]");
}

}  // namespace
}  // namespace sp::trace
