#include "engine/bank/fields.h"

#include <array>

namespace sp::bank {
namespace {

constexpr std::array<std::string_view, 4> kLevelNames{"entry", "mid", "senior", "architect"};

constexpr std::int64_t kBundleFormat = 2;

void check_length(const json::Value& value, std::string_view text, std::size_t most) {
  if (text.size() <= most) return;  // no more characters than bytes
  const std::size_t count = character_count(text);
  if (count > most) value.problem(fmt::format("at most {} characters", most), fmt::format("{}", count));
}

}  // namespace

std::string_view name_of(Level level) noexcept {
  return kLevelNames[static_cast<std::size_t>(level)];
}

std::pair<std::string_view, std::string_view> folder_and_name(std::string_view file) noexcept {
  const std::size_t slash = file.find_last_of("/\\");
  std::string_view name = file.substr(slash == std::string_view::npos ? 0 : slash + 1);
  name = name.substr(0, name.rfind('.'));
  if (slash == std::string_view::npos) return {{}, name};
  const std::string_view folders = file.substr(0, slash);
  const std::size_t last = folders.find_last_of("/\\");
  return {folders.substr(last == std::string_view::npos ? 0 : last + 1), name};
}

std::string read_text(const MaybeValue& value, std::size_t most) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  if (is_blank(*text)) value->problem("a text", text->empty() ? "an empty one" : "only blanks");
  if (has_control_character(*text)) value->problem("no control characters in the text", in_quotes(*text));
  check_length(*value, *text, most);
  return std::string(*text);
}

std::string read_line(const MaybeValue& value, std::size_t most) {
  std::string text = read_text(value, most);
  if (is_blank(text)) return text;
  if (text.find('\n') != std::string::npos) value->problem("a single line", in_quotes(text));
  if (is_blank(std::string_view(text).substr(0, 1)) ||
      is_blank(std::string_view(text).substr(text.size() - 1))) {
    value->problem("no blanks at the ends", in_quotes(text));
  }
  return text;
}

std::string read_raw(const MaybeValue& value, std::size_t least, std::size_t most) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  if (text->size() < least) value->problem("a text", "an empty one");
  check_length(*value, *text, most);
  return std::string(*text);
}

std::string read_matching(const MaybeValue& value, bool (*matches)(std::string_view),
                          std::string_view expected) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  if (!matches(*text)) {
    value->problem(std::string(expected));
    return {};
  }
  return std::string(*text);
}

std::string read_slug(const MaybeValue& value) {
  return read_matching(value, is_slug, "lower-case letters and digits with hyphens, such as \"event-loop\"");
}

std::string read_version(const MaybeValue& value) {
  return read_matching(value, is_python_version, "a Python version such as \"3.13\"");
}

Level read_level(const MaybeValue& value) {
  return static_cast<Level>(value ? value->one_of(kLevelNames).value_or(0) : 0);
}

std::vector<Problem> missing_cards(const SeenIds& seen) {
  std::vector<Problem> problems;
  if (seen.cards.empty()) return problems;
  for (const auto& [id, problem] : seen.named_cards) {
    if (!seen.cards.contains(id)) problems.push_back(problem);
  }
  return problems;
}

bool has_turns(const json::Value& value) {
  auto object = value.type() == json::Type::object ? value.object() : std::nullopt;
  return object && object->optional("turns").has_value();
}

bool reads_format(json::Object& bundle) {
  const auto format = bundle.required("format");
  const auto number = format ? format->integer() : std::nullopt;
  if (number && *number != kBundleFormat) format->problem(fmt::format("bundle format {}", kBundleFormat));
  return number == kBundleFormat;
}

std::string IdReader::read_file(json::Object& object) {
  if (kind_ == Origin::Kind::bundle) {
    file_ = read_line(object.required("file"));
    return file_;
  }
  if (const auto schema = object.optional("$schema")) (void)schema->text();
  if (in_deck()) (void)object.optional("file");  // as in a bundle: where it once stood
  return file_;
}

void IdReader::note_id(const MaybeValue& value, const std::string& id, SeenIds::Places& seen) const {
  if (id.empty()) return;
  const auto [first, fresh] = seen.try_emplace(id);
  if (fresh) {
    first->second = kind_ == Origin::Kind::bundle ? file_ : fmt::format("{}:{}", file_, value->line());
  } else {
    value->problem("an id that no other has", fmt::format("{}, which {} has", in_quotes(id), first->second));
  }
}

std::string IdReader::own_id(const MaybeValue& value, bool (*matches)(std::string_view),
                             std::string_view expected, SeenIds::Places& seen) {
  own_id_ = read_matching(value, matches, expected);
  note_id(value, own_id_, seen);
  const std::string_view name = folder_and_name(file_).second;
  if (!in_deck() && !file_.empty() && !own_id_.empty() && own_id_ != name)
    value->problem(fmt::format("{}, as the file is named", in_quotes(name)));
  return own_id_;
}

std::string_view IdReader::folder() const noexcept {
  return in_deck() ? std::string_view{} : folder_and_name(file_).first;
}

std::string IdReader::sub_id(const MaybeValue& value, SeenIds::Places& seen) const {
  std::string id = read_matching(
      value, is_sub_id,
      "the card's id, a hyphen, and lower-case letters and digits, such as \"C02-switch-interval\"");
  if (!id.empty() && !own_id_.empty() && !id.starts_with(own_id_ + '-')) {
    value->problem(fmt::format("an id that begins with {}", in_quotes(own_id_ + '-')));
  }
  note_id(value, id, seen);
  return id;
}

std::string IdReader::curriculum_id(const json::Value& value) const {
  std::string id = read_matching(value, is_curriculum_id, "a curriculum id such as \"C02\" or \"C02F1\"");
  if (!id.empty() && options_.curriculum && !options_.curriculum->contains(id)) {
    value.problem("an id that the curriculum has");
  }
  return id;
}

std::string IdReader::demo_id(const json::Value& value) const {
  std::string id = read_slug(value);
  if (!id.empty() && options_.demos && !options_.demos->contains(id)) value.problem("the id of a demo");
  return id;
}

}  // namespace sp::bank
