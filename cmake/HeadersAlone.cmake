# headers_alone: compiles headers by themselves, so that none leans on what was included before it. Those of the engine and of the page that
# have a source file of their name are left to it: it includes its header first (tools/check_includes.py), and the browser's build
# compiles it without a precompiled header.

file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
     "${PROJECT_SOURCE_DIR}/engine/*.h" "${PROJECT_SOURCE_DIR}/web/*.h" "${PROJECT_SOURCE_DIR}/native/*.h"
     "${PROJECT_SOURCE_DIR}/tests/*.h")
if(EMSCRIPTEN)
  list(FILTER headers EXCLUDE REGEX "^(native|tests)/|^web/platform/desktop/")
else()
  list(FILTER headers EXCLUDE REGEX "^web/platform/browser/")
endif()

set(sources)
foreach(header IN LISTS headers)
  string(REGEX REPLACE "\\.h$" ".cpp" twin "${header}")
  if(header MATCHES "^(engine|web)/" AND NOT header MATCHES "^web/platform/desktop/" AND EXISTS "${PROJECT_SOURCE_DIR}/${twin}")
    continue()
  endif()
  set(source "${CMAKE_BINARY_DIR}/headers_alone/${header}.cpp")
  # Twice, so that the include guard is tried too.
  file(CONFIGURE OUTPUT "${source}" CONTENT "#include \"${header}\"\n#include \"${header}\"\n" @ONLY)
  list(APPEND sources "${source}")
endforeach()

add_library(headers_alone OBJECT EXCLUDE_FROM_ALL ${sources})
target_link_libraries(headers_alone PRIVATE sp_front third_party_imgui_backends)
if(NOT EMSCRIPTEN)
  target_link_libraries(headers_alone PRIVATE sp_native sp_test_support)
endif()
