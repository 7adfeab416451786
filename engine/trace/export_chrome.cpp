#include "engine/trace/export_chrome.h"

#include <iterator>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/json_writer.h"

namespace sp::trace {
namespace {

using Json = nlohmann::json;

/// A JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
std::string json_string(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

/// Microseconds with three decimals: exact, where a double of nanoseconds since boot might not be.
std::string micros(Nanos length) {
  return fmt::format("{}.{:03}", length / kMicrosecond, length % kMicrosecond);
}

/// Writes one trace. A group is a process, numbered from 1 in the order of its first lane; a lane is a
/// thread, numbered from 1.
class Writer {
 public:
  explicit Writer(const Trace& trace) : trace_(trace), durations_(state_durations(trace)) {
    for (const Lane& lane : trace.lanes) groups_.try_emplace(lane.group, groups_.size() + 1);
    for (const Object& object : trace.objects) {
      object_names_.push_back(
          json_string(object.name.empty() ? object.type : object.type + " " + object.name));
    }
  }

  std::string write() {
    put(R"({{"displayTimeUnit":"ns","otherData":{},"traceEvents":[)", header());
    write_names();
    for (std::size_t i = 0; i < trace_.events.size(); ++i) write_event(i);
    out_ += "\n]}\n";
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  /// How long each state event's state lasted; 0 for the other events.
  static std::vector<Nanos> state_durations(const Trace& trace) {
    std::vector<Nanos> durations(trace.events.size());
    std::vector<Nanos> next(trace.lanes.size(),
                            trace.end);  // by lane: when the state that is met next, going back, ends
    for (std::size_t i = trace.events.size(); i-- > 0;) {
      const Event& event = trace.events[i];
      if (is_state(event.kind)) durations[i] = next[event.lane] - event.t_ns;
      if (is_state(event.kind) || event.kind == Kind::lane_end) next[event.lane] = event.t_ns;
    }
    return durations;
  }

  /// What Chrome's format has no place for; its readers pass over otherData.
  std::string header() const {
    json::Writer out;
    out.begin_object().field("switchpoint", kTraceVersion);
    out.field("begin_ns", trace_.begin).field("end_ns", trace_.end).field("dropped", trace_.dropped);
    out.key("lanes").begin_array();
    for (const Lane& lane : trace_.lanes)
      out.begin_array().value(lane_kind_name(lane.kind)).value(lane.name).value(lane.group).end_array();
    out.end_array().key("objects").begin_array();
    for (const Object& object : trace_.objects)
      out.begin_array().value(object.type).value(object.name).end_array();
    return out.end_array().key("notes").list(trace_.notes).end_object().take();
  }

  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '\n';
  }

  void write_name(std::string_view what, std::size_t pid, std::size_t tid, const std::string& args) {
    separate();
    put(R"({{"ph":"M","name":"{}","pid":{},"tid":{},"args":{{{}}}}})", what, pid, tid, args);
  }

  void write_names() {
    for (const auto& [group, pid] : groups_) {
      write_name("process_name", pid, 0, "\"name\":" + json_string(group.empty() ? "switchpoint" : group));
      write_name("process_sort_index", pid, 0, fmt::format("\"sort_index\":{}", pid));
    }
    for (const Lane& lane : trace_.lanes) {
      const std::size_t pid = groups_.at(lane.group);
      write_name("thread_name", pid, lane.id.index() + 1, "\"name\":" + json_string(lane.name));
      write_name("thread_sort_index", pid, lane.id.index() + 1,
                 fmt::format("\"sort_index\":{}", lane.id.value));
    }
  }

  const std::string* object_name(const Event& event) const {
    return event.object < object_names_.size() ? &object_names_[event.object] : nullptr;
  }

  void write_event(std::size_t index) {
    const Event& event = trace_.events[index];
    separate();
    put(R"({{"ts":{},"pid":{},"tid":{},"sp":["{}",{},{},{}],)", micros(event.t_ns - trace_.begin),
        groups_.at(trace_.lanes[event.lane].group), event.lane + 1, kind_name(event.kind),
        event.object_id() ? static_cast<std::int64_t>(event.object) : -1, event.arg, event.flags);
    const std::string* object = object_name(event);
    if (is_state(event.kind)) {
      put(R"("ph":"X","cat":"state","name":"{}","dur":{})", kind_label(event.kind),
          micros(durations_[index]));
    } else if (event.kind == Kind::send || event.kind == Kind::receive) {
      const std::string_view phase = event.kind == Kind::send ? R"("ph":"s")" : R"("ph":"f","bp":"e")";
      put(R"({},"cat":"flow","name":"hand-off","id":{})", phase, event.arg);
    } else if (event.kind == Kind::counter) {
      put(R"("ph":"C","name":{},"args":{{"value":{}}}}})", object != nullptr ? *object : "\"counter\"",
          event.arg);
      return;
    } else {
      put(R"("ph":"i","s":"t","cat":"event","name":"{}")", kind_label(event.kind));
    }
    if (object != nullptr) put(R"(,"args":{{"object":{}}})", *object);
    const bool has_note = (event.kind == Kind::note || event.kind == Kind::error) && event.arg >= 0;
    if (has_note && static_cast<std::uint64_t>(event.arg) < trace_.notes.size()) {
      put(R"(,"args":{{"text":{}}})", json_string(trace_.notes[static_cast<std::size_t>(event.arg)]));
    }
    out_ += '}';
  }

  const Trace& trace_;
  const std::vector<Nanos> durations_;
  std::map<std::string, std::size_t> groups_;
  std::vector<std::string> object_names_;  ///< as JSON
  std::string out_;
  bool first_ = true;
};

/// Reads one trace; the first thing that is not as Writer writes it becomes the error.
class Reader {
 public:
  Result<Trace> read(std::string_view text) {
    const Json root = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (root.is_discarded()) return Error{"", "the trace is not valid JSON"};
    if (!root.is_object()) return Error{"", "expected a trace: an object with traceEvents"};
    if (Status header = read_header(root); !header.ok()) return header.error();
    const auto events = root.find("traceEvents");
    if (events == root.end() || !events->is_array()) return Error{"traceEvents", "expected an array"};
    for (std::size_t i = 0; i < events->size(); ++i) {
      if (Status event = read_event((*events)[i], fmt::format("traceEvents[{}]", i)); !event.ok())
        return event.error();
    }
    return std::move(trace_);
  }

 private:
  Status read_header(const Json& root) {
    const auto header = root.find("otherData");
    if (header == root.end() || !header->is_object() || !header->contains("switchpoint")) {
      return Error{"otherData.switchpoint", "missing: this is no trace that Switchpoint saved"};
    }
    if ((*header)["switchpoint"] != kTraceVersion) {
      return Error{"otherData.switchpoint", fmt::format("expected version {}, got {}", kTraceVersion,
                                                        (*header)["switchpoint"].dump())};
    }
    if (Status status = read_integer(*header, "begin_ns", trace_.begin); !status.ok()) return status;
    if (Status status = read_integer(*header, "end_ns", trace_.end); !status.ok()) return status;
    if (Status status = read_integer(*header, "dropped", trace_.dropped); !status.ok()) return status;
    return read_tables(*header);
  }

  template <class T>
  static Status read_integer(const Json& header, const char* key, T& into) {
    const auto found = header.find(key);
    if (found == header.end() || !found->is_number_integer()) {
      return Error{fmt::format("otherData.{}", key), "expected a whole number"};
    }
    into = found->get<T>();
    return {};
  }

  /// An array of arrays of `width` strings each (or of strings, for width 0).
  static Status check_table(const Json& header, const char* key, std::size_t width) {
    const auto table = header.find(key);
    if (table == header.end() || !table->is_array())
      return Error{fmt::format("otherData.{}", key), "expected an array"};
    for (std::size_t i = 0; i < table->size(); ++i) {
      const Json& row = (*table)[i];
      bool good = width == 0 ? row.is_string() : row.is_array() && row.size() == width;
      for (std::size_t column = 0; good && column < width; ++column) good = row[column].is_string();
      if (!good) {
        return Error{
            fmt::format("otherData.{}[{}]", key, i),
            width == 0 ? std::string("expected a string") : fmt::format("expected {} strings", width)};
      }
    }
    return {};
  }

  Status read_tables(const Json& header) {
    if (Status status = check_table(header, "lanes", 3); !status.ok()) return status;
    if (Status status = check_table(header, "objects", 2); !status.ok()) return status;
    if (Status status = check_table(header, "notes", 0); !status.ok()) return status;
    for (const Json& row : header["lanes"]) {
      const auto kind = lane_kind_from_name(row[0].get<std::string>());
      const LaneId id{static_cast<std::uint32_t>(trace_.lanes.size())};
      if (!kind)
        return Error{fmt::format("otherData.lanes[{}][0]", id.value),
                     "unknown kind of lane " + row[0].dump()};
      trace_.lanes.push_back({id, *kind, row[1], row[2]});
    }
    for (const Json& row : header["objects"]) {
      trace_.objects.push_back({ObjectId{static_cast<std::uint32_t>(trace_.objects.size())}, row[0], row[1]});
    }
    for (const Json& row : header["notes"]) trace_.notes.push_back(row);
    return {};
  }

  Status read_event(const Json& entry, const std::string& where) {
    if (!entry.is_object()) return Error{where, "expected an object"};
    if (entry.value("ph", "") == "M") return {};
    const auto own = entry.find("sp");
    if (own == entry.end() || !own->is_array() || own->size() != 4 || !(*own)[0].is_string()) {
      return Error{where + ".sp", "expected [kind, object, arg, flags]"};
    }
    for (std::size_t i = 1; i < 4; ++i) {
      if (!(*own)[i].is_number_integer())
        return Error{fmt::format("{}.sp[{}]", where, i), "expected a whole number"};
    }
    const auto kind = kind_from_name((*own)[0].get<std::string>());
    if (!kind) return Error{where + ".sp[0]", "unknown kind of event " + (*own)[0].dump()};
    const auto object = (*own)[1].get<std::int64_t>();
    if (object < -1 || object >= static_cast<std::int64_t>(trace_.objects.size())) {
      return Error{where + ".sp[1]", fmt::format("no object {}", object)};
    }
    const auto lane = entry.find("tid");
    if (lane == entry.end() || !lane->is_number_unsigned() ||
        lane->get<std::uint64_t>() - 1 >= trace_.lanes.size()) {
      return Error{where + ".tid", fmt::format("expected a lane from 1 to {}", trace_.lanes.size())};
    }
    const auto time = entry.find("ts");
    if (time == entry.end() || !time->is_number())
      return Error{where + ".ts", "expected a time in microseconds"};
    const double micros = time->get<double>();
    if (!(micros >= 0 && micros < 9e15 / kMicrosecond)) return Error{where + ".ts", "is out of range"};
    Event event;
    event.t_ns = trace_.begin + static_cast<Nanos>(micros * kMicrosecond + 0.5);
    event.lane = static_cast<std::uint32_t>(lane->get<std::uint64_t>() - 1);
    event.kind = *kind;
    event.object = object < 0 ? std::uint64_t{ObjectId::kNone} : static_cast<std::uint64_t>(object);
    event.arg = (*own)[2];
    event.flags = (*own)[3];
    if (!trace_.events.empty() && event.t_ns < trace_.events.back().t_ns) {
      return Error{where + ".ts", "is before the event above it"};
    }
    trace_.events.push_back(event);
    return {};
  }

  Trace trace_;
};

}  // namespace

std::string to_chrome_json(const Trace& trace) {
  return Writer(trace).write();
}

Result<Trace> from_chrome_json(std::string_view text) {
  return Reader().read(text);
}

}  // namespace sp::trace
