#pragma once

#include <string>
#include <string_view>

#include "engine/bank/bank.h"

namespace sp::bank {

/// What plans and overviews need of a bundle, from the lines before its document (docs/formats.md): a small
/// part of the work of load_bundle(), for what is shown first. Cards and scenarios in the bundle's order with
/// id, topic, title and level; questions and turns with their ids, and with generated() as it is; no texts,
/// and no curriculum. Empty, without a problem, when the bundle has no outline.
Loaded load_outline(std::string_view bundle, std::string name);

/// Where the document begins: behind the outline, if there is one.
std::size_t document_begin(std::string_view bundle) noexcept;

}  // namespace sp::bank
