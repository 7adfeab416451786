# sp_precompile(<target> <headers>...): precompiles them for the target, from which others reuse them.
function(sp_precompile target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  # The file holds the paths of this checkout. The compiler's cache knows it by what it was made from instead: tools/build.sh.
  string(REPLACE ";" "\n#include " includes "#include ${ARGN}\n")
  set(made_from "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/precompiled")
  file(WRITE "${made_from}.hpp" "${includes}")
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -std=c++20 -x c++ -E -dD -MD -MT sum -MF "${made_from}.d" - INPUT_FILE "${made_from}.hpp" OUTPUT_FILE "${made_from}.ii" RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "The headers of ${target} cannot be read: ${ARGN}. Run ./dev setup.")
  endif()
  file(SHA256 "${made_from}.ii" sum)
  # Another version of a header makes another sum: CMake runs again when one has changed.
  file(STRINGS "${made_from}.d" rules)
  string(REGEX MATCHALL "/[^ \\;]+" headers "${rules}")
  set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})
  file(REMOVE "${made_from}.ii" "${made_from}.d")
  string(SHA256 sum "${sum} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE} ${CMAKE_CXX_FLAGS} ${SP_SANITIZE}")
  file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum" "${sum}")
endfunction()

# Reading the standard library and fmt is half of what a native compilation costs: sp_precompiled holds them, read once. (The browser's build
# goes without, and so shows an include that is missing.)
if(NOT EMSCRIPTEN)
  # CMake also names the header's source, whose path the compiler's cache would take for an option.
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -include-pch <PCH_FILE>)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled/empty.cpp" CONTENT "" @ONLY)
  add_library(sp_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled/empty.cpp")
  target_link_libraries(sp_precompiled PRIVATE sp_options third_party_fmt)
  sp_precompile(sp_precompiled
    <algorithm> <array> <atomic> <chrono> <cmath> <condition_variable> <cstdint> <filesystem> <functional> <map> <memory> <mutex>
    <optional> <ostream> <set> <span> <string> <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h>)
endif()

# sp_module(<name> FOLDERS <folders>... [DEPENDS <targets>...])
# One library from the sources of some folders; a folder of headers alone becomes an INTERFACE library.
function(sp_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS;DEPENDS")
  set(sources)
  foreach(folder IN LISTS arg_FOLDERS)
    if(NOT IS_DIRECTORY "${folder}")
      message(FATAL_ERROR "${folder} is missing")
    endif()
    file(GLOB found CONFIGURE_DEPENDS "${folder}/*.cpp")
    list(APPEND sources ${found})
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC sp_options ${arg_DEPENDS})
    if(NOT EMSCRIPTEN)
      target_precompile_headers(${name} REUSE_FROM sp_precompiled)
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE sp_options ${arg_DEPENDS})
  endif()
endfunction()
