#pragma once

#include <SDL.h>

#include "engine/base/status.h"
#include "web/platform/browser/renderer.h"
#include "web/platform/platform.h"

namespace sp::platform {

/// The canvas as SDL's one window, its graphics context, and ImGui's back ends. Main thread only.
///
/// SDL reports the mouse. The page itself reports size, wheel, fingers and keys, in which SDL rounds, or
/// takes from the page what belongs to it (Tab, shortcuts, the browser's zoom).
class Window {
 public:
  Window() = default;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Before ImGui: window and context. `on_event` is called for each event that SDL takes up.
  Status open(void (*on_event)());
  /// After the Ui has made ImGui's context.
  void start_imgui();

  /// Size of the canvas in CSS pixels and in device pixels.
  void resize(float width, float height, int pixel_width, int pixel_height);
  void finger(ui::Point at, bool down);
  void finger_gone();
  /// The graphics context is new and empty: everything is uploaded again at the next frame.
  void context_restored();

  /// Feeds what happened to ImGui and fills ImGuiIO.
  void begin_frame();
  /// Draws ImGui's draw data.
  void end_frame();

 private:
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  Renderer renderer_;
  float width_ = 0, height_ = 0;
  int pixel_width_ = 0, pixel_height_ = 0;
};

}  // namespace sp::platform
