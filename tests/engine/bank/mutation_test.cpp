// Random faults in a good card: the reader never crashes, misses none, and never says more than the schema
// does.
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/bank/bank.h"
#include "tests/engine/bank/card_text.h"
#include "tests/engine/bank/schema_check.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;

const SchemaCheck& schema() {
  static const SchemaCheck check(
      nlohmann::json::parse(std::ifstream(SP_SOURCE_DIR "/questions/schema/card.schema.json")));
  return check;
}

long line_count(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n') + 1;
}

void check_outcome(const std::string& text, const Loaded& loaded) {
  RC_ASSERT(loaded.bank.cards().size() == (loaded.problems.empty() ? 1U : 0U));
  for (const Problem& problem : loaded.problems) {
    RC_ASSERT(problem.file == "gil/C02.json");
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
  std::string text = good_card_text();
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times && !text.empty(); ++i) damage(text);
  check_outcome(text, load_text(text));
  const Loaded bundled = load_bundle("{\"format\":1,\"cards\":[" + text + "]}", "bank.json");
  RC_ASSERT(bundled.problems.empty() == (bundled.bank.cards().size() == 1));
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
      value =
          *rc::gen::element<Json>(nullptr, true, 0, -1.5, "", " ", "x", "a b", Json::array(), Json::object());
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
  Json card = good_card();
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times; ++i) change(card);
  const std::string text = card.dump(1);
  const Loaded loaded = load_text(text);
  check_outcome(text, loaded);
  if (loaded.problems.empty()) RC_ASSERT(schema().accepts(nlohmann::json::parse(text)));
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
                                               "no control characters"};
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const std::string& rule) { return problem.expected.starts_with(rule); });
}

RC_GTEST_PROP(Mutation, WhatTheSchemaTakesTheReaderTakesButForItsOwnRules, ()) {
  Json card = good_card();
  change(card);
  const std::string text = card.dump(1);
  const Loaded loaded = load_text(text);
  if (!schema().accepts(nlohmann::json::parse(text))) {
    RC_ASSERT(!loaded.problems.empty());
    return;
  }
  RC_ASSERT(std::all_of(loaded.problems.begin(), loaded.problems.end(), only_the_reader_knows));
}

TEST(Schema, TakesTheGoodCard) {
  EXPECT_TRUE(schema().accepts(good_card()));
}

}  // namespace
}  // namespace sp::bank
