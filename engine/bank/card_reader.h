#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/bank/bank.h"
#include "engine/bank/card.h"
#include "engine/base/json.h"

namespace sp::bank {

/// Ids seen so far, over all files of one load, each with the place where it stands.
struct SeenIds {
  using Places = std::map<std::string, std::string, std::less<>>;  ///< id -> "questions/gil/C02.json:2"
  Places cards;
  Places questions;
  Places verify;
};

/// Reads one card and checks every rule, reporting to the value's document. What cannot be read stays empty
/// in the result, which is only good for use when nothing was reported. `file` is the card's file when the
/// caller knows it; empty in a bundle, where the field "file" says it.
Card read_card(const json::Value& value, std::string_view file, const LoadOptions& options, SeenIds& seen);

}  // namespace sp::bank
