#pragma once

#include "engine/base/status.h"
#include "web/platform/browser/renderer.h"
#include "web/platform/platform.h"

namespace sp::platform {

/// The canvas: its graphics context, and what the page reports of it, told to ImGui. Main thread only.
class Window {
 public:
  Window() = default;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Before ImGui: takes the context that the page has made.
  Status open();
  /// After the Ui has made ImGui's context.
  void start_imgui();

  /// Size of the canvas in CSS pixels and in device pixels, which the page has given to it.
  void resize(float width, float height, int pixel_width, int pixel_height);
  void mouse(ui::Point at);
  /// The main button, at the place that was told last.
  void mouse_button(bool down);
  void finger(ui::Point at, bool down);
  /// No mouse and no finger is over the canvas.
  void pointer_gone();
  /// The graphics context is new and empty: everything is uploaded again at the next frame.
  void context_restored();

  /// Fills ImGuiIO.
  void begin_frame();
  /// Draws ImGui's draw data.
  void end_frame();

 private:
  Renderer renderer_;
  float width_ = 0, height_ = 0;
  int pixel_width_ = 0, pixel_height_ = 0;
};

}  // namespace sp::platform
