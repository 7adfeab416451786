#include "web/platform/desktop/options.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <vector>

#include <CLI/CLI.hpp>

namespace sp::platform {
namespace {

/// "1280x800".
bool parse_size(const std::string& text, Options& options) {
  char rest = 0;
  return std::sscanf(text.c_str(), "%dx%d%c", &options.width, &options.height, &rest) == 2 &&
         options.width > 0 && options.height > 0 && options.width <= 16384 && options.height <= 16384;
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  options.theme = "dark";
  options.assets = SP_ASSETS_DIR;
  std::string size;
  CLI::App app("The front end of Switchpoint in a desktop window.");
  app.add_option("--address", options.address, "Where to open, for example #/lab")
      ->envname("SWITCHPOINT_ADDRESS");
  app.add_option("--theme", options.theme, "What the system prefers")
      ->envname("SWITCHPOINT_THEME")
      ->check(CLI::IsMember({"dark", "light"}));
  app.add_flag("--reduced-motion", options.reduced_motion, "No animations");
  app.add_option("--size", size, "Width and height of the window, for example 390x844");
  app.add_option("--scale", options.scale, "Device pixels a unit of layout")->check(CLI::Range(0.5F, 4.0F));
  app.add_option("--screenshot", options.screenshot, "Write a PNG of the last frame and stop");
  app.add_option("--frames", options.frames, "Stop after this many frames")->check(CLI::NonNegativeNumber);
  app.add_option("--assets", options.assets, "Folder with bank.txt, outline.txt and fonts")
      ->envname("SWITCHPOINT_ASSETS");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    options.help = true;
    return options;
  } catch (const CLI::ParseError& error) {
    return Error{.where = {}, .what = error.what()};
  }
  if (!size.empty() && !parse_size(size, options)) {
    return Error{.where = "--size", .what = "expected WIDTHxHEIGHT like 1280x800, got \"" + size + "\""};
  }
  if (!options.screenshot.empty() && options.frames == 0) options.frames = 8;
  return options;
}

}  // namespace sp::platform
