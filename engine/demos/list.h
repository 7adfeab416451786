// Every demo there is.
#pragma once

#include <span>
#include <string_view>

#include "engine/demos/demo.h"

namespace sp::demos {

/// All demos, in the order in which they are shown. The same objects for the whole life of the program; any
/// thread.
std::span<const Demo* const> all();

/// The demo of that id; nullptr if there is none.
const Demo* find(std::string_view id);

}  // namespace sp::demos
