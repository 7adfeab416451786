#include "engine/demos/demo.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sp::demos {

std::string_view provenance_label(Provenance provenance) {
  switch (provenance) {
    case Provenance::measured:
      return "measured here";
    case Provenance::simulated:
      return "simulated";
    case Provenance::reported:
      return "from a report";
  }
  return "";
}

double Parameters::real(std::string_view id) const {
  const auto found = values_.find(id);
  assert(found != values_.end() && "a demo asks only for parameters that it declares");
  return found->second;
}

int Parameters::integer(std::string_view id) const {
  return static_cast<int>(std::lround(real(id)));
}

const Metric* Result::find(std::string_view metric, std::string_view variant) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const Metric& candidate) {
    return candidate.id == metric && candidate.variant == variant;
  });
  return found == metrics.end() ? nullptr : &*found;
}

}  // namespace sp::demos
