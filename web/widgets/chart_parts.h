// What charts share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/widgets/ui.h"

namespace sp::ui {

/// "12 ms"; a value without its unit if that is empty.
std::string with_unit(double value, std::string_view unit);

/// A table of values beside a picture, for those who do not see it.
void record_table(Ui& ui, std::string_view name, const Rect& rect, const std::vector<std::string>& titles,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace sp::ui
