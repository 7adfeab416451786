# Emscripten: an emcc on PATH that is new enough, or Debian 13's package in the cache.

SP_EMCC_OLDEST=3.1.60

# emcc_version PATH: the version of one emcc, or nothing.
emcc_version() { "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'; }

# version_at_least HAVE WANTED
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

put_emscripten() {
  local temp=$1 final root libraries tool
  final=$(piece_dir EMSCRIPTEN)
  later_update && later_unpack "$temp" emscripten binaryen libc6 libstdc++6 libgcc-s1 || return 1

  # binaryen wants a newer C library than this machine may have: each of its tools starts through the loader that came with it.
  libraries=usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
  local loader
  loader=$(cd "$temp" && find lib64 usr/lib64 usr/lib lib -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)
  [ -n "$loader" ] || { say "switchpoint: the loader is not where Debian's libc6 used to have it." >&2; return 1; }
  mkdir -p "$temp/binaryen/bin" || return 1
  for tool in "$temp"/usr/bin/wasm*; do
    [ -L "$tool" ] && [ ! -e "$tool" ] && continue
    tool=${tool##*/}
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$final/$loader" "$final/$libraries" "$final/usr/bin/$tool" >"$temp/binaryen/bin/$tool"
    chmod 755 "$temp/binaryen/bin/$tool"
  done

  root=$temp/usr/share/emscripten
  rm -f "$root/.emscripten"
  cat >"$root/.emscripten" <<CONFIG || return 1
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$final/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$final/usr/share/emscripten/cache'
FROZEN_CACHE = False
COMPILER_ENGINE = NODE_JS
JS_ENGINES = [NODE_JS]
CONFIG
  # The optimiser for JavaScript looks for acorn beside its own tools.
  mkdir -p "$root/node_modules" && cp -r "$SP_ROOT/node_modules/acorn" "$root/node_modules/" || return 1
}

# find_emscripten: prints the folder of emcc and its CMake modules.
find_emscripten() {
  local cached have root path
  cached=$(piece_dir EMSCRIPTEN)/usr/share/emscripten
  path=$(command -v emcc)
  if [ -n "$path" ]; then
    have=$(emcc_version "$path")
    root=$(dirname "$(readlink -f "$path")")
    [ -d "$root/cmake/Modules" ] || root=/usr/share/emscripten
    if version_at_least "${have:-0}" "$SP_EMCC_OLDEST" && [ -x "$root/emcc" ]; then
      printf '%s\n' "$root"
      return 0
    fi
  fi
  [ -x "$cached/emcc" ] && { printf '%s\n' "$cached"; return 0; }
  [ -n "$path" ] && fail "the emcc on PATH is ${have:-of an unknown version}; this build needs $SP_EMCC_OLDEST or later. Run ./dev setup, which gets one, or update it."
  fail "there is no emcc. Run ./dev setup, which gets one."
}

setup_emscripten() {
  if (find_emscripten) >/dev/null 2>&1; then return 0; fi
  local major
  major=$(. /etc/os-release && [ "${ID:-}" = debian ] && printf '%s' "${VERSION_ID:-99}" | cut -d. -f1)
  if [ "${major:-0}" -ge 13 ]; then
    apt_install emscripten
  else
    install_piece EMSCRIPTEN 2500 put_emscripten
  fi
  find_emscripten >/dev/null
}
