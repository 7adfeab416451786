# Debian packages. Two kinds: packages of the machine's own release, installed by apt-get; and packages of a later release,
# downloaded and unpacked into the cache through a private apt configuration that leaves the machine's own untouched.

apt_as_root() {
  if [ "$(id -u)" = 0 ]; then DEBIAN_FRONTEND=noninteractive apt-get "$@"
  else sudo -n DEBIAN_FRONTEND=noninteractive apt-get "$@"; fi
}

# apt_install PACKAGE...: installs what is missing of the machine's own release.
apt_install() {
  local missing=() package
  local installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2 == "installed" { print $1 }')
  for package in "$@"; do grep -qxF "$package" <<<"$installed" || missing+=("$package"); done
  [ ${#missing[@]} = 0 ] && return 0
  command -v apt-get >/dev/null || fail "these packages are missing, and this machine has no apt-get: ${missing[*]}. Install what they hold by hand."
  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    fail "some Debian packages are missing. Run this as root, then ./dev setup again: apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "Installing Debian packages: ${missing[*]}"
  apt-cache show "${missing[@]}" >/dev/null 2>&1 || quietly "reading the package lists" apt_as_root update || exit 1
  if ! quietly "installing Debian packages" apt_as_root install -y --no-install-recommends "${missing[@]}"; then
    # The lists may be older than what the mirror holds.
    quietly "reading the package lists" apt_as_root update || exit 1
    quietly "installing Debian packages" apt_as_root install -y --no-install-recommends "${missing[@]}" || exit 1
  fi
}

# The machine's own source of Debian's main archive: where it is, and with which key it is signed.
apt_archive() {
  local release
  release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(CODENAME)' 'Created-By: Packages' 2>/dev/null |
    awk -F'|' -v release="$release" '
      $3 != "main" || $1 ~ /^cdrom:/ || $1 ~ /security/ || $2 ~ /-/ { next }
      $2 == release || $4 == release || $2 == "stable" { print $1; exit }'
}

apt_keyring() {
  local uri=${1%/} found
  # deb822 and one-line sources that name this archive and a keyring file
  found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    awk -v uri="$uri" '
      /^[[:space:]]*#/ { next }
      /^deb/ && index($0, uri) && match($0, /signed-by=[^] ,]+/) { print substr($0, RSTART + 10, RLENGTH - 10); exit }
      /^URIs:/ { mine = index($0, uri) > 0 }
      /^Signed-By:[[:space:]]*\// && mine { print $2; exit }
      /^$/ { mine = 0 }')
  if [ -z "$found" ] && [ -r /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    found=/usr/share/keyrings/debian-archive-keyring.gpg
  fi
  printf '%s' "$found"
}

# later_apt TOOL ARGUMENTS...: apt-get or apt-cache with the private configuration.
later_apt() {
  local tool=$1 options
  shift
  options=(-o "Dir::Etc::SourceList=$SP_CACHE/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::lists=$SP_CACHE/apt/lists" -o "Dir::Cache=$SP_CACHE/apt/cache"
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null
    -o APT::Default-Release= -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false)
  [ "$(id -u)" = 0 ] && options+=(-o APT::Sandbox::User=root)
  "$tool" "${options[@]}" "$@"
}

# later_update: makes the private configuration and reads its lists; at most once a run.
later_update() {
  [ -n "${SP_LATER_UPDATED:-}" ] && return 0
  command -v apt-get >/dev/null || fail "this step needs apt-get. On another system, put emcc 3.1.60 or later on PATH."
  local uri keyring option=""
  uri=$(apt_archive)
  [ -n "$uri" ] || fail "cannot tell from the apt sources of this machine where its Debian archive is. Check /etc/apt/sources.list.d."
  keyring=$(apt_keyring "$uri")
  [ -n "$keyring" ] && option="[signed-by=$keyring] "
  mkdir -p "$SP_CACHE/apt/lists/partial" "$SP_CACHE/apt/cache/archives/partial" || return 1
  printf '%s\n' "deb $option$uri trixie main" "deb-src $option$uri trixie main" "deb-src $option$uri forky main" \
    "deb-src $option$uri sid main" >"$SP_CACHE/apt/sources.list" || return 1
  quietly "reading the lists of later Debian releases" later_apt apt-get update -o APT::Update::Error-Mode=any || return 1
  SP_LATER_UPDATED=1
}

# later_unpack FOLDER PACKAGE...: downloads packages of Debian 13 and unpacks them into FOLDER.
later_unpack() {
  local folder=$1 deb
  shift
  mkdir -p "$folder/.debs" && cd "$folder/.debs" || return 1
  quietly "downloading $*" later_apt apt-get download "$@" || return 1
  for deb in *.deb; do
    quietly "unpacking $deb" dpkg -x "$deb" "$folder" || return 1
    rm "$deb"
  done
  cd / && rm -r "$folder/.debs"
}

# later_source FOLDER VERSION SOURCE SUITE...: downloads the original source of one upstream version from the first suite that has it,
# and unpacks it into FOLDER.
later_source() {
  local folder=$1 version=$2 source=$3 suite found=""
  shift 3
  for suite in "$@"; do
    found=$(later_apt apt-get source --print-uris --only-source "$source/$suite" 2>/dev/null |
      grep -oE '[^/ ]*\.orig\.tar\.[a-z0-9]+' | grep -v % | head -n 1)
    case $found in "${source}_$version"[.+~]*) break ;; esac
    found=""
  done
  if [ -z "$found" ]; then
    say "switchpoint: none of Debian's releases $* offers $source $version. Change its version in tools/setup/pins.txt." >&2
    return 1
  fi
  mkdir -p "$folder/.source" && cd "$folder/.source" || return 1
  quietly "downloading the source of $source" later_apt apt-get source --download-only --tar-only --only-source "$source/$suite" || return 1
  quietly "unpacking $found" tar -xf "$found" -C "$folder" --strip-components=1 --no-same-owner || return 1
  cd / && rm -r "$folder/.source"
}
