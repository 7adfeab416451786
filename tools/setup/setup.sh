# What each part of the project needs. Every function is quick when nothing is missing.

NATIVE_PACKAGES=(clang-19 clang-format-19 libclang-rt-19-dev lld-19 llvm-19 cmake ninja-build ccache git python3
  nlohmann-json3-dev libfmt-dev libcli11-dev libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  libsdl2-dev libgl-dev libharfbuzz-bin fonts-inter fonts-jetbrains-mono)
WEB_PACKAGES=(brotli)

setup_native() {
  apt_install "${NATIVE_PACKAGES[@]}"
  setup_sources
}

setup_web() {
  apt_install "${WEB_PACKAGES[@]}"
  setup_node
  setup_emscripten
}

setup_browser() { command -v chromium >/dev/null || apt_install chromium; }

# The npm packages of package-lock.json, in node_modules.
setup_node() {
  command -v node >/dev/null || apt_install nodejs
  command -v npm >/dev/null || apt_install npm
  local major stamp
  major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
  [ "$major" -ge 18 ] || fail "node is version $(node --version), and this build needs 18 or later. Update it."
  stamp=$(sha256sum package-lock.json | cut -c1-64)
  [ "$(cat node_modules/.switchpoint 2>/dev/null)" = "$stamp" ] && return 0
  say "Installing npm packages."
  quietly "installing npm packages" npm ci --ignore-scripts --no-audit --no-fund || exit 1
  printf '%s\n' "$stamp" >node_modules/.switchpoint
}
