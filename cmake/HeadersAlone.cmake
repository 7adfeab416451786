# headers_alone: compiles every header of the project by itself, so that none leans on what was included before it.

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
