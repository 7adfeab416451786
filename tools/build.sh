# Configuring and building one preset.

# Objects are shared between checkouts: paths below the checkout count as relative.
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$SP_ROOT}
export CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}
# Without these, nothing that uses a precompiled header is kept, or only for one checkout: cmake/Modules.cmake writes the checksums.
export CCACHE_PCH_EXTSUM=${CCACHE_PCH_EXTSUM:-1}
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros,include_file_mtime,include_file_ctime}

jobs() { nproc; }

# build PRESET [TARGET]
build() {
  local preset=$1 target=${2:-} emscripten
  if [ "$preset" = web ]; then
    # Another Emscripten than the one that this folder was configured with: nothing in it can be kept.
    emscripten=$(find_emscripten) || return 1
    if [ -f build/web/CMakeCache.txt ] && ! grep -qxF "SP_EMSCRIPTEN_ROOT:PATH=$emscripten" build/web/CMakeCache.txt; then rm -rf build/web; fi
  fi
  if [ ! -f "build/$preset/build.ninja" ]; then
    quietly "configuring the $preset build" cmake --preset "$preset" || return 1
  fi
  say "Building $preset${target:+: $target}."
  cmake --build "build/$preset" -j "$(jobs)" ${target:+--target "$target"} -- --quiet
}

# The C++ sources of the project, separated by NUL.
cxx_sources() { find engine web native tests -type f \( -name '*.cpp' -o -name '*.h' -o -name '*.inl' \) -print0; }
