#include "engine/practice/record.h"

#include <fmt/format.h>

#include "engine/base/json_writer.h"
#include "engine/practice/crc32.h"
#include "engine/practice/record_names.h"

namespace sp::practice {
namespace {

template <std::size_t N, class Enum>
std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// Writes the fields of a record but for "crc". Fields that have nothing to say are left out where
/// `read_fields` takes them for optional.
struct FieldWriter {
  const Record& record;
  json::Writer& out;

  /// What every line of format 3 begins with.
  void begin() const {
    out.field("v", kRecordFormat).field("type", kTypeNames[record.index()]);
    out.field("id", id_of(record)).field("at", at_of(record));
  }

  void operator()(const Answer& answer) const {
    const bool format3 = answer.grade.has_value() || answer.source == Source::recall;
    const bool format2 = !answer.text.empty() || answer.line != 0 || answer.seed.has_value();
    if (format3)
      begin();
    else
      out.field("v", format2 ? 2 : 1).field("id", answer.id).field("at", answer.at);
    out.field("source", name_in(kSourceNames, answer.source));
    out.field("card", answer.card).field("question", answer.question);
    out.key("order").list(answer.order).key("chosen").list(answer.chosen);
    if (!answer.text.empty()) out.field("text", answer.text);
    if (answer.line != 0) out.field("line", answer.line);
    if (answer.seed) out.field("seed", *answer.seed);
    if (answer.grade) out.field("grade", static_cast<int>(*answer.grade));
    out.field("correct", answer.correct).field("ms", answer.ms_taken);
  }

  void operator()(const Regrade& regrade) const {
    begin();
    out.field("of", regrade.of).field("grade", static_cast<int>(regrade.grade));
  }

  void operator()(const Undo& undo) const {
    begin();
    out.field("of", undo.of);
  }

  void operator()(const Mark& mark) const {
    begin();
    out.field("item", mark.item).field("mark", name_in(kMarkNames, mark.kind));
  }

  void operator()(const Setting& setting) const {
    begin();
    out.field("name", setting.name).field("value", setting.value);
  }

  void operator()(const TurnRecord& turn) const {
    begin();
    out.field("interview", turn.interview).field("scenario", turn.scenario).field("turn", turn.turn);
    out.field("mode", name_in(kModeNames, turn.mode)).field("text", turn.text);
    out.key("covered").list(turn.covered).key("flags").list(turn.flags);
    out.field("hints", turn.hints).key("replies").begin_array();
    for (const Reply& reply : turn.replies)
      out.begin_object().field("follow_up", reply.follow_up).field("text", reply.text).end_object();
    out.end_array().field("ms", turn.ms_taken);
  }

  void operator()(const InterviewEnd& end) const {
    begin();
    out.field("interview", end.interview).field("scenario", end.scenario);
    out.field("mode", name_in(kModeNames, end.mode));
    out.field("communication", end.communication).field("notes", end.notes);
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
  json::Writer out;
  out.begin_object();
  std::visit(FieldWriter{record, out}, record);
  std::string line = out.end_object().take();
  line.pop_back();  // the closing brace
  const std::uint32_t sum = crc32(line);
  return line + fmt::format("{}{:08x}\"}}", kCrcField, sum);
}

}  // namespace sp::practice
