#!/usr/bin/env bash
# make_fonts.sh FOLDER: writes the fonts of the screen into FOLDER, each cut down to the characters that cards and demos use.
set -euo pipefail

out=$1
mkdir -p "$out"

# Latin with its accents, Greek, punctuation, superscripts and subscripts, currency, letterlike, arrows, mathematics, keys, boxes and
# blocks, geometric shapes, stars and marks, brackets.
ranges=20-7E,A0-17F,2BB-2BC,2C6-2DD,391-3C9,2010-2027,202F-205F,2070-209F,20AC,2116,2122,2126,2190-21FF,2200-22FF,2300-23FF,2500-25FF,2605-2606,2610-2612,2713-2718,2756,276F,2794-27AF,27E8-27EB,27F5-27FA,2B06-2B07,FFFD

# find_font PACKAGE FILE
find_font() {
  local path
  path=$(dpkg -L "$1" 2>/dev/null | grep "/$2\$" | head -n 1) || true
  [ -n "$path" ] || path=$(fc-list --format '%{file}\n' 2>/dev/null | grep "/$2\$" | head -n 1) || true
  [ -n "$path" ] || { printf 'switchpoint: the font %s is missing. Run ./dev setup.\n' "$2" >&2; exit 1; }
  printf '%s' "$path"
}

# The file format stays what it was: OpenType with cubic curves or TrueType; Dear ImGui reads both. It kerns and substitutes nothing,
# so the layout tables go.
cut_font() {
  hb-subset --unicodes="$ranges" --no-hinting --layout-features= --drop-tables+=GSUB,GPOS,GDEF,DSIG,meta --name-IDs=1,2,4,6,13 \
    --output-file="$out/.$2" "$(find_font "$1" "$3")"
  mv "$out/.$2" "$out/$2"
}

cut_font fonts-inter inter-regular.otf Inter-Regular.otf
cut_font fonts-inter inter-semibold.otf Inter-SemiBold.otf
cut_font fonts-jetbrains-mono jetbrains-mono-regular.ttf JetBrainsMono-Regular.ttf
