#include "web/app/sentence.h"

#include <fmt/format.h>

namespace sp::app {

std::string sentence(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text += '.';
  return text;
}

std::string saved_words(std::string_view what, const Result<std::string>& place) {
  if (!place.ok()) return fmt::format("{} could not be saved: {}", what, sentence(place.error().what));
  if (place.value().empty()) return fmt::format("{} is saved.", what);
  return fmt::format("{} is saved as {}.", what, place.value());
}

}  // namespace sp::app
