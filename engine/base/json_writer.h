#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace sp::json {

/// Appends the text in quotes, escaped as RFC 8259 asks and no further. Bytes that are not UTF-8 become
/// U+FFFD.
void append_string(std::string& out, std::string_view text);

/// Writes one JSON value piece by piece, in the order of the calls; what was begun must be ended. Fields
/// stand in the order in which they were written, so that the same calls give the same bytes. One thread at a
/// time.
class Writer {
 public:
  /// With `indent` 0 the text is one line; else every item and field has its own, indented by so many blanks
  /// for each level.
  explicit Writer(int indent = 0) : indent_(indent) {}

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }
  Writer& key(std::string_view name);

  Writer& text(std::string_view value);
  Writer& integer(std::int64_t value);
  Writer& boolean(bool value) { return raw(value ? "true" : "false"); }
  Writer& null() { return raw("null"); }

  Writer& value(std::string_view value) { return text(value); }
  Writer& value(const char* value) { return text(value); }
  Writer& value(bool value) { return boolean(value); }
  Writer& value(std::integral auto value) { return integer(static_cast<std::int64_t>(value)); }
  /// A list, of what value() takes.
  Writer& list(const auto& values) {
    begin_array();
    for (const auto& each : values) value(each);
    return end_array();
  }

  Writer& field(std::string_view name, const auto& value) { return key(name).value(value); }

  /// What was written; the writer is empty after it.
  std::string take();

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  Writer& raw(std::string_view text);
  void begin_value();
  void new_line();

  std::string out_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;  ///< nothing stands yet in the innermost object or list
  bool after_key_ = false;
};

}  // namespace sp::json
