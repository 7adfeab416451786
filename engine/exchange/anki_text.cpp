#include "engine/exchange/anki_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

struct Separator {
  std::string_view name;
  char character;
};
constexpr std::array kSeparators{Separator{"tab", '\t'},  Separator{"semicolon", ';'},
                                 Separator{"comma", ','}, Separator{"pipe", '|'},
                                 Separator{"colon", ':'}, Separator{"space", ' '}};
constexpr std::string_view kGuessed = "\t;,|";

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// A column's number; 0 when it is none.
std::size_t column_of(std::string_view value) {
  constexpr std::size_t kMostDigits = 3;
  value = trimmed(value);
  if (value.empty() || value.size() > kMostDigits || value.find_first_not_of("0123456789") != kNone) return 0;
  std::size_t column = 0;
  for (const char c : value) column = column * 10 + static_cast<std::size_t>(c - '0');
  return column;
}

class Parser {
 public:
  explicit Parser(const bank::SourceText& file) : file_(file), text_(file.text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  AnkiText run() {
    read_header();
    if (out_.header.separator == '\0') guess_separator();
    while (at_ < text_.size()) {
      const std::string_view line = line_here();
      if (line.starts_with('#') || trimmed(line).empty()) {
        skip_line();
      } else if (!is_utf8(line)) {
        report("UTF-8; save the file in that encoding", "other bytes");
        skip_line();
      } else {
        read_record();
      }
    }
    return std::move(out_);
  }

 private:
  /// From here to the end of the line, that left out.
  std::string_view line_here() const {
    std::string_view line = text_.substr(at_, text_.find('\n', at_) - at_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  void skip_line() {
    at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    ++line_;
  }
  void report(std::string expected, std::string found) {
    out_.problems.push_back({file_.name, line_, 1, {}, std::move(expected), std::move(found)});
  }

  void read_header() {
    constexpr std::string_view kTags = "tags:";
    if (const std::string_view line = line_here(); line.starts_with(kTags)) {
      out_.header.tags = words_of(line.substr(kTags.size()));
      skip_line();
    }
    while (at_ < text_.size()) {
      const std::string_view line = line_here();
      if (!line.starts_with('#')) return;
      const std::size_t colon = line.find(':');
      if (colon != kNone) set(lower_case(trimmed(line.substr(1, colon - 1))), line.substr(colon + 1));
      skip_line();
    }
  }

  void set(std::string_view key, std::string_view value) {
    AnkiHeader& header = out_.header;
    if (key == "separator") {
      for (const Separator& each : kSeparators) {
        if (lower_case(trimmed(value)) == each.name || value == std::string_view(&each.character, 1))
          header.separator = each.character;
      }
    } else if (key == "html") {
      header.html = lower_case(trimmed(value)) == "true";
    } else if (key == "tags") {
      header.tags = words_of(value);
    } else if (key == "deck") {
      header.deck = trimmed(value);
    } else if (key == "columns") {
      const char separator = header.separator == '\0' ? '\t' : header.separator;
      for (std::size_t end = 0; end < value.size() || header.columns.empty();) {
        const std::size_t begin = end;
        end = std::min(value.find(separator, begin), value.size());
        header.columns.emplace_back(trimmed(value.substr(begin, end - begin)));
        if (end < value.size()) ++end;
      }
    }
    for (const auto& [name, column] : {std::pair{"notetype column", &header.notetype_column},
                                       {"deck column", &header.deck_column},
                                       {"tags column", &header.tags_column},
                                       {"guid column", &header.guid_column}}) {
      if (key == name) *column = column_of(value);
    }
  }

  void guess_separator() {
    for (std::size_t at = at_; at < text_.size();) {
      const std::string_view line = text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
      at += line.size() + 1;
      if (line.starts_with('#') || trimmed(line).empty()) continue;
      for (const char each : kGuessed) {
        if (line.find(each) == kNone) continue;
        out_.header.separator = each;
        return;
      }
      break;
    }
    out_.header.separator = '\t';
  }

  /// A field in quotation marks that begins here; nothing when none ends it.
  std::optional<std::string> quoted() {
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
          ++at_;
          return field;
        }
        ++at_;
      }
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '\r') field += text_[at_];
    }
    return std::nullopt;
  }

  void read_record() {
    const std::size_t begin = at_;
    const int first_line = line_;
    AnkiRecord record{line_, {}};
    for (bool more = true; more;) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') {
        auto inner = quoted();
        if (!inner) return unclosed(begin, first_line);
        field = std::move(*inner);
      }
      const std::size_t end =
          std::min(text_.find_first_of(std::string{out_.header.separator, '\n'}, at_), text_.size());
      field += text_.substr(at_, end - at_);
      if (field.ends_with('\r')) field.pop_back();
      more = end < text_.size() && text_[end] == out_.header.separator;
      at_ = std::min(end + 1, text_.size());
      record.fields.push_back(std::move(field));
    }
    ++line_;
    out_.records.push_back(std::move(record));
  }

  /// The line is left out; the next one begins a record again.
  void unclosed(std::size_t begin, int line) {
    constexpr int kMostTimes = 100;  // each looks as far as the end of the text
    at_ = begin;
    line_ = line;
    report("a quotation mark that ends the field; one within it is written \"\"", "none");
    skip_line();
    if (++unclosed_ < kMostTimes) return;
    report("fields whose quotation marks are in pairs; what follows is not read", "none again and again");
    at_ = text_.size();
  }

  const bank::SourceText& file_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int unclosed_ = 0;
  AnkiText out_;
};

}  // namespace

AnkiText parse_anki(const bank::SourceText& file) {
  return Parser(file).run();
}

}  // namespace sp::exchange
