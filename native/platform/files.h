#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace sp::native {

/// The whole file. Errors name the path and the system's reason. Any thread.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes = std::size_t{64} << 20U);

/// The whole file as it stands between two appends, not in the midst of one; nothing of it is written
/// meanwhile. An empty text when there is no such file. Any thread.
Result<std::string> read_log_file(const std::string& path);

/// Appends the lines, each with a line end, and waits until they are on the disk. When it returns no error,
/// they are there whatever happens to the process or the machine. When it returns one, the file is as it was
/// before, or the error says that it may not be. A process that is killed meanwhile leaves a beginning of
/// what was to be appended: whole lines, and at most one torn one.
///
/// Missing folders and a missing file are made, readable by the user alone. When the file's last line lacks
/// its end (a torn write), that is ended first, so that each of `lines` stands alone. Several threads and
/// processes may append to one file: they wait for each other. A file that was replaced while this waited is
/// left alone, and the new one taken. No line may have a line end in it.
Status append_lines(const std::string& path, std::span<const std::string> lines);
/// The same for one line.
Status append_line(const std::string& path, std::string_view line);

/// Makes `text` the whole file, at once: whoever reads it finds the old text or the new one, also after a
/// crash. Its folder must be there; the file is readable by the user alone. Any thread.
Status write_file(const std::string& path, std::string_view text);

/// Where the learner's data lives: $SWITCHPOINT_DATA, else $XDG_DATA_HOME/switchpoint, else
/// $HOME/.local/share/switchpoint. As the XDG Base Directory specification says, a relative $XDG_DATA_HOME is
/// ignored. An error when none of them is set.
Result<std::string> data_directory();
/// The answer log within it: "answers.jsonl".
Result<std::string> answer_log_path();

}  // namespace sp::native
