#include "web/platform/browser/renderer.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include <imgui.h>

namespace sp::platform {
namespace {

/// `view` is the same for every vertex (kView): a scale and then a shift. It is no uniform, since asking
/// where a uniform stands waits until the program is compiled.
constexpr const char* kVertexShader = R"(#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 color;
layout(location = 3) in vec4 view;
out vec2 fragment_uv;
out vec4 fragment_color;
void main() {
  fragment_uv = uv;
  fragment_color = color;
  gl_Position = vec4(position * view.xy + view.zw, 0, 1);
})";
constexpr GLuint kView = 3;

constexpr const char* kFragmentShader = R"(#version 300 es
precision mediump float;
uniform sampler2D image;
in vec2 fragment_uv;
in vec4 fragment_color;
layout(location = 0) out vec4 result;
void main() { result = fragment_color * texture(image, fragment_uv); })";

GLuint compile(GLenum type, const char* source) {
  const GLuint shader = glCreateShader(type);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

GLuint name_of(const ImTextureData& texture) {
  return static_cast<GLuint>(texture.TexID);
}

void upload_whole(ImTextureData& texture) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texture.GetPixels());
  texture.SetTexID(name);
  texture.SetStatus(ImTextureStatus_OK);
}

void upload_changes(ImTextureData& texture) {
  glBindTexture(GL_TEXTURE_2D, name_of(texture));
  glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
  for (const ImTextureRect& r : texture.Updates) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, r.x, r.y, r.w, r.h, GL_RGBA, GL_UNSIGNED_BYTE,
                    texture.GetPixelsAt(r.x, r.y));
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  texture.SetStatus(ImTextureStatus_OK);
}

void forget(ImTextureData& texture) {
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

const void* offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}

/// WebGL has no base vertex: the attributes start where a command's vertices do.
void point_attributes(std::size_t first_vertex) {
  constexpr GLsizei kStride = sizeof(ImDrawVert);
  const std::size_t base = first_vertex * sizeof(ImDrawVert);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, kStride, offset(base + offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, kStride, offset(base + offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride, offset(base + offsetof(ImDrawVert, col)));
}

/// The part of the canvas that a command may draw to, from the canvas's lower left. False if it is empty.
bool clip(const ImDrawData& data, const ImDrawCmd& command) {
  const ImVec2 scale = data.FramebufferScale;
  const float left = (command.ClipRect.x - data.DisplayPos.x) * scale.x;
  const float top = (command.ClipRect.y - data.DisplayPos.y) * scale.y;
  const float right = (command.ClipRect.z - data.DisplayPos.x) * scale.x;
  const float bottom = (command.ClipRect.w - data.DisplayPos.y) * scale.y;
  if (right <= left || bottom <= top) return false;
  glScissor(static_cast<GLint>(left), static_cast<GLint>(data.DisplaySize.y * scale.y - bottom),
            static_cast<GLsizei>(right - left), static_cast<GLsizei>(bottom - top));
  return true;
}

}  // namespace

void Renderer::prepare() {
  program_ = glCreateProgram();
  const std::array shaders{compile(GL_VERTEX_SHADER, kVertexShader),
                           compile(GL_FRAGMENT_SHADER, kFragmentShader)};
  for (const GLuint shader : shaders) glAttachShader(program_, shader);
  glLinkProgram(program_);
  for (const GLuint shader : shaders) glDeleteShader(shader);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  glFlush();  // now, not with the first frame
  state_set_ = false;
}

void Renderer::start() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendRendererName = "switchpoint_webgl2";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_RendererHasTextures;
}

void Renderer::restart() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->TexID != ImTextureID_Invalid) forget(*texture);
  }
  prepare();
}

/// What stays so until the context is lost. Left until something is drawn: a browser that is told to use a
/// program waits until it is compiled.
void Renderer::set_state() {
  glUseProgram(program_);  // its sampler reads unit 0, the initial one
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  for (const GLuint attribute : {0U, 1U, 2U}) glEnableVertexAttribArray(attribute);
  point_attributes(0);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  state_set_ = true;
}

void Renderer::update(ImTextureData& texture) {
  switch (texture.Status) {
    case ImTextureStatus_WantCreate:
      upload_whole(texture);
      break;
    case ImTextureStatus_WantUpdates:
      upload_changes(texture);
      break;
    case ImTextureStatus_WantDestroy:
      if (texture.UnusedFrames > 0) {
        const GLuint name = name_of(texture);
        glDeleteTextures(1, &name);
        forget(texture);
      }
      break;
    case ImTextureStatus_OK:
    case ImTextureStatus_Destroyed:
      break;
  }
}

/// Maps ImGui's coordinates, x to the right and y downwards, to the canvas.
void Renderer::begin(const ImDrawData& data) {
  const auto width = static_cast<GLsizei>(data.DisplaySize.x * data.FramebufferScale.x + 0.5f);
  const auto height = static_cast<GLsizei>(data.DisplaySize.y * data.FramebufferScale.y + 0.5f);
  glViewport(0, 0, width, height);
  glScissor(0, 0, width, height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  const float sx = 2 / data.DisplaySize.x;
  const float sy = -2 / data.DisplaySize.y;
  glVertexAttrib4f(kView, sx, sy, -1 - data.DisplayPos.x * sx, 1 - data.DisplayPos.y * sy);
}

void Renderer::draw(ImDrawData& data) {
  if (data.DisplaySize.x <= 0 || data.DisplaySize.y <= 0) return;
  if (data.Textures != nullptr) {
    for (ImTextureData* texture : *data.Textures) {
      if (texture->Status != ImTextureStatus_OK) update(*texture);
    }
  }
  if (!state_set_) set_state();
  begin(data);
  ImTextureID bound = ImTextureID_Invalid;
  for (const ImDrawList* list : data.CmdLists) {
    glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data,
                 GL_STREAM_DRAW);
    std::uint32_t based = 0;
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
      if (!clip(data, command)) continue;
      if (command.GetTexID() != bound) {
        bound = command.GetTexID();
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
      }
      if (command.VtxOffset != based) {
        based = command.VtxOffset;
        point_attributes(based);
      }
      static_assert(sizeof(ImDrawIdx) == 2);
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                     offset(command.IdxOffset * sizeof(ImDrawIdx)));
    }
    if (based != 0) point_attributes(0);
  }
}

}  // namespace sp::platform
