#include "web/platform/browser/window.h"

#include <cfloat>
#include <cmath>
#include <string>

#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_sdl2.h>

namespace sp::platform {
namespace {

constexpr const char* kCanvas = "#canvas";

int call_back(void* on_event, SDL_Event* event) {
  // SDL_PollEvent() marks the end of the queue with an event of its own; to draw because of it would never
  // end.
  if (event->type != SDL_POLLSENTINEL) reinterpret_cast<void (*)()>(on_event)();
  return 1;
}

/// Takes away those of SDL's listeners whose work the page does itself.
void take_over_listeners() {
  emscripten_set_wheel_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_touchstart_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_touchend_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_touchmove_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_touchcancel_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_keydown_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_keyup_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_keypress_callback(kCanvas, nullptr, false, nullptr);
  emscripten_set_resize_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, false, nullptr);
  // A page that listens for this is not kept for the Back button.
  emscripten_set_beforeunload_callback(nullptr, nullptr);
}

}  // namespace

Status Window::open(void (*on_event)()) {
  // Else SDL listens on the whole page and keeps Tab, arrows and shortcuts from it.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, kCanvas);
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return Error{"SDL", SDL_GetError()};
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  window_ = SDL_CreateWindow("Switchpoint", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 1, 1,
                             SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window_ == nullptr) return Error{"SDL", SDL_GetError()};
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return Error{"WebGL", SDL_GetError()};
  take_over_listeners();
  SDL_AddEventWatch(&call_back, reinterpret_cast<void*>(on_event));
  return {};
}

void Window::start_imgui() {
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;  // the page sets the canvas's cursor
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  renderer_.start();
}

void Window::resize(float width, float height, int pixel_width, int pixel_height) {
  width_ = width;
  height_ = height;
  pixel_width_ = pixel_width;
  pixel_height_ = pixel_height;
  // SDL relates the mouse to its own idea of the size; in setting it, it rounds the canvas in its own way.
  SDL_SetWindowSize(window_, static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height)));
  emscripten_set_canvas_element_size(kCanvas, pixel_width, pixel_height);
}

void Window::finger(ui::Point at, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(at.x, at.y);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
}

void Window::finger_gone() {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

void Window::context_restored() {
  renderer_.restart();
}

void Window::begin_frame() {
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) ImGui_ImplSDL2_ProcessEvent(&event);
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_width_) / width_,
                                static_cast<float>(pixel_height_) / height_};
}

void Window::end_frame() {
  renderer_.draw(*ImGui::GetDrawData());
  SDL_GL_SwapWindow(window_);
}

}  // namespace sp::platform
