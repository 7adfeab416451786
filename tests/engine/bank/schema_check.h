#pragma once

#include <algorithm>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

namespace sp::bank {

/// The part of JSON Schema 2020-12 that the schemas of questions/ use. Throws on a keyword that it does not
/// know, so that none is skipped.
class SchemaCheck {
 public:
  explicit SchemaCheck(nlohmann::json schema) : schema_(std::move(schema)) {}

  bool accepts(const nlohmann::json& value) const { return accepts(schema_, value); }

 private:
  using Json = nlohmann::json;

  static std::size_t characters(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    return count;
  }

  static bool has_type(const Json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "number" && value.is_number()) || (type == "integer" && value.is_number_integer());
  }

  bool accepts(const Json& schema, const Json& value) const {
    for (const auto& [keyword, rule] : schema.items()) {
      if (!holds(keyword, rule, schema, value)) return false;
    }
    return true;
  }

  bool holds(const std::string& keyword, const Json& rule, const Json& schema, const Json& value) const {
    static const std::set<std::string> kNotes{"$schema", "$id", "$defs", "title", "description"};
    if (kNotes.contains(keyword)) return true;
    if (keyword == "$ref")
      return accepts(schema_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value);
    if (keyword == "type") return has_type(value, rule);
    if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
    if (keyword == "const") return rule == value;
    if (keyword == "oneOf") {
      return std::count_if(rule.begin(), rule.end(), [&](const Json& one) { return accepts(one, value); }) ==
             1;
    }
    if (value.is_number()) return number_holds(keyword, rule, value);
    if (value.is_string()) return text_holds(keyword, rule, value);
    if (value.is_array()) return list_holds(keyword, rule, value);
    if (value.is_object()) return object_holds(keyword, rule, schema, value);
    return true;
  }

  static bool text_holds(const std::string& keyword, const Json& rule, const std::string& text) {
    if (keyword == "minLength") return characters(text) >= rule.get<std::size_t>();
    if (keyword == "maxLength") return characters(text) <= rule.get<std::size_t>();
    if (keyword == "pattern")
      return text.size() > 1000 || std::regex_search(text, std::regex(rule.get<std::string>()));
    return unknown(keyword);
  }

  static bool number_holds(const std::string& keyword, const Json& rule, double value) {
    if (keyword == "minimum") return value >= rule.get<double>();
    if (keyword == "maximum") return value <= rule.get<double>();
    if (keyword == "exclusiveMinimum") return value > rule.get<double>();
    return unknown(keyword);
  }

  bool list_holds(const std::string& keyword, const Json& rule, const Json& list) const {
    if (keyword == "minItems") return list.size() >= rule.get<std::size_t>();
    if (keyword == "maxItems") return list.size() <= rule.get<std::size_t>();
    if (keyword == "uniqueItems") return std::set<Json>(list.begin(), list.end()).size() == list.size();
    if (keyword == "items")
      return std::all_of(list.begin(), list.end(), [&](const Json& item) { return accepts(rule, item); });
    return unknown(keyword);
  }

  bool object_holds(const std::string& keyword, const Json& rule, const Json& schema,
                    const Json& object) const {
    if (keyword == "required") {
      return std::all_of(rule.begin(), rule.end(),
                         [&](const Json& name) { return object.contains(name.get<std::string>()); });
    }
    if (keyword == "properties") {
      for (const auto& [name, field] : rule.items()) {
        if (object.contains(name) && !accepts(field, object.at(name))) return false;
      }
      return true;
    }
    if (keyword == "additionalProperties") {
      for (const auto& [name, field] : object.items()) {
        if (schema.contains("properties") && schema.at("properties").contains(name)) continue;
        if (rule == false || (rule.is_object() && !accepts(rule, field))) return false;
      }
      return true;
    }
    if (keyword == "propertyNames") {
      return std::all_of(object.items().begin(), object.items().end(),
                         [&](const auto& field) { return accepts(rule, Json(field.key())); });
    }
    if (keyword == "minProperties") return object.size() >= rule.get<std::size_t>();
    if (keyword == "maxProperties") return object.size() <= rule.get<std::size_t>();
    if (keyword == "dependentRequired") {
      for (const auto& [name, others] : rule.items()) {
        if (object.contains(name) && !holds("required", others, schema, object)) return false;
      }
      return true;
    }
    return unknown(keyword);
  }

  static bool unknown(const std::string& keyword) {
    static const std::set<std::string> kOfOtherTypes{"required",
                                                     "properties",
                                                     "additionalProperties",
                                                     "minItems",
                                                     "maxItems",
                                                     "uniqueItems",
                                                     "items",
                                                     "minLength",
                                                     "maxLength",
                                                     "pattern",
                                                     "minimum",
                                                     "maximum",
                                                     "exclusiveMinimum",
                                                     "propertyNames",
                                                     "minProperties",
                                                     "maxProperties",
                                                     "dependentRequired"};
    if (kOfOtherTypes.contains(keyword)) return true;
    throw std::logic_error("schema keyword " + keyword);
  }

  Json schema_;
};

}  // namespace sp::bank
