#include "engine/base/json_writer.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "engine/base/utf8.h"

namespace sp::json {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(JsonWriter, EscapesWhatJsonAsksAndNoMore) {
  EXPECT_EQ(quoted("a\"b\\c/\n\r\t\b\f\x01\x1F\x7F é 🦆"),
            "\"a\\\"b\\\\c/\\n\\r\\t\\b\\f\\u0001\\u001f\x7F é 🦆\"");
  EXPECT_EQ(quoted(std::string_view("\0", 1)), "\"\\u0000\"");
  EXPECT_EQ(quoted("\xFF\xC3"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"") << "a surrogate";
}

TEST(JsonWriter, WritesOnOneLine) {
  Writer out;
  out.begin_object()
      .field("text", "a")
      .field("yes", true)
      .field("least", std::numeric_limits<std::int64_t>::min());
  out.key("empty").begin_array().end_array().key("none").begin_object().end_object();
  out.key("list").list(std::vector<int>{1, 2}).key("nothing").null().end_object();
  EXPECT_EQ(
      out.take(),
      R"({"text":"a","yes":true,"least":-9223372036854775808,"empty":[],"none":{},"list":[1,2],"nothing":null})");
  EXPECT_EQ(out.begin_array().end_array().take(), "[]") << "it begins anew";
}

/// Writes any value of nlohmann's through a Writer.
void write(Writer& out, const nlohmann::ordered_json& value) {
  if (value.is_object()) {
    out.begin_object();
    for (const auto& [name, item] : value.items()) {
      out.key(name);
      write(out, item);
    }
    out.end_object();
  } else if (value.is_array()) {
    out.begin_array();
    for (const auto& item : value) write(out, item);
    out.end_array();
  } else if (value.is_string()) {
    out.text(value.get_ref<const std::string&>());
  } else if (value.is_boolean()) {
    out.boolean(value.get<bool>());
  } else if (value.is_null()) {
    out.null();
  } else {
    out.integer(value.get<std::int64_t>());
  }
}

nlohmann::ordered_json any_value(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 6 : 4);
  const auto size = [] { return *rc::gen::inRange(0, 4); };
  switch (kind) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3: {
      std::string text;
      for (int i = size(); i > 0; --i) {
        const auto c = static_cast<char32_t>(*rc::gen::inRange(0, 0x3000));
        append_code_point(text, c);
      }
      return text;
    }
    case 4: {
      auto list = nlohmann::ordered_json::array();
      for (int i = size(); i > 0; --i) list.push_back(any_value(depth - 1));
      return list;
    }
    default: {
      auto object = nlohmann::ordered_json::object();
      for (int i = size(); i > 0; --i)
        object[std::string(1, static_cast<char>('a' + i))] = any_value(depth - 1);
      return object;
    }
  }
}

RC_GTEST_PROP(JsonWriterProperties, WritesTheSameBytesAsAnotherWriter, ()) {
  const nlohmann::ordered_json value = any_value(4);
  for (const int indent : {0, 2}) {
    Writer out(indent);
    write(out, value);
    RC_ASSERT(out.take() == value.dump(indent == 0 ? -1 : indent));
  }
}

}  // namespace
}  // namespace sp::json
