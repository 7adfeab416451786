#pragma once

#include <GLES3/gl3.h>

struct ImDrawData;
struct ImTextureData;

namespace sp::platform {

/// Draws ImGui's draw data with WebGL 2. ImGui's own OpenGL back end saves and restores the whole state
/// around each frame; in a browser every question about the state waits until the graphics process has drawn
/// the frame before. Here nobody else draws, so nothing is asked. Main thread only; the context must be
/// current.
class Renderer {
 public:
  /// As soon as there is a graphics context: has the program compiled, beside what is done here meanwhile.
  void prepare();
  /// After prepare(), and when ImGui's context was made: registers with it.
  void start();
  /// Uploads what changed in the textures and draws everything.
  void draw(ImDrawData& data);
  /// The context has lost everything and is new: makes it again; the textures follow with the next frame.
  void restart();

 private:
  void set_state();
  void begin(const ImDrawData& data);
  void update(ImTextureData& texture);

  GLuint program_ = 0, vertices_ = 0, indices_ = 0;
  bool state_set_ = false;
};

}  // namespace sp::platform
