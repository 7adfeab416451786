#include "engine/practice/record.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/practice/crc32.h"
#include "engine/practice/record_names.h"

namespace sp::practice {
namespace {

using Fields = nlohmann::ordered_json;

template <std::size_t N, class Enum>
std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// What every line of format 3 begins with.
Fields begun(const Record& record) {
  return {{"v", kRecordFormat},
          {"type", kTypeNames[record.index()]},
          {"id", id_of(record)},
          {"at", at_of(record)}};
}

/// The fields of a record but for "crc". Fields that have nothing to say are left out where `read_fields`
/// takes them for optional.
struct Writer {
  const Record& record;

  Fields operator()(const Answer& answer) const {
    const bool format3 = answer.grade.has_value() || answer.source == Source::recall;
    const bool format2 = !answer.text.empty() || answer.line != 0 || answer.seed.has_value();
    Fields fields =
        format3 ? begun(record) : Fields{{"v", format2 ? 2 : 1}, {"id", answer.id}, {"at", answer.at}};
    fields["source"] = name_in(kSourceNames, answer.source);
    fields["card"] = answer.card;
    fields["question"] = answer.question;
    fields["order"] = answer.order;
    fields["chosen"] = answer.chosen;
    if (!answer.text.empty()) fields["text"] = answer.text;
    if (answer.line != 0) fields["line"] = answer.line;
    if (answer.seed) fields["seed"] = *answer.seed;
    if (answer.grade) fields["grade"] = static_cast<int>(*answer.grade);
    fields["correct"] = answer.correct;
    fields["ms"] = answer.ms_taken;
    return fields;
  }

  Fields operator()(const Regrade& regrade) const {
    Fields fields = begun(record);
    fields["of"] = regrade.of;
    fields["grade"] = static_cast<int>(regrade.grade);
    return fields;
  }

  Fields operator()(const Undo& undo) const {
    Fields fields = begun(record);
    fields["of"] = undo.of;
    return fields;
  }

  Fields operator()(const Mark& mark) const {
    Fields fields = begun(record);
    fields["item"] = mark.item;
    fields["mark"] = name_in(kMarkNames, mark.kind);
    return fields;
  }

  Fields operator()(const Setting& setting) const {
    Fields fields = begun(record);
    fields["name"] = setting.name;
    fields["value"] = setting.value;
    return fields;
  }

  Fields operator()(const TurnRecord& turn) const {
    Fields fields = begun(record);
    fields["interview"] = turn.interview;
    fields["scenario"] = turn.scenario;
    fields["turn"] = turn.turn;
    fields["mode"] = name_in(kModeNames, turn.mode);
    fields["text"] = turn.text;
    fields["covered"] = turn.covered;
    fields["flags"] = turn.flags;
    fields["hints"] = turn.hints;
    fields["replies"] = Fields::array();
    for (const Reply& reply : turn.replies)
      fields["replies"].push_back({{"follow_up", reply.follow_up}, {"text", reply.text}});
    fields["ms"] = turn.ms_taken;
    return fields;
  }

  Fields operator()(const InterviewEnd& end) const {
    Fields fields = begun(record);
    fields["interview"] = end.interview;
    fields["scenario"] = end.scenario;
    fields["mode"] = name_in(kModeNames, end.mode);
    fields["communication"] = end.communication;
    fields["notes"] = end.notes;
    return fields;
  }
};

}  // namespace

const std::string& id_of(const Record& record) noexcept {
  return std::visit([](const auto& one) -> const std::string& { return one.id; }, record);
}

std::int64_t at_of(const Record& record) noexcept {
  return std::visit([](const auto& one) { return one.at; }, record);
}

std::string to_line(const Record& record) {
  std::string line =
      std::visit(Writer{record}, record).dump(-1, ' ', false, Fields::error_handler_t::replace);
  line.pop_back();  // the closing brace
  const std::uint32_t sum = crc32(line);
  return line + fmt::format("{}{:08x}\"}}", kCrcField, sum);
}

}  // namespace sp::practice
