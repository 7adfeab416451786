#pragma once

#include <cstdint>

namespace sp::ui {

/// Drawn as vector strokes on a 24-unit square, so that no icon font is loaded.
enum class Icon : std::uint8_t {
  none,
  today,
  learn,
  practice,
  interview,
  lab,
  progress,
  settings,
  play,
  stop,
  check,
  cross,
  copy,
  reset,
  share,
  help,
  search,
  external,
  link,
  info,
  warning,
  clock,
  lock,
  bolt,
  chevron_left,
  chevron_right,
  chevron_down,
  chevron_up,
  arrow_right,
  plus,
  minus,
  sun,
  moon,
  download,
  upload,
  keyboard,
  dice,
  menu,
  dot,
};
inline constexpr int kIconCount = static_cast<int>(Icon::dot) + 1;

}  // namespace sp::ui
