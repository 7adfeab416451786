#!/usr/bin/env bash
# Prints the folder of the Emscripten to build with, or says on standard error why there is none.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$SP_ROOT/tools/setup/emscripten.sh"
find_emscripten
