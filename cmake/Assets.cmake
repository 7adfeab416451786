# assets: the fonts and the question bank, in build/<preset>/assets, for the desktop window and for the site.

set(assets "${CMAKE_BINARY_DIR}/assets")
set(fonts "${assets}/fonts")
set(font_files "${fonts}/inter-regular.otf" "${fonts}/inter-semibold.otf" "${fonts}/jetbrains-mono-regular.ttf")

add_custom_command(
  OUTPUT ${font_files}
  COMMAND bash "${PROJECT_SOURCE_DIR}/tools/make_fonts.sh" "${fonts}"
  DEPENDS "${PROJECT_SOURCE_DIR}/tools/make_fonts.sh"
  COMMENT "Cutting the fonts" VERBATIM)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB_RECURSE questions CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/questions/*.json")
add_custom_command(
  OUTPUT "${assets}/bank.txt" "${assets}/outline.txt"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/bundle_bank.py"
          "${PROJECT_SOURCE_DIR}/questions" "${assets}/bank.txt" "${assets}/outline.txt"
  DEPENDS ${questions} "${PROJECT_SOURCE_DIR}/tools/bundle_bank.py"
  COMMENT "Bundling the question bank" VERBATIM)

add_custom_target(assets ALL DEPENDS ${font_files} "${assets}/bank.txt" "${assets}/outline.txt")
