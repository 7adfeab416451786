# What the screen needs: Dear ImGui and md4c, as source, so that one version draws and reads the same in the browser and on the
# desktop; SDL2 for the desktop's window. In the browser the page itself is the window.

foreach(piece IN ITEMS IMGUI:imgui.h MD4C:src/md4c.h)
  string(REPLACE ":" ";" piece "${piece}")
  list(GET piece 0 name)
  list(GET piece 1 probe)
  if(NOT EXISTS "${SP_${name}_DIR}/${probe}")
    message(FATAL_ERROR "${name} ${SP_${name}_VERSION} is not in the cache. Run ./dev setup.")
  endif()
endforeach()

set(imgui "${SP_IMGUI_DIR}")
add_library(third_party_imgui STATIC
  "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_widgets.cpp" "${imgui}/misc/cpp/imgui_stdlib.cpp")
target_include_directories(third_party_imgui SYSTEM PUBLIC "${imgui}" "${imgui}/misc/cpp")
target_compile_definitions(third_party_imgui PUBLIC
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT)
if(EMSCRIPTEN)
  # web/platform/browser/imgui_without_tables.cpp stands in for the tables.
  target_compile_definitions(third_party_imgui PUBLIC IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS)
else()
  target_sources(third_party_imgui PRIVATE "${imgui}/imgui_tables.cpp")
endif()

add_library(third_party_md4c STATIC "${SP_MD4C_DIR}/src/md4c.c")
target_include_directories(third_party_md4c SYSTEM PUBLIC "${SP_MD4C_DIR}/src")
target_compile_definitions(third_party_md4c PRIVATE MD4C_USE_ASCII)  # only the folding of case and the punctuation beyond ASCII go with UTF-8

if(NOT EMSCRIPTEN)
  find_package(SDL2 REQUIRED CONFIG)
  find_package(OpenGL REQUIRED)
  add_library(third_party_imgui_backends STATIC
    "${imgui}/backends/imgui_impl_sdl2.cpp" "${imgui}/backends/imgui_impl_opengl3.cpp")
  target_include_directories(third_party_imgui_backends SYSTEM PUBLIC "${imgui}/backends")
  target_link_libraries(third_party_imgui_backends PUBLIC third_party_imgui SDL2::SDL2 OpenGL::GL ${CMAKE_DL_LIBS})
endif()
