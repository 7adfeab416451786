# Toolchain of the preset `web`: Emscripten, from PATH when it is new enough, else from the cache that ./dev setup fills.

include("${CMAKE_CURRENT_LIST_DIR}/Pins.cmake")

if(NOT DEFINED SP_EMSCRIPTEN_ROOT)
  execute_process(
    COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/../tools/setup/find_emscripten.sh"
    OUTPUT_VARIABLE SP_EMSCRIPTEN_ROOT ERROR_VARIABLE _problem RESULT_VARIABLE _result
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_STRIP_TRAILING_WHITESPACE)
  if(_result)
    message(FATAL_ERROR "${_problem}")
  endif()
endif()
set(SP_EMSCRIPTEN_ROOT "${SP_EMSCRIPTEN_ROOT}" CACHE PATH "The folder of emcc and of its CMake modules")
set(EMSCRIPTEN_ROOT_PATH "${SP_EMSCRIPTEN_ROOT}")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES SP_EMSCRIPTEN_ROOT)

include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")

# What a first visit has to carry counts more than speed.
set(CMAKE_C_FLAGS_RELEASE "-Oz -flto -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-Oz -flto -DNDEBUG" CACHE STRING "")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Oz" CACHE STRING "")
