#include "engine/bank/text_rules.h"

#include <algorithm>
#include <array>
#include <string>

namespace sp::bank {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/// Takes the longest run of characters that `is` accepts off the front, and says whether there was one.
template <class Is>
bool take_run(std::string_view& text, Is is) {
  const auto end = std::find_if_not(text.begin(), text.end(), is);
  const auto length = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(length);
  return length > 0;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_card_id(std::string_view& text) {
  return take_run(text, upper) && take_run(text, digit);
}

/// Runs of letters and digits with one hyphen between them.
bool take_slug(std::string_view& text) {
  const auto letter = [](char c) { return lower(c) || digit(c); };
  if (!take_run(text, letter)) return false;
  while (take(text, '-')) {
    if (!take_run(text, letter)) return false;
  }
  return true;
}

}  // namespace

bool is_slug(std::string_view text) {
  return text.size() <= 40 && take_slug(text) && text.empty();
}

bool is_scenario_id(std::string_view text) {
  return text.size() == 3 && take(text, 'S') && take_run(text, digit) && text.empty();
}

bool is_card_id(std::string_view text) {
  return text.size() <= 16 && take_card_id(text) && text.empty();
}

bool is_sub_id(std::string_view text) {
  return text.size() <= 60 && take_card_id(text) && take(text, '-') && take_slug(text) && text.empty();
}

bool is_curriculum_id(std::string_view text) {
  if (text.size() > 16 || text.empty() || !upper(text.front())) return false;
  text.remove_prefix(1);
  if (!take_run(text, digit)) return false;
  if (take(text, 'F') && !take_run(text, digit)) return false;
  return text.empty();
}

bool is_python_version(std::string_view text) {
  return take(text, '3') && take(text, '.') && (text.size() == 1 || text.size() == 2) &&
         take_run(text, digit) && text.empty();
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 24 && lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return lower(c) || digit(c) || c == '_'; });
}

bool is_phrase(std::string_view text) {
  constexpr std::string_view kSigns = " .+#/_()'-";
  const auto letter = [](char c) { return lower(c) || digit(c); };
  return !text.empty() && text.size() <= 60 && letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return letter(c) || kSigns.find(c) != std::string_view::npos; });
}

bool is_https_address(std::string_view text) {
  constexpr std::string_view kScheme = "https://";
  if (text.size() > 500 || !text.starts_with(kScheme)) return false;
  text.remove_prefix(kScheme.size());
  const std::string_view host = text.substr(0, text.find('/'));
  const auto host_character = [](char c) { return lower(c) || upper(c) || digit(c) || c == '.' || c == '-'; };
  const auto letter = [](char c) { return lower(c) || upper(c); };
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size()) return false;
  const std::string_view top = host.substr(dot + 1);
  return std::all_of(host.begin(), host.end(), host_character) &&
         std::all_of(top.begin(), top.end(), letter) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(host.size()), text.end(),
                     [](char c) { return c >= '!' && c <= '~'; });
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), blank);
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool same_output(std::string_view a, std::string_view b) {
  const auto seen_lines = [](std::string_view text) {
    auto lines = lines_of(text);
    for (std::string_view& line : lines) {
      while (!line.empty() && blank(line.back())) line.remove_suffix(1);
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
  };
  return seen_lines(a) == seen_lines(b);
}

bool refers_to_other_options(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kPhrases{"of the above", "all the above", "of the below",
                                                            "of the other options"};
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::any_of(kPhrases.begin(), kPhrases.end(),
                     [&](std::string_view phrase) { return low.find(phrase) != std::string::npos; });
}

}  // namespace sp::bank
