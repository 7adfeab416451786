# sp_options: what every translation unit of our own is compiled with. Third-party targets do not link it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

set(SP_SANITIZE "" CACHE STRING "Sanitizers for every object, third-party included: address,undefined or thread")
if(SP_SANITIZE)
  add_compile_options(-fsanitize=${SP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SP_SANITIZE})
endif()

if(EMSCRIPTEN)
  # Threads and exceptions are part of the ABI: every object must agree.
  add_compile_options(-pthread -fwasm-exceptions)
  add_link_options(-pthread -fwasm-exceptions)
  # Smaller: no names of types, and conversions of floating point by one instruction, which every browser with threads and wasm
  # exceptions has.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti> -mnontrapping-fptoint)
else()
  add_link_options(-fuse-ld=lld)
  # Line tables are enough for a backtrace, and halve the size and time of a build.
  string(REPLACE "-g" "-gline-tables-only" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
endif()

add_library(sp_options INTERFACE)
target_include_directories(sp_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(sp_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wthread-safety
  -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wnull-dereference
  -Wimplicit-fallthrough -Wextra-semi -Wnewline-eof -Wunused
  -Werror)
target_compile_definitions(sp_options INTERFACE FMT_HEADER_ONLY)
if(EMSCRIPTEN)
  target_compile_definitions(sp_options INTERFACE _LIBCPP_ENABLE_EXPERIMENTAL)  # std::stop_token, std::jthread
  # Without these, the C++ library's locales and streams come along, a tenth of the program.
  target_compile_definitions(sp_options INTERFACE FMT_STATIC_THOUSANDS_SEPARATOR=32 FMT_USE_LONG_DOUBLE=0 JSON_NO_IO)
  # size_t has 32 bits here; the native builds check narrowing on 64.
  target_compile_options(sp_options INTERFACE -Wno-shorten-64-to-32)
else()
  # A precompiled header is the same whenever it is made, so that the compiler's cache knows it again.
  target_compile_options(sp_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
  find_package(Threads REQUIRED)
  target_link_libraries(sp_options INTERFACE Threads::Threads)
endif()
