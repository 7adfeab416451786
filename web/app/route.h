#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sp::app {

/// An address inside the program: "#/lab/gil-cpu-bound?threads=8&variants=gil,free".
/// A value; everything in it is decoded text (UTF-8), format_route() encodes what must be.
struct Route {
  std::string screen;  ///< "lab"; empty in the empty address
  std::string path;    ///< "gil-cpu-bound"; empty if there is none; may hold '/'
  std::vector<std::pair<std::string, std::string>>
      parameters;  ///< in order; a repeated name keeps its last value when asked

  /// The value of a parameter, or `fallback`.
  std::string_view get(std::string_view name, std::string_view fallback = {}) const;
  /// Sets or adds; keeps the place of a parameter that is there.
  Route& set(std::string_view name, std::string_view value);

  friend bool operator==(const Route&, const Route&) = default;
};

/// Reads an address, with or without "#" and "/" in front. Never fails: what is malformed is taken literally
/// ("%zz" stays "%zz").
Route parse_route(std::string_view address);

/// "#/screen/path?name=value&..." with everything encoded that needs it. "#/" for an empty route.
/// parse_route(format_route(r)) == r for every r that has a screen if it has a path, and no parameter whose
/// name and value are both empty (such a one is left out).
std::string format_route(const Route& route);

}  // namespace sp::app
