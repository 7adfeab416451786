# Every third-party library stands here as a target third_party_<name>; its headers are SYSTEM, so our warnings skip them.

# Header-only libraries of the machine, reachable by both compilers. emcc must never see /usr/include itself:
# it gets a folder that links to the one library.
function(sp_header_library name probe)
  add_library(third_party_${name} INTERFACE)
  find_path(SP_${name}_INCLUDE "${probe}" PATHS /usr/include /usr/local/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT SP_${name}_INCLUDE)
    message(FATAL_ERROR "${probe} is missing. Run ./dev setup.")
  endif()
  if(EMSCRIPTEN)
    string(REGEX REPLACE "/.*" "" top "${probe}")
    set(links "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${links}")
    file(CREATE_LINK "${SP_${name}_INCLUDE}/${top}" "${links}/${top}" SYMBOLIC)
    target_include_directories(third_party_${name} SYSTEM INTERFACE "${links}")
  endif()
endfunction()

sp_header_library(json nlohmann/json.hpp)
sp_header_library(fmt fmt/format.h)

include(ThirdPartyScreen)

if(NOT EMSCRIPTEN)
  add_library(third_party_cli11 INTERFACE)

  # As source: header-only and without OpenSSL, where Debian's package is a shared library with it.
  if(NOT EXISTS "${SP_HTTPLIB_DIR}/httplib.h")
    message(FATAL_ERROR "cpp-httplib ${SP_HTTPLIB_VERSION} is not in the cache. Run ./dev setup.")
  endif()
  add_library(third_party_httplib INTERFACE)
  target_include_directories(third_party_httplib SYSTEM INTERFACE "${SP_HTTPLIB_DIR}")

  find_package(GTest REQUIRED)
  add_library(third_party_gtest INTERFACE)
  target_link_libraries(third_party_gtest INTERFACE GTest::gmock GTest::gtest GTest::gtest_main)

  find_library(SP_RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  add_library(third_party_rapidcheck INTERFACE)
  target_link_libraries(third_party_rapidcheck INTERFACE "${SP_RAPIDCHECK_LIBRARY}")

  find_package(benchmark REQUIRED)
  add_library(third_party_benchmark INTERFACE)
  target_link_libraries(third_party_benchmark INTERFACE benchmark::benchmark benchmark::benchmark_main)
endif()
