#!/usr/bin/env bash
# make_fonts.sh FOLDER: writes the fonts of the screen into FOLDER, each cut down to the characters that cards and demos use.
set -euo pipefail

out=$1
mkdir -p "$out"

# Latin with its accents, Greek, punctuation, superscripts and subscripts, arrows, what mathematics and drawings in plain text need, keys,
# simple shapes and marks, brackets.
ranges=20-7E,A0-17F,2BC,2C6-2C7,2DA,2DC,391-3C9,2009,2010-2015,2018-201E,2020-2022,2026,202F-2030,2032-2033,2039-203A,2044,2070-2079,207A-207E,2080-208E,20AC,2122,2190-2199,21A9-21AA,21B5,21BB,21C4,21D0-21D5,21E7,2200,2202-2203,2205-220B,220F,2211-2212,2215,2217-221A,221E,2223,2225,2227-222B,2248,2260-2261,2264-2265,2282-2287,2295,22A5,22C5,2303,2308-230B,2318,2325,232B,23CE,2500-2503,250C,2510,2514,2518,251C,2524,252C,2534,253C,2588,2591-2593,25A0-25A1,25B2,25B6,25BC,25C0,25CB,25CF,2605,2713,2717,27E8-27E9,FFFD

# The bold face carries what headings are made of; the screen takes the rest from the regular one.
bold_ranges=20-7E,A0-FF,2010-2015,2018-201E,2022,2026,2190-2193,2212,FFFD

# find_font PACKAGE FILE
find_font() {
  local path
  path=$(dpkg -L "$1" 2>/dev/null | grep "/$2\$" | head -n 1) || true
  [ -n "$path" ] || path=$(fc-list --format '%{file}\n' 2>/dev/null | grep "/$2\$" | head -n 1) || true
  [ -n "$path" ] || { printf 'switchpoint: the font %s is missing. Run ./dev setup.\n' "$2" >&2; exit 1; }
  printf '%s' "$path"
}

# The file format stays what it was: OpenType with cubic curves or TrueType; Dear ImGui reads both. It kerns and substitutes nothing,
# so the layout tables go. Outlines without subroutines are longer, but compress to less.
# cut_font PACKAGE NAME FILE RANGES
cut_font() {
  hb-subset --unicodes="$4" --no-hinting --desubroutinize --layout-features= --drop-tables+=GSUB,GPOS,GDEF,DSIG,meta --name-IDs=1,2,4,6,13 \
    --output-file="$out/.$2" "$(find_font "$1" "$3")"
  mv "$out/.$2" "$out/$2"
}

cut_font fonts-inter inter-regular.otf Inter-Regular.otf "$ranges"
cut_font fonts-inter inter-semibold.otf Inter-SemiBold.otf "$bold_ranges"
cut_font fonts-jetbrains-mono jetbrains-mono-regular.ttf JetBrainsMono-Regular.ttf "$ranges"
