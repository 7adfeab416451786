// The part of Settings that gives cards and questions to other programs.
#pragma once

#include <string>
#include <string_view>

#include "web/app/exchange.h"
#include "web/app/state.h"
#include "web/widgets/ui.h"

namespace sp::screens {

/// Writes the bank's cards, or the reader's own, as a file for Anki, for Moodle, or to read. Main thread.
class ExportPanel {
 public:
  void open() { message_.clear(); }
  void draw(ui::Ui& ui, app::AppState& state);

 private:
  void save(app::AppState& state);
  void keep(platform::Platform& platform, std::string_view name, std::string_view mime,
            const app::Exported& file);

  int format_ = 0;  ///< index of kFormats in export_panel.cpp
  bool own_only_ = false;
  std::string message_;
};

}  // namespace sp::screens
