# Sourced by dev and by every set-up part: messages, the cache folder, pins, atomic installation.

SP_ROOT=${SP_ROOT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
SP_CACHE=${SP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/switchpoint}
export SP_ROOT SP_CACHE

say() { printf '%s\n' "$*"; }
fail() { printf 'switchpoint: %s\n' "$*" >&2; exit 1; }

# pin NAME: the wanted version of a piece, with its layout revision.
pin() { sed -n "s/^$1=//p" "$SP_ROOT/tools/setup/pins.txt"; }

# piece_dir NAME: the folder in which that version of the piece stands.
piece_dir() { printf '%s/%s-%s\n' "$SP_CACHE" "$(tr '[:upper:]' '[:lower:]' <<<"$1")" "$(pin "$1")"; }

# need_space MEGABYTES WHAT: says so before a download that the disk cannot hold.
need_space() {
  mkdir -p "$SP_CACHE" 2>/dev/null || fail "cannot write to $SP_CACHE. Give this user write access to it, or set XDG_CACHE_HOME to a folder that can be written."
  local free
  free=$(df -Pm "$SP_CACHE" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$1" ] || fail "$2 needs $1 MB of free space in $SP_CACHE, and $free MB are free. Free some, or set XDG_CACHE_HOME to a folder on a larger disk."
}

# install_piece NAME MEGABYTES COMMAND...: runs COMMAND with an empty folder as its last argument and, when it succeeds, moves that
# folder to its final place in one step. A piece that is there already costs nothing.
install_piece() {
  local name=$1 megabytes=$2 final temp
  shift 2
  final=$(piece_dir "$name")
  [ -e "$final" ] && return 0
  need_space "$megabytes" "$name"
  say "Installing $name $(pin "$name")."
  exec {SP_PIECE_LOCK}>"$SP_CACHE/.lock-$name"
  flock "$SP_PIECE_LOCK"
  if [ ! -e "$final" ]; then
    rm -rf "$SP_CACHE/.new-$name".*
    temp=$(mktemp -d "$SP_CACHE/.new-$name.XXXXXX")
    # A subshell, so that a failure inside cleans up here.
    if ! ("$@" "$temp"); then
      rm -rf "$temp"
      fail "$name was not installed; the reason stands above."
    fi
    chmod 755 "$temp"
    mv -T "$temp" "$final" || fail "cannot move $name to $final."
  fi
  exec {SP_PIECE_LOCK}>&-
}

# quietly WHAT COMMAND...: shows the output only when the command fails, with a sentence that names the likely cause.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then rm -f "$log"; return 0; fi
  tail -n 25 "$log" >&2
  if grep -qiE 'no space left|not enough free space' "$log"; then
    say "switchpoint: the disk is full while $what. Free some space and run ./dev setup again." >&2
  elif grep -qiE 'could not resolve|temporary failure|failed to fetch|could not connect|unable to connect|network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT' "$log"; then
    say "switchpoint: the network did not answer while $what. Check the connection and run ./dev setup again." >&2
  else
    say "switchpoint: $what failed; the last lines of its output stand above." >&2
  fi
  rm -f "$log"
  return 1
}
