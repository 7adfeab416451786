#include "engine/exchange/gift_text.h"

#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "engine/exchange/html_markdown.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

constexpr std::string_view kEscaped = "\\~=#{}:";
constexpr std::array<std::string_view, 4> kNames{"[moodle]", "[html]", "[plain]", "[markdown]"};

}  // namespace

std::string gift_escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (kEscaped.find(c) != kNone) out += '\\';
    out += c;
  }
  return out;
}

GiftText gift_text(std::string_view raw, GiftFormat inherited) {
  raw = trimmed(raw);
  GiftText text{inherited, {}};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (!raw.starts_with(kNames[i])) continue;
    text.format = static_cast<GiftFormat>(i);
    raw.remove_prefix(kNames[i].size());
    break;
  }
  const bool keeps_lines = text.format == GiftFormat::markdown || text.format == GiftFormat::html;
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const char c = raw[at], next = at + 1 < raw.size() ? raw[at + 1] : '\0';
    if (c == '\\' && next == 'n') {
      out += '\n';
      ++at;
    } else if (c == '\\' && next != '\0' && kEscaped.find(next) != kNone) {
      out += next;
      ++at;
    } else if (c == '\n' && !keeps_lines) {
      out += ' ';
    } else if (c != '\r') {
      out += c;
    }
  }
  text.text = trimmed(out);
  return text;
}

std::string to_markdown(const GiftText& text) {
  switch (text.format) {
    case GiftFormat::markdown:
      return text.text;
    case GiftFormat::html:
      return html_to_markdown(text.text);
    case GiftFormat::plain:
      return text_to_markdown(text.text);
    case GiftFormat::moodle:
      break;
  }
  if (!looks_like_html(text.text)) return text_to_markdown(text.text);
  std::string html;  // Moodle breaks lines where the text does
  for (const char c : text.text) html += c == '\n' ? std::string("<br>") : std::string(1, c);
  return html_to_markdown(html);
}

std::optional<double> gift_number(std::string_view text) {
  const std::string number(trimmed(text));
  if (number.empty() || number.find_first_not_of("0123456789.eE+-") != kNone) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (end != number.c_str() + number.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string gift_decimal(double value) {
  std::string text = fmt::format("{:.9f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::size_t find_unescaped(std::string_view raw, std::string_view marks, std::size_t from) {
  for (std::size_t at = from; at < raw.size(); ++at) {
    if (raw[at] == '\\') {
      ++at;
    } else if (marks.find(raw[at]) != kNone) {
      return at;
    }
  }
  return kNone;
}

}  // namespace sp::exchange
