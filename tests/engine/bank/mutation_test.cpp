// Random faults in a good card or scenario: the reader never crashes, misses none, and never says more than
// the schema does.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/bank/bank.h"
#include "engine/bank/text_rules.h"
#include "tests/engine/bank/card_text.h"
#include "tests/engine/bank/schema_check.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;

/// A file without fault, its name, and the schema that it keeps to.
struct Sample {
  const char* file;
  const std::string& (*text)();
  const char* schema_file;

  const SchemaCheck& schema() const {
    static std::map<std::string, SchemaCheck> schemas;
    const auto known = schemas.find(schema_file);
    if (known != schemas.end()) return known->second;
    std::ifstream file_text(std::string(SP_SOURCE_DIR "/questions/schema/") + schema_file);
    return schemas.emplace(schema_file, nlohmann::json::parse(file_text)).first->second;
  }
  Loaded load(const std::string& changed) const { return load_text(changed, {}, file); }
  bool is_card() const { return std::string(schema_file) == "card.schema.json"; }
};

constexpr std::array<Sample, 3> kSamples{
    {{"gil/C02.json", good_card_text, "card.schema.json"},
     {"asyncio/K01.json", every_kind_text, "card.schema.json"},
     {"scenarios/S01.json", good_scenario_text, "scenario.schema.json"}}};

const Sample& any_sample() {
  return kSamples[*rc::gen::inRange<std::size_t>(0, kSamples.size())];
}

long line_count(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n') + 1;
}

void check_outcome(const Sample& sample, const std::string& text, const Loaded& loaded) {
  RC_ASSERT(loaded.bank.cards().size() + loaded.bank.scenarios().size() ==
            (loaded.problems.empty() ? 1U : 0U));
  for (const Problem& problem : loaded.problems) {
    RC_ASSERT(problem.file == sample.file);
    RC_ASSERT(problem.line >= 1 && problem.line <= line_count(text));
    RC_ASSERT(problem.column >= 1);
    RC_ASSERT(!problem.found.empty());
  }
}

/// One random change of the bytes.
void damage(std::string& text) {
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto length = std::min(*rc::gen::inRange<std::size_t>(1, 40), text.size() - at);
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      text[at] = *rc::gen::arbitrary<char>();
      return;
    case 1:
      text.erase(at, length);
      return;
    case 2:
      text.insert(at, text.substr(*rc::gen::inRange<std::size_t>(0, text.size()), length));
      return;
    case 3:
      text.resize(at + 1);
      return;
    default:
      text.insert(at, *rc::gen::element<std::string>("\"", "{", "}", "[", "]", ",", ":", "\\", "\n", "null",
                                                     "1e999", "\xEF\xBB\xBF"));
  }
}

RC_GTEST_PROP(Mutation, DamagedBytesLoadOrHaveAProblemWithinTheFile, ()) {
  const Sample& sample = any_sample();
  std::string text = sample.text();
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times && !text.empty(); ++i) damage(text);
  check_outcome(sample, text, sample.load(text));
  if (is_blank(text)) return;  // an empty list is a bundle without fault
  const std::string begin = sample.is_card() ? R"({"format":2,"scenarios":[],"cards":[)"
                                             : R"({"format":2,"cards":[],"scenarios":[)";
  const Loaded bundled = load_bundle(begin + text + "]}", "bank.json");
  RC_ASSERT(bundled.problems.empty() == (bundled.bank.cards().size() + bundled.bank.scenarios().size() == 1));
}

/// Pointers to every value inside.
void collect(const Json& value, const Json::json_pointer& at, std::vector<Json::json_pointer>& all) {
  all.push_back(at);
  if (value.is_object()) {
    for (const auto& [name, field] : value.items()) collect(field, at / name, all);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], at / i, all);
  }
}

