#include "engine/base/json_writer.h"

#include <array>
#include <charconv>
#include <utility>

#include "engine/base/utf8.h"

namespace sp::json {
namespace {

/// The letter of a short escape, such as n for a line feed; 0 where there is none.
char short_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const char first = text.front();
    const char32_t c = next_code_point(text);
    if (const char letter = short_escape(first); letter != 0) {
      out += '\\';
      out += letter;
    } else if (c < 0x20) {
      out += "\\u00";
      out += kHex[(c >> 4U) & 15U];
      out += kHex[c & 15U];
    } else {
      append_code_point(out, c);
    }
  }
  out += '"';
}

Writer& Writer::key(std::string_view name) {
  begin_value();
  append_string(out_, name);
  out_ += indent_ == 0 ? ":" : ": ";
  after_key_ = true;
  return *this;
}

Writer& Writer::text(std::string_view value) {
  begin_value();
  append_string(out_, value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

Writer& Writer::raw(std::string_view text) {
  begin_value();
  out_ += text;
  return *this;
}

Writer& Writer::open(char bracket) {
  begin_value();
  out_ += bracket;
  ++depth_;
  first_ = true;
  return *this;
}

Writer& Writer::close(char bracket) {
  --depth_;
  if (!std::exchange(first_, false)) new_line();
  out_ += bracket;
  return *this;
}

/// What stands between the value before and this one.
void Writer::begin_value() {
  if (std::exchange(after_key_, false)) return;
  if (!std::exchange(first_, false)) out_ += ',';
  if (depth_ > 0) new_line();
}

void Writer::new_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_ * depth_), ' ');
}

std::string Writer::take() {
  first_ = true;
  return std::exchange(out_, {});
}

}  // namespace sp::json
