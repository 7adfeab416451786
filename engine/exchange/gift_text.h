// Escapes and formats of GIFT. Not for other folders.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sp::exchange {

/// How a text is to be read; the first is what GIFT means when it says nothing.
enum class GiftFormat : std::uint8_t { moodle, html, plain, markdown };

/// A text without escapes and without blanks at its ends.
struct GiftText {
  GiftFormat format = GiftFormat::moodle;
  std::string text;

  bool empty() const noexcept { return text.empty(); }
};

/// With a backslash before ~ = # { } : and itself, and \n for a line break: a text on one line.
std::string gift_escape(std::string_view text);

/// The same back; `raw` may begin with a format in brackets, else it has `inherited`. Line breaks as such
/// stay in Markdown and HTML and are blanks in the others.
GiftText gift_text(std::string_view raw, GiftFormat inherited);

/// The text as Markdown.
std::string to_markdown(const GiftText& text);

/// Such as "-1.5" or "1e3", with blanks around it; nothing when it is none.
std::optional<double> gift_number(std::string_view text);

/// The number with at most nine decimals, without exponent, which GIFT does not know, and without zeros at
/// its end.
std::string gift_decimal(double value);

/// The first character from `from` on that is among `marks` and not escaped; npos when there is none.
std::size_t find_unescaped(std::string_view raw, std::string_view marks, std::size_t from = 0);

}  // namespace sp::exchange
