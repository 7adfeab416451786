#pragma once

#include <string>

#include "engine/base/status.h"

namespace sp::platform {

/// How the desktop window opens: from the command line, and where that is silent from the environment.
struct Options {
  std::string address;  ///< --address, SWITCHPOINT_ADDRESS: "#/lab"
  std::string theme;    ///< --theme, SWITCHPOINT_THEME: dark | light, what the system is taken to prefer
  bool reduced_motion = false;
  int width = 1280, height = 800;  ///< --size 1280x800, in the units of layout
  float scale = 0;                 ///< --scale: device pixels a unit of layout; 0 = as the system says
  std::string screenshot;          ///< --screenshot FILE: a PNG of the last of `frames` frames, then exit
  int frames = 0;                  ///< --frames: stop after so many; 0 = run until the window is closed
  std::string assets;  ///< --assets, SWITCHPOINT_ASSETS: folder with bank.txt, outline.txt and fonts/
  bool help = false;   ///< the text was printed; nothing more to do
};

/// Reads the arguments; an Error says which one is wrong.
Result<Options> parse_options(int argc, char** argv);

}  // namespace sp::platform
