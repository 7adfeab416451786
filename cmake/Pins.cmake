# Reads tools/setup/pins.txt (NAME=VALUE a line), so that the set-up scripts and the build agree on one version of each piece,
# and sets SP_<NAME>_DIR to the folder that ./dev setup unpacks it into.

if(DEFINED ENV{SP_CACHE} AND NOT "$ENV{SP_CACHE}" STREQUAL "")
  set(SP_CACHE "$ENV{SP_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(SP_CACHE "$ENV{XDG_CACHE_HOME}/switchpoint")
else()
  set(SP_CACHE "$ENV{HOME}/.cache/switchpoint")
endif()

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/../tools/setup/pins.txt")
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../tools/setup/pins.txt" _sp_pins REGEX "^[A-Z0-9_]+=")
foreach(_pin IN LISTS _sp_pins)
  string(REGEX MATCH "^([A-Z0-9_]+)=(.*)$" _ "${_pin}")
  set(_name "${CMAKE_MATCH_1}")
  set(_value "${CMAKE_MATCH_2}")
  string(TOLOWER "${_name}" _folder)
  set(SP_${_name}_VERSION "${_value}")
  set(SP_${_name}_DIR "${SP_CACHE}/${_folder}-${_value}")
endforeach()
