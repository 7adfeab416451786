#include "engine/demos/settings.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace sp::demos {
namespace {

std::optional<double> parse_number(std::string_view text) {
  // from_chars for double is missing from libc++ 18. strtod takes more than a person would call a number:
  // leading spaces, hexadecimal, "inf" and "nan". All of them have a character that a decimal number has not.
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return {};
  const std::string terminated(text);
  char* end = nullptr;
  const double value = std::strtod(terminated.c_str(), &end);
  if (end != terminated.c_str() + terminated.size() || !std::isfinite(value)) return {};
  return value;
}

std::string join_quoted(const std::vector<std::string>& words) {
  std::string joined;
  for (const auto& word : words) joined += fmt::format("{}\"{}\"", joined.empty() ? "" : ", ", word);
  return joined;
}

std::string expectation(const Parameter& parameter, const Host& host) {
  switch (parameter.type) {
    case Parameter::Type::choice:
      return "one of " + join_quoted(parameter.choices);
    case Parameter::Type::toggle:
      return "\"on\" or \"off\"";
    case Parameter::Type::integer:
    case Parameter::Type::real:
      break;
  }
  const bool limited = highest(parameter, host) < parameter.max;
  return fmt::format(
      "{} from {} to {}{}", parameter.type == Parameter::Type::integer ? "a whole number" : "a number",
      format_value(parameter, parameter.min), format_value(parameter, highest(parameter, host)),
      limited ? " (this home starts no more threads)" : "");
}

std::optional<double> parse_value(const Parameter& parameter, std::string_view text, const Host& host) {
  if (parameter.type == Parameter::Type::toggle) {
    if (text == "on" || text == "true" || text == "1") return 1;
    if (text == "off" || text == "false" || text == "0") return 0;
    return {};
  }
  if (parameter.type == Parameter::Type::choice) {
    const auto found = std::find(parameter.choices.begin(), parameter.choices.end(), text);
    if (found == parameter.choices.end()) return {};
    return static_cast<double>(found - parameter.choices.begin());
  }
  const auto value = parse_number(text);
  if (!value || *value < parameter.min || *value > highest(parameter, host)) return {};
  if (parameter.type == Parameter::Type::integer && *value != std::floor(*value)) return {};
  return value;
}

template <class Item>
std::vector<std::string> ids_of(const std::vector<Item>& items) {
  std::vector<std::string> ids;
  for (const auto& item : items) ids.push_back(item.id);
  return ids;
}

template <class Item>
const Item* find_by_id(const std::vector<Item>& items, std::string_view id) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

double highest(const Parameter& parameter, const Host& host) {
  return parameter.counts_threads ? std::min(parameter.max, static_cast<double>(host.max_threads()))
                                  : parameter.max;
}

std::string format_value(const Parameter& parameter, double value) {
  if (parameter.type == Parameter::Type::toggle) return value != 0 ? "on" : "off";
  if (parameter.type == Parameter::Type::choice) return parameter.choices.at(static_cast<std::size_t>(value));
  return fmt::format("{:g}", value);
}

Resolved resolve(const Demo& demo, const Settings& settings, const Host& host) {
  Resolved resolved;
  std::map<std::string, double, std::less<>> values;
  for (const auto& parameter : demo.info.parameters) {
    values[parameter.id] = std::min(parameter.initial, highest(parameter, host));
  }
  for (const auto& [id, text] : settings.parameters) {
    const Parameter* parameter = find_by_id(demo.info.parameters, id);
    if (!parameter) {
      resolved.problems.push_back(fmt::format("{}: {} has no such parameter; it has {}", id, demo.info.id,
                                              join_quoted(ids_of(demo.info.parameters))));
      continue;
    }
    if (const auto value = parse_value(*parameter, text, host)) {
      values[id] = *value;
    } else {
      resolved.problems.push_back(
          fmt::format("{}: expected {}, got \"{}\"", id, expectation(*parameter, host), text));
    }
  }
  for (const auto& id : settings.variants) {
    if (!find_by_id(demo.info.variants, id)) {
      resolved.problems.push_back(fmt::format("variant: {} has no variant \"{}\"; it has {}", demo.info.id,
                                              id, join_quoted(ids_of(demo.info.variants))));
    }
  }
  resolved.request = {&demo, Parameters(std::move(values)), {}, settings.seed};
  for (const auto& variant : demo.info.variants) {
    const auto& wanted = settings.variants;
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), variant.id) != wanted.end()) {
      resolved.request.variants.push_back(variant.id);
    }
  }
  return resolved;
}

}  // namespace sp::demos
