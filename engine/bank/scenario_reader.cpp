#include "engine/bank/scenario_reader.h"

#include <algorithm>
#include <array>

namespace sp::bank {
namespace {

using json::Object;
using json::Value;

constexpr std::array<std::string_view, 4> kDimensionNames{"correctness", "depth", "trade-offs",
                                                          "reliability"};

std::string read_phrase(const Value& value) {
  return read_matching(value, is_phrase, "a phrase of lower-case words, such as \"thread pool\"");
}

std::string read_markdown(const Value& value) {
  return read_text(value);
}

/// Ids of the turn's list, each once.
template <class T>
void check_ids(const MaybeValue& list, const std::vector<T>& entries, std::string_view what) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto same = [&](const T& other) { return other.id == entries[i].id; };
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(i);
    if (!entries[i].id.empty() && std::any_of(entries.begin(), end, same)) {
      (*list->array())[i].problem(fmt::format("the id of a {} that the turn has once", what),
                                  in_quotes(entries[i].id) + " again");
    }
  }
}

KeyPoint read_key_point(const Value& value) {
  return read_object<KeyPoint>(value, [](Object& object, KeyPoint& point) {
    point.id = read_slug(object.required("id"));
    point.text = read_text(object.required("text"));
    if (const auto dimension = object.required("dimension"))
      point.dimension = static_cast<Dimension>(dimension->one_of(kDimensionNames).value_or(0));
    point.aliases = read_list(object.required("aliases"), 3, 14, read_phrase);
  });
}

RedFlag read_red_flag(const Value& value, const IdReader& ids) {
  return read_object<RedFlag>(value, [&](Object& object, RedFlag& flag) {
    flag.id = read_slug(object.required("id"));
    flag.text = read_text(object.required("text"));
    if (const auto covers = object.optional("covers")) flag.covers = ids.curriculum_id(*covers);
    flag.phrases = read_list(object.required("phrases"), 2, 12, read_phrase);
    flag.instead = read_text(object.required("instead"));
  });
}

/// "always", {"covered": id} or {"missed": id}.
void read_when(const Value& value, const std::vector<KeyPoint>& points, TurnFollowUp& follow_up) {
  static constexpr std::string_view kExpected =
      "\"always\", {\"covered\": a key point} or {\"missed\": a key point}";
  if (value.type() == json::Type::string) {
    if (value.text() != "always") value.problem(std::string(kExpected));
    return;
  }
  if (value.type() != json::Type::object) return value.problem(std::string(kExpected));
  auto object = value.object();
  const auto covered = object->optional("covered");
  const auto missed = object->optional("missed");
  object->finish();
  if (covered.has_value() == missed.has_value())
    return value.problem(std::string(kExpected), covered ? "both" : "neither");
  follow_up.when = covered ? TurnFollowUp::When::covered : TurnFollowUp::When::missed;
  const Value& named = covered ? *covered : *missed;
  follow_up.key_point = read_slug(named);
  const auto is_it = [&](const KeyPoint& point) { return point.id == follow_up.key_point; };
  if (!follow_up.key_point.empty() && std::none_of(points.begin(), points.end(), is_it))
    named.problem("the id of a key point of this turn");
}

TurnFollowUp read_follow_up(const Value& value, const std::vector<KeyPoint>& points) {
  return read_object<TurnFollowUp>(value, [&](Object& object, TurnFollowUp& follow_up) {
    if (const auto when = object.required("when")) read_when(*when, points, follow_up);
    follow_up.question = read_text(object.required("question"));
    follow_up.answer = read_text(object.required("answer"));
  });
}

double read_minutes(const MaybeValue& value) {
  constexpr double kLeast = 1;
  constexpr double kMost = 15;
  const double minutes = (value ? value->number() : std::nullopt).value_or(kLeast);
  if (minutes < kLeast || minutes > kMost) value->problem(fmt::format("{} to {} minutes", kLeast, kMost));
  return minutes;
}

Turn read_turn(const Value& value, IdReader& ids) {
  return read_object<Turn>(value, [&](Object& object, Turn& turn) {
    turn.id = ids.sub_id(object.required("id"), ids.seen().turns);
    turn.prompt = read_text(object.required("prompt"));
    turn.minutes = read_minutes(object.required("minutes"));
    turn.hints = read_list(object.required("hints"), 2, 4, read_markdown);
    const auto points = object.required("key_points");
    turn.key_points = read_list(points, 3, 7, read_key_point);
    check_ids(points, turn.key_points, "key point");
    const auto flags = object.required("red_flags");
    turn.red_flags = read_list(flags, 1, 5, [&](const Value& item) { return read_red_flag(item, ids); });
    check_ids(flags, turn.red_flags, "red flag");
    turn.answer = read_text(object.required("answer"));
    turn.follow_ups = read_list(object.required("follow_ups"), 1, 4,
                                [&](const Value& item) { return read_follow_up(item, turn.key_points); });
  });
}

/// A card's id; whether there is such a card may show only when all are read.
std::string read_card_name(const Value& value, SeenIds& seen) {
  std::string id = read_matching(value, is_card_id, "a card's id such as \"C02\"");
  if (!id.empty() && !seen.cards.contains(id)) {
    seen.named_cards.emplace_back(
        id, Problem{{}, value.line(), value.column(), value.path(), "the id of a card", value.describe()});
  }
  return id;
}

}  // namespace

std::string_view name_of(Dimension dimension) noexcept {
  return kDimensionNames[static_cast<std::size_t>(dimension)];
}

Scenario read_scenario(const Value& value, const Origin& origin, const LoadOptions& options, SeenIds& seen) {
  IdReader ids(origin, options, seen);
  return read_object<Scenario>(value, [&](Object& object, Scenario& scenario) {
    scenario.file = ids.read_file(object);
    if (ids.in_deck()) scenario.deck = scenario.file;
    const auto id = object.required("id");
    scenario.id = ids.own_id(id, is_scenario_id, "S and two digits, such as \"S01\"", seen.scenarios);
    if (!ids.folder().empty() && ids.folder() != "scenarios")
      id->problem("a scenario in the folder \"scenarios\"", in_quotes(ids.folder()));
    scenario.title = read_line(object.required("title"));
    scenario.summary = read_text(object.required("summary"));
    scenario.brief = read_text(object.required("brief"));
    scenario.level = read_level(object.required("level"));
    scenario.tags = read_set(object.required("tags"), 1, 8, read_slug);
    scenario.covers = read_set(object.required("covers"), 0, 24,
                               [&](const Value& item) { return ids.curriculum_id(item); });
    scenario.cards = read_set(object.required("cards"), 0, 12,
                              [&](const Value& item) { return read_card_name(item, seen); });
    scenario.demos =
        read_set(object.required("demos"), 0, 6, [&](const Value& item) { return ids.demo_id(item); });
    scenario.turns =
        read_list(object.required("turns"), 5, 9, [&](const Value& item) { return read_turn(item, ids); });
    scenario.closing = read_text(object.required("closing"));
  });
}

}  // namespace sp::bank
