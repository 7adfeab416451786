// Every screen there is.
#pragma once

#include <span>

#include "web/app/screen.h"

namespace sp::screens {

/// In the order of the navigation; the first is shown for an empty or unknown address.
std::span<const app::ScreenEntry> table();

}  // namespace sp::screens
