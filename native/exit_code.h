// How the command line ends, for scripts.
#pragma once

namespace sp::native {

enum ExitCode : int {
  kExitOk = 0,             ///< Done, and everything that was checked held.
  kExitFailed = 1,         ///< Done, but a check did not hold, a question file has problems, or a run failed.
  kExitUsage = 2,          ///< The arguments do not make sense; nothing was done.
  kExitUnavailable = 3,    ///< Something needed is missing: a file, a folder, a port.
  kExitInterrupted = 130,  ///< Ended by Ctrl-C, as a shell reports it.
};

}  // namespace sp::native
