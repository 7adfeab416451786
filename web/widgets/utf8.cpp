#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::size_t previous_offset(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  for (int i = 0; i < 3 && at > 0 && is_continuation(text[at]); ++i) --at;
  return at;
}

std::size_t next_offset(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  std::string_view rest = text.substr(at);
  next_code_point(rest);
  return text.size() - rest.size();
}

bool is_unprintable(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF || (c >= 0x200B && c <= 0x200F);
}

}  // namespace sp::ui
