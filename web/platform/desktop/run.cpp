// The window and its loop.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include <SDL.h>
#include <SDL_opengl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include "web/platform/desktop/desktop_platform.h"
#include "web/platform/desktop/options.h"
#include "web/platform/desktop/png.h"
#include "web/platform/pacer.h"

namespace sp::platform {
namespace {

/// What a browser scrolls for one notch of the wheel.
constexpr float kNotch = 100;

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Loop {
 public:
  Loop(const Options& options, SDL_Window* window, SDL_GLContext context, const MakeProgram& make)
      : options_(options), window_(window), platform_(options, window), program_(make(platform_)) {
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    ImGui_ImplSDL2_InitForOpenGL(window, context);
    ImGui_ImplOpenGL3_Init("#version 150");
  }

  ~Loop() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
  }

  int run() {
    for (int drawn = 0; options_.frames == 0 || drawn < options_.frames; ++drawn) {
      wait();
      if (closed_) return 0;
      draw();
    }
    return options_.screenshot.empty() || save_screenshot() ? 0 : 1;
  }

 private:
  float scale() const {
    if (options_.scale > 0) return options_.scale;
    int points = 0;
    int pixels = 0;
    SDL_GetWindowSize(window_, &points, nullptr);
    SDL_GL_GetDrawableSize(window_, &pixels, nullptr);
    return points > 0 ? static_cast<float>(pixels) / static_cast<float>(points) : 1;
  }

  /// Takes in events until a frame is due.
  void wait() {
    SDL_Event event;
    // A counted run (a screenshot) draws its frames at once.
    while (options_.frames == 0) {
      const double wait_s = pacer_.wait(now_s());
      if (wait_s == 0) break;
      const int timeout_ms = wait_s < 0 ? -1 : static_cast<int>(std::ceil(std::min(wait_s, 3600.0) * 1000));
      if (SDL_WaitEventTimeout(&event, timeout_ms) != 0) take(event);
      if (closed_) return;
    }
    while (SDL_PollEvent(&event) != 0) take(event);
  }

  void take(SDL_Event& event) {
    pacer_.input();
    switch (event.type) {
      case SDL_QUIT:
        closed_ = true;
        return;
      case SDL_MOUSEWHEEL:
        program_->wheel(event.wheel.preciseX * kNotch, -event.wheel.preciseY * kNotch,
                        (SDL_GetModState() & KMOD_CTRL) != 0);
        return;
      case SDL_WINDOWEVENT:
        if (event.window.event == SDL_WINDOWEVENT_MINIMIZED) program_->visibility_changed(false);
        if (event.window.event == SDL_WINDOWEVENT_RESTORED) program_->visibility_changed(true);
        break;
      case SDL_KEYDOWN:
        if (event.key.keysym.sym == SDLK_LEFT && (event.key.keysym.mod & KMOD_ALT) != 0) {
          if (platform_.go_back()) program_->address_changed(platform_.address());
          return;
        }
        break;
      case SDL_DROPBEGIN:
        dropped_.clear();
        return;
      case SDL_DROPFILE:
        dropped_.push_back(read_given(event.drop.file));
        SDL_free(event.drop.file);
        return;
      case SDL_DROPCOMPLETE:
        if (!dropped_.empty()) program_->files_dropped(std::exchange(dropped_, {}));
        return;
      case SDL_MOUSEMOTION:
        to_layout(event.motion.x, event.motion.y);
        break;
      default:
        break;
    }
    ImGui_ImplSDL2_ProcessEvent(&event);
  }

  /// --scale makes units of layout that the window system knows nothing of.
  void to_layout(Sint32& x, Sint32& y) const {
    if (options_.scale <= 0) return;
    x = static_cast<Sint32>(static_cast<float>(x) / options_.scale);
    y = static_cast<Sint32>(static_cast<float>(y) / options_.scale);
  }

  void draw() {
    if (platform_.frame_starts()) pacer_.input();
    platform_.run_replies();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    SDL_GL_GetDrawableSize(window_, &pixel_width_, &pixel_height_);
    const float pixels = scale();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(pixel_width_) / pixels, static_cast<float>(pixel_height_) / pixels};
    io.DisplayFramebufferScale = {pixels, pixels};
    const double now = now_s();
    const double next_s = program_->frame(now);
    pacer_.drawn(now, next_s);
    glViewport(0, 0, pixel_width_, pixel_height_);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (options_.screenshot.empty()) SDL_GL_SwapWindow(window_);  // else the picture stays in the back buffer
  }

  bool save_screenshot() const {
    const std::size_t row = static_cast<std::size_t>(pixel_width_) * 3;
    std::vector<std::uint8_t> bottom_up(row * static_cast<std::size_t>(pixel_height_));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, pixel_width_, pixel_height_, GL_RGB, GL_UNSIGNED_BYTE, bottom_up.data());
    std::vector<std::uint8_t> pixels;
    pixels.reserve(bottom_up.size());
    for (auto end = bottom_up.end(); end != bottom_up.begin(); end -= static_cast<std::ptrdiff_t>(row)) {
      pixels.insert(pixels.end(), end - static_cast<std::ptrdiff_t>(row), end);
    }
    const std::string png = encode_png(pixel_width_, pixel_height_, pixels);
    std::ofstream file(options_.screenshot, std::ios::binary);
    file.write(png.data(), static_cast<std::streamsize>(png.size()));
    file.close();
    if (!file) std::fprintf(stderr, "switchpoint: cannot write %s\n", options_.screenshot.c_str());
    return file.good();
  }

  const Options& options_;
  SDL_Window* window_;
  DesktopPlatform platform_;
  std::unique_ptr<Program> program_;
  Pacer pacer_;
  std::vector<File> dropped_;  ///< of a drop that is not complete
  bool closed_ = false;
  int pixel_width_ = 0, pixel_height_ = 0;
};

int fail(const std::string& what) {
  std::fprintf(stderr, "switchpoint: %s\n", what.c_str());
  return 1;
}

/// OpenGL 3.2 core, which is what every desktop system offers.
void ask_for_context() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_FORWARD_COMPATIBLE_FLAG);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
}

int run_window(const Options& options, const MakeProgram& make) {
  ask_for_context();
  const float scale = options.scale > 0 ? options.scale : 1;
  SDL_Window* const window =
      SDL_CreateWindow("Switchpoint", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                       static_cast<int>(static_cast<float>(options.width) * scale),
                       static_cast<int>(static_cast<float>(options.height) * scale),
                       SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window == nullptr) return fail(std::string("cannot open a window: ") + SDL_GetError());
  const SDL_GLContext context = SDL_GL_CreateContext(window);
  int status = 1;
  if (context == nullptr) {
    status = fail(std::string("cannot get OpenGL 3.2: ") + SDL_GetError());
  } else {
    SDL_GL_SetSwapInterval(1);
    status = Loop(options, window, context, make).run();
    SDL_GL_DeleteContext(context);
  }
  SDL_DestroyWindow(window);
  return status;
}

}  // namespace

int run(int argc, char** argv, const MakeProgram& make) {
  const Result<Options> options = parse_options(argc, argv);
  if (!options.ok()) return fail(to_string(options.error()));
  if (options->help) return 0;
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return fail(std::string("cannot reach the display: ") + SDL_GetError());
  const int status = run_window(*options, make);
  SDL_Quit();
  return status;
}

}  // namespace sp::platform
