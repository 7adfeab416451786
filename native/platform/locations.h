// Where the program's own parts lie, seen from the executable.
#pragma once

#include <filesystem>

namespace sp::native {

/// The folder of this executable.
std::filesystem::path program_folder();

/// The built page: `site` beside the executable when it is installed, else where the build tree has it.
std::filesystem::path site_folder();

/// The question bundle, likewise.
std::filesystem::path bank_file();

/// The desktop window's program, likewise.
std::filesystem::path app_program();

}  // namespace sp::native
