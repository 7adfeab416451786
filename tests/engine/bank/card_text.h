#pragma once

#include <fstream>
#include <functional>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/bank/bank.h"

namespace sp::bank {

inline std::string fixture(const std::string& name) {
  std::ifstream file(SP_SOURCE_DIR "/tests/engine/bank/fixtures/" + name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// A card without fault, as text; its file is "gil/C02.json".
inline const std::string& good_card_text() {
  static const std::string text = fixture("gil/C02.json");
  return text;
}

/// A card with a question of every kind but the two of C02, and a task; its file is "asyncio/K01.json".
inline const std::string& every_kind_text() {
  static const std::string text = fixture("asyncio/K01.json");
  return text;
}

/// Its file is "scenarios/S01.json"; names the cards C02 and K01.
inline const std::string& good_scenario_text() {
  static const std::string text = fixture("scenarios/S01.json");
  return text;
}

inline nlohmann::ordered_json good_card() {
  return nlohmann::ordered_json::parse(good_card_text());
}

/// The same with every id moved to another card id, for banks of several cards.
inline nlohmann::ordered_json good_card_as(const std::string& id, const std::string& topic = "gil") {
  auto card = good_card();
  card["id"] = id;
  card["topic"] = topic;
  for (auto* list : {&card["questions"], &card["verify"]}) {
    for (auto& item : *list) item["id"] = id + item["id"].get<std::string>().substr(3);
  }
  return card;
}

inline Loaded load_text(const std::string& text, const LoadOptions& options = {},
                        const std::string& name = "gil/C02.json") {
  const std::vector<SourceText> files{{name, text}};
  return load_files(files, options);
}

inline std::vector<std::string> messages(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(to_string(problem));
  return lines;
}

/// One thing made wrong, and what the reader must say: the path and the rest of the message.
struct Fault {
  std::string name;
  std::function<void(nlohmann::ordered_json&)> make;
  std::vector<std::string> messages;  ///< without "file:line:column: "
};

inline void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

inline std::vector<std::string> messages_without_place(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    const Problem place{problem.file, problem.line, problem.column, {}, {}, {}};
    lines.push_back(to_string(problem).substr(to_string(place).size()));
  }
  return lines;
}

}  // namespace sp::bank
