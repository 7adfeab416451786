# Libraries that are compiled from source in every preset that needs them.

# upstream NAME: the pinned version without its layout revision.
upstream() { pin "$1" | sed 's/-r[0-9]*$//'; }

put_imgui() { later_update && later_source "$1" "$(upstream IMGUI)" imgui sid forky; }
put_md4c() { later_update && later_source "$1" "$(upstream MD4C)" md4c trixie; }
put_httplib() { later_update && later_source "$1" "$(upstream HTTPLIB)" cpp-httplib trixie sid; }

setup_sources() {
  install_piece IMGUI 150 put_imgui
  install_piece MD4C 10 put_md4c
  install_piece HTTPLIB 10 put_httplib
}
