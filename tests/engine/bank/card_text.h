#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/bank/bank.h"

namespace sp::bank {

/// A card without fault, as text; its file is "gil/C02.json".
inline const std::string& good_card_text() {
  static const std::string text = [] {
    std::ifstream file(SP_SOURCE_DIR "/tests/engine/bank/fixtures/gil/C02.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
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

}  // namespace sp::bank
