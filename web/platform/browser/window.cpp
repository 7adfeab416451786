#include "web/platform/browser/window.h"

#include <cfloat>

#include <emscripten/html5_webgl.h>
#include <imgui.h>

namespace sp::platform {

Status Window::open() {
  // The page has made the canvas's context with the attributes it wants: this gives the same one.
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.enableExtensionsByDefault = false;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &attributes);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS)
    return Error{"WebGL", "The canvas has no context."};
  renderer_.prepare();
  return {};
}

void Window::start_imgui() {
  ImGui::GetIO().BackendPlatformName = "switchpoint_page";
  renderer_.start();
}

void Window::resize(float width, float height, int pixel_width, int pixel_height) {
  width_ = width;
  height_ = height;
  pixel_width_ = pixel_width;
  pixel_height_ = pixel_height;
}

void Window::mouse(ui::Point at) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(at.x, at.y);
}

void Window::mouse_button(bool down) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
}

void Window::finger(ui::Point at, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(at.x, at.y);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
}

void Window::pointer_gone() {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

void Window::context_restored() {
  renderer_.restart();
}

void Window::begin_frame() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_width_) / width_,
                                static_cast<float>(pixel_height_) / height_};
}

void Window::end_frame() {
  renderer_.draw(*ImGui::GetDrawData());
}

}  // namespace sp::platform
