#include "engine/trace/current.h"

#include <string>

namespace sp::trace {

ObjectId new_object(const char* type, std::string_view name) {
  Recorder* recorder = current().recorder;
  return recorder == nullptr ? ObjectId::none() : recorder->add_object(type, std::string(name));
}

}  // namespace sp::trace
