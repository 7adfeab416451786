#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace sp::native {

/// The whole file. Errors name the path and the system's reason. Any thread.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes = std::size_t{64} << 20U);

/// Appends `line` and a line end in one write, then waits until it is on the disk (fsync; of the folder too
/// when the file is new). Missing folders are made, readable by the user alone. When the file's last line
/// lacks its end (a torn write), that is ended first, so that `line` always stands alone. Several threads and
/// processes may append to one file.
Status append_line(const std::string& path, std::string_view line);

/// Where the learner's data lives: $SWITCHPOINT_DATA, else $XDG_DATA_HOME/switchpoint, else
/// $HOME/.local/share/switchpoint. As the XDG Base Directory specification says, a relative $XDG_DATA_HOME is
/// ignored. An error when none of them is set.
Result<std::string> data_directory();
/// The answer log within it: "answers.jsonl".
Result<std::string> answer_log_path();

}  // namespace sp::native
