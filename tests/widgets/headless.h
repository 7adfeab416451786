// An ImGui without a window or a GPU, for tests of widgets.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "web/widgets/ui_impl.h"

namespace sp::test {

/// The first of the files that can be read; empty if none can.
inline std::vector<std::byte> read_first(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    if (bytes.empty()) continue;
    const auto* data = reinterpret_cast<const std::byte*>(bytes.data());
    return {data, data + bytes.size()};
  }
  return {};
}

/// Debian's files of the faces that the program uses. Where they are missing, everything is drawn in ImGui's
/// own font.
struct Faces {
  std::vector<std::byte> regular = read_first({"/usr/share/fonts/opentype/inter/Inter-Regular.otf"});
  std::vector<std::byte> semibold = read_first({"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf"});
  std::vector<std::byte> mono =
      read_first({"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"});
  ui::FontFiles files() const { return {regular, semibold, mono}; }
};

inline const Faces& faces() {
  static const Faces kFaces;
  return kFaces;
}

/// A Ui with a canvas of a given size, whose frames are drawn by a function.
class Screen {
 public:
  using Draw = std::function<void(ui::Ui&)>;

  explicit Screen(ui::Size size = {1280, 800}, float density = 1) {
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    io.DisplaySize = {size.w, size.h};
    io.DisplayFramebufferScale = {density, density};
    ui.load_fonts(faces().files());
    ui.set_reduced_motion(true);
  }
  ~Screen() {
    ImGui::SetCurrentContext(ui.impl().context);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_Destroyed);
  }

  void frame(const Draw& draw) {
    now_ += 1.0 / 60;
    ui.begin_frame(now_);
    draw(ui);
    ui.end_frame();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      } else if (texture->Status != ImTextureStatus_OK) {
        texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
  }
  /// Frames until nothing asks for another, at most `most`; returns how many.
  int settle(const Draw& draw, int most = 20) {
    int frames = 0;
    do {
      frame(draw);
      ++frames;
    } while (ui.next_frame_in() == 0 && frames < most);
    return frames;
  }
  void wait(double seconds) { now_ += seconds; }

  const ui::Node* find(ui::Role role, std::string_view name) const { return ui.tree().find(role, name); }
  ui::NodeId id_of(ui::Role role, std::string_view name) const {
    const ui::Node* node = find(role, name);
    return node == nullptr ? 0 : node->id;
  }

  void pointer(ui::Point at) { ImGui::GetIO().AddMousePosEvent(at.x, at.y); }
  void press(bool down) { ImGui::GetIO().AddMouseButtonEvent(0, down); }
  void touch() { ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen); }
  void click(ui::Point at, const Draw& draw) {
    pointer(at);
    frame(draw);
    press(true);
    frame(draw);
    press(false);
    frame(draw);
  }
  void key(ImGuiKey key, const Draw& draw) {
    ImGui::GetIO().AddKeyEvent(key, true);
    frame(draw);
    ImGui::GetIO().AddKeyEvent(key, false);
    frame(draw);
  }

  ui::Ui ui;

 private:
  double now_ = 100;
};

}  // namespace sp::test
