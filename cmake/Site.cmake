# site: the folder that any static server can serve, build/web/site.

file(GLOB_RECURSE page CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/page/*")
set(site "${CMAKE_BINARY_DIR}/site")
add_custom_command(
  OUTPUT "${CMAKE_BINARY_DIR}/site.stamp"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tools/make_site.py"
          --root "${PROJECT_SOURCE_DIR}" --program "$<TARGET_FILE_DIR:switchpoint-web>" --assets "${assets}" --out "${site}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${CMAKE_BINARY_DIR}/site.stamp"
  DEPENDS switchpoint-web switchpoint-exchange ${font_files} "${assets}/bank.txt" "${assets}/outline.txt" ${page} "${PROJECT_SOURCE_DIR}/index.html"
          "${PROJECT_SOURCE_DIR}/tools/make_site.py" "${PROJECT_SOURCE_DIR}/tools/pack.mjs"
  COMMENT "Assembling the site" VERBATIM)
add_custom_target(site ALL DEPENDS "${CMAKE_BINARY_DIR}/site.stamp")