/// One random change of the values, the text remaining JSON.
void change(Json& card) {
  std::vector<Json::json_pointer> all;
  collect(card, Json::json_pointer(), all);
  const auto target = *rc::gen::elementOf(all);
  Json& value = card[target];
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      value = card[*rc::gen::elementOf(all)];
      return;  // a sound value in the wrong place
    case 1:
      value = *rc::gen::element<Json>(nullptr, true, 0, -1.5, "", " ", "x", "a b", "1 +", 0.5, 1e300,
                                      Json::array(), Json::object());
      return;
    case 2:
      if (value.is_string())
        value = value.get<std::string>() +
                *rc::gen::element<std::string>("", " ", "\n", "x", "é", "-", "\t", "F1");
      return;
    case 3:
      if (value.is_array() && !value.empty())
        value.push_back(value[*rc::gen::inRange<std::size_t>(0, value.size())]);
      return;
    case 4:
      if (value.is_array() && !value.empty()) value.erase(*rc::gen::inRange<std::size_t>(0, value.size()));
      return;
    case 5:
      if (value.is_object())
        value[*rc::gen::element<std::string>("anser", "id", "text", "file", "args", "")] = "x";
      return;
    default:
      if (value.is_object() && !value.empty())
        value.erase(std::next(
            value.begin(), *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(value.size()))));
  }
}

RC_GTEST_PROP(Mutation, WhatTheReaderTakesTheSchemaTakes, ()) {
  const Sample& sample = any_sample();
  Json card = Json::parse(sample.text());
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times; ++i) change(card);
  const std::string text = card.dump(1);
  const Loaded loaded = sample.load(text);
  check_outcome(sample, text, loaded);
  if (loaded.problems.empty()) RC_ASSERT(sample.schema().accepts(nlohmann::json::parse(text)));
}

/// The rules that the schema cannot express; all others must be in both.
bool only_the_reader_knows(const Problem& problem) {
  static const std::vector<std::string> kRules{"exactly one right option",
                                               "at least one right option",
                                               "at least one wrong option",
                                               "an id that ",
                                               "an option id that the question has once",
                                               "an option text that the question has once",
                                               "an option that stands by itself",
                                               "\"C02\", as the file is named",
                                               "\"gil\", as the folder is named",
                                               "\"K01\", as the file is named",
                                               "\"asyncio\", as the folder is named",
                                               "\"S01\", as the file is named",
                                               "no control characters",
                                               "a step id that the question has once",
                                               "a step text that the question has once",
                                               "the id of a snippet",
                                               "a snippet that prints",
                                               "an output that is wrong",
                                               "at most 24 lines of code",
                                               "at most 60 columns of code",
                                               "\"by\" in each step",
                                               "no \"by\"",
                                               "arithmetic as in Python",
                                               "names that were drawn",
                                               "a name that ",
                                               "a number above ",
                                               "at most a million values",
                                               "placeholders of drawn",
                                               "a line of the code",
                                               "a line that is marked once",
                                               "at least one right line",
                                               "at least one wrong line",
                                               "the id of a key point",
                                               "the id of a red flag",
                                               "3.9, which is \"min_version\""};
  if (problem.expected.empty()) {  // what drawing a question with fixed numbers says
    return problem.found.starts_with("answer: ") || problem.found.starts_with("wrong[");
  }
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const std::string& rule) { return problem.expected.starts_with(rule); });
}

RC_GTEST_PROP(Mutation, WhatTheSchemaTakesTheReaderTakesButForItsOwnRules, ()) {
  const Sample& sample = any_sample();
  Json card = Json::parse(sample.text());
  change(card);
  const std::string text = card.dump(1);
  const Loaded loaded = sample.load(text);
  if (!sample.schema().accepts(nlohmann::json::parse(text))) {
    RC_ASSERT(!loaded.problems.empty());
    return;
  }
  RC_ASSERT(std::all_of(loaded.problems.begin(), loaded.problems.end(), only_the_reader_knows));
}

TEST(Schema, TakesTheSamples) {
  for (const Sample& sample : kSamples)
    EXPECT_TRUE(sample.schema().accepts(nlohmann::json::parse(sample.text()))) << sample.file;
}

}  // namespace
}  // namespace sp::bank
