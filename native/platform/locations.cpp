#include "native/platform/locations.h"

namespace sp::native {
namespace fs = std::filesystem;
namespace {

// The build tree has build/<preset>/native/switchpoint, build/<preset>/web/switchpoint-app,
// build/<preset>/assets/ and build/web/site/.
fs::path first_existing(const fs::path& installed, const fs::path& built) {
  std::error_code ignored;
  return fs::exists(installed, ignored) ? installed : built.lexically_normal();
}

}  // namespace

fs::path program_folder() {
  return fs::read_symlink("/proc/self/exe").parent_path();
}

fs::path site_folder() {
  const fs::path here = program_folder();
  return first_existing(here / "site", here / "../../web/site");
}

fs::path bank_file() {
  const fs::path here = program_folder();
  return first_existing(here / "site/bank.txt", here / "../assets/bank.txt");
}

fs::path app_program() {
  const fs::path here = program_folder();
  return first_existing(here / "switchpoint-app", here / "../web/switchpoint-app");
}

}  // namespace sp::native
