// The bank as it stands in questions/.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::bank {

/// Cards and scenarios that cannot be read are left out: other tests look at those.
inline Bank real_bank() {
  namespace fs = std::filesystem;
  const fs::path top = fs::path(SP_SOURCE_DIR) / "questions";
  std::vector<SourceText> files;
  for (const auto& entry : fs::recursive_directory_iterator(top)) {
    const fs::path& path = entry.path();
    if (path.extension() != ".json" || path.parent_path() == top || path.parent_path().filename() == "schema")
      continue;
    std::ifstream in(path, std::ios::binary);
    files.push_back({path.string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return std::move(load_files(files).bank);
}

}  // namespace sp::bank
