#include "web/app/route.h"

#include <algorithm>

namespace sp::app {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const int high = escape ? hex_digit(text[i + 1]) : -1;
    const int low = escape ? hex_digit(text[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// RFC 3986: unreserved characters stay, and so do those of `also`.
void encode(std::string_view text, std::string_view also, std::string& out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved || also.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

/// The text before the first `mark`, which is cut off `rest` with it.
std::string_view cut(std::string_view& rest, char mark) {
  const std::size_t at = std::min(rest.find(mark), rest.size());
  const std::string_view head = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return head;
}

}  // namespace

std::string_view Route::get(std::string_view name, std::string_view fallback) const {
  for (auto it = parameters.rbegin(); it != parameters.rend(); ++it) {
    if (it->first == name) return it->second;
  }
  return fallback;
}

Route& Route::set(std::string_view name, std::string_view value) {
  const auto it =
      std::find_if(parameters.rbegin(), parameters.rend(), [&](const auto& p) { return p.first == name; });
  if (it == parameters.rend()) {
    parameters.emplace_back(name, value);
  } else {
    it->second = value;
  }
  return *this;
}

Route parse_route(std::string_view address) {
  if (address.starts_with('#')) address.remove_prefix(1);
  if (address.starts_with('/')) address.remove_prefix(1);
  std::string_view query = address;
  std::string_view place = cut(query, '?');
  Route route;
  route.screen = decode(cut(place, '/'));
  route.path = decode(place);
  while (!query.empty()) {
    std::string_view value = cut(query, '&');
    const std::string_view name = cut(value, '=');
    if (!name.empty() || !value.empty()) route.parameters.emplace_back(decode(name), decode(value));
  }
  return route;
}

std::string format_route(const Route& route) {
  std::string out = "#/";
  encode(route.screen, "", out);
  if (!route.path.empty()) {
    out += '/';
    encode(route.path, "/", out);
  }
  char mark = '?';
  for (const auto& [name, value] : route.parameters) {
    if (name.empty() && value.empty()) continue;  // would read back as nothing
    out += mark;
    mark = '&';
    encode(name, "", out);
    out += '=';
    encode(value, ",:", out);
  }
  return out;
}

}  // namespace sp::app
