#include "web/app/app.h"
#include "web/platform/platform.h"

int main(int argc, char** argv) {
  return sp::platform::run(
      argc, argv, [](sp::platform::Platform& platform) { return std::make_unique<sp::app::App>(platform); });
}
