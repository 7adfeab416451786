// What stands behind Ui; only for the sources of web/widgets.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "web/widgets/code_view.h"
#include "web/widgets/focus.h"
#include "web/widgets/fonts.h"
#include "web/widgets/rich_text.h"
#include "web/widgets/ui.h"

namespace sp::ui {

/// Room kept free above and below an element. Between neighbours the larger of the two counts.
struct Margin {
  float before = 8, after = 8;
};
inline constexpr Margin kControlMargin{12, 12};
inline constexpr Margin kTextMargin{8, 12};
inline constexpr Margin kPanelMargin{16, 16};

/// A part of the screen that places what stands in it: one below the other, along lines, or in a grid.
struct Flow {
  enum class Kind : std::uint8_t { stack, row, grid };
  Kind kind = Kind::stack;
  Rect area;       ///< x, y and width are given; the height grows
  float y = 0;     ///< lower edge of what has been placed (stack), top of the current line (row, grid)
  float owed = 0;  ///< margin owed below the last element
  bool empty = true;

  // row and grid
  NodeId id = 0;  ///< key of what is remembered between frames
  float gap = 0;
  float x = 0;  ///< row: right edge of what has been placed
  float line_height = 0;
  std::size_t line = 0;
  float spring_x = -1;  ///< row: where the elements after a spring began on this line
  int columns = 1;
  int column = 0;  ///< elements on the current line
  float cell_width = 0;
};

/// What rows and grids learn in one frame for the next: heights of lines, and widths of what follows springs
/// (negative: none).
struct LineMemory {
  std::vector<float> heights, tails;
  std::vector<float> next_heights, next_tails;
};

/// Where an element stands, before its height is known.
struct Slot {
  float x = 0, y = 0, w = 0;
};

enum class LevelKind : std::uint8_t {
  plain,
  stack,
  line,
  split,
  pane,
  panel,
  scroll,
  page,
  dialog,
  header,
  disabled
};

/// What one Scope opened, and what closing it has to undo.
struct Level {
  LevelKind kind = LevelKind::plain;
  bool ids = false, node = false, flow = false, clip = false;
  NodeId id = 0;
  Slot slot;
  Margin margin;
  float padding = 0;
  float least_height = 0;  ///< panels stretched to the height of their line of a grid
  Rect rect;
  int first_vertex = 0;  ///< of a background whose height is set on closing
  int end_vertex = 0;
  bool was_disabled = false;
  int layer = 0;
};

/// Names within a scope: the seed of ids, and how many texts without a key it has had.
struct IdScope {
  NodeId seed = 0;
  int unnamed = 0;
};

/// A scrolling area, kept per id.
struct ScrollState {
  float offset = 0, target = 0;
  float content = 0, view = 0;  ///< lengths along the axis
  float velocity = 0;           ///< pixels a second, after a flick
  bool horizontal = false;
  Rect whole, rect;  ///< on the screen; clipped
  int layer = 0;
  int last_frame = -1;
  float limit() const { return content > view ? content - view : 0; }
};

/// What can be under the pointer. Collected while drawing, asked in the next frame: what the user saw
/// decides.
struct Hit {
  NodeId id = 0;
  Rect rect{};  ///< clipped
  int layer = 0;
  bool wheel = false, drag_x = false, drag_y = false;
};

struct Pointer {
  Point at{-1e6f, -1e6f};
  bool down = false, pressed = false, released = false, double_clicked = false;
  bool touch = false;
  Point press_at;
  bool dragging = false;  ///< moved past the threshold since the press
  Point moved;            ///< since the last frame
  Point wheel;            ///< pixels, positive = further down and right
  bool wheel_ctrl = false;
  float zoom = 1;
  Point zoom_at;
};

struct KeyEvent {
  std::string chord;
  NodeId target = 0;  ///< the node it was pressed on, 0 for none
  bool used = false;
};

/// What a widget learns about itself.
struct Use {
  bool hovered = false, held = false, clicked = false, focused = false;
};

/// How what was chosen, or was not, is marked once it is checked: in words (empty before), and in colour.
std::string_view option_status(OptionState state);
Tone option_tone(OptionState state);

struct TextBoxState {
  NodeId id = 0;  ///< the box being edited; 0 = none
  std::size_t caret = 0, anchor = 0;
  float scroll = 0;
  double shown_since = 0;  ///< the caret blinks from then on
};

struct Ui::Impl {
  explicit Impl(Ui& owner);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Ui& ui;
  ImGuiContext* context = nullptr;
  ImGuiContext* outer = nullptr;  ///< current until this Ui was made, and again when it goes
  Fonts fonts;
  RichTextCache rich;
  CodeCache codes;
  const Theme* colors = nullptr;
  bool reduced_motion = false, own_keyboard = false;
  std::function<void(std::string_view)> copy;

  // --- the frame (frame.cpp) ---
  double now_s = 0;
  float dt = 0;
  int frame = 0;
  bool in_frame = false;
  double next_in = -1;
  Size canvas;
  Tree tree;      ///< being recorded; complete after end_frame
  Tree previous;  ///< of the frame before
  Cursor cursor = Cursor::arrow;
  std::vector<std::string> opened;
  std::string tip;  ///< tooltip to be drawn at the end of the frame
  Point tip_at;
  NodeId tip_id = 0;  ///< what the pointer rests on, since
  double tip_since = 0;

  void begin_frame(double now);
  void end_frame();
  void gather_pointer();
  void gather_keys();
  void run_keys();
  void run_focus_actions();
  void find_hot();
  void route_wheel();
  void route_touch();
  void settle_scrolls();
  void scroll_by_keys();
  void draw_tip();
  void request_in(double seconds);

  // --- input ---
  std::vector<Action> posted, actions;
  Action taken;  ///< what action_for() gave last
  Point posted_wheel;
  bool posted_wheel_ctrl = false;
  float posted_zoom = 1;
  Point posted_zoom_at;
  Pointer pointer;
  std::vector<KeyEvent> keys;
  std::string typed;            ///< characters for the text box
  std::vector<Hit> hits, seen;  ///< of this frame, of the one before
  NodeId hot = 0;               ///< under the pointer
  NodeId active = 0;            ///< the pointer went down on it
  bool active_alive = false;
  NodeId scrolling = 0;  ///< area that a finger moves
  NodeId focused = 0;
  bool focus_visible = false;
  NodeId reveal = 0;  ///< to be scrolled into view when it is recorded
  TextBoxState editing;

  /// Records where `id` can be touched, and tells what was done to it in this frame.
  Use interact(NodeId id, const Rect& rect, bool enabled, const Hit& how = {});
  /// The next action of that kind for `id` in this frame, given once; nullptr when there is none (left).
  const Action* action_for(NodeId id, Action::Kind kind);
  bool typing() const;  ///< a text box has the focus
  bool take_key(std::string_view chord, NodeId target);
  void set_focus(NodeId id, bool by_keyboard);
  void open_link(std::string_view href);

  // --- structure (scopes.cpp) ---
  std::vector<Level> levels;
  std::vector<IdScope> ids;
  std::vector<NodeId> parents;
  bool disabled = false;
  bool muted =
      false;        ///< draw only: nothing is recorded or reacts (the inside of a card that is one control)
  Node unrecorded;  ///< takes what is written to nodes while muted
  int layer = 0;    ///< 0 page, 1.. dialogs
  int heading_level = 0;  ///< of the last heading that a screen put; 0: none in this frame
  int top_layer = 0;      ///< of the frame before: only there things react
  int layers_seen = 0;

  NodeId make_id(std::string_view key) const { return child_id(ids.back().seed, key); }
  NodeId unnamed_id();
  Node& record(Role role, NodeId id, std::string_view name, const Rect& rect);
  Scope push(Level level);
  void close(std::size_t depth);
  void close_header(const Level& level, Size commands);
  void close_dialog(const Level& level, Size content);

  // --- layout (layout.cpp) ---
  std::vector<Flow> flows;
  std::vector<Rect> clips;  ///< the visible part, innermost last
  std::vector<NodeId> scroll_stack;
  std::vector<Rect> viewports;  ///< of scroll areas and pages: for height_left
  Rect rest;                    ///< of the canvas, after navigation
  std::unordered_map<NodeId, LineMemory> lines;
  std::unordered_map<NodeId, ScrollState> scrolls;
  std::unordered_map<NodeId, float> animations;
  std::unordered_map<NodeId, double> moments;       ///< when something last happened to a widget
  std::unordered_map<NodeId, std::size_t> tokens;   ///< scroll_here
  std::unordered_map<NodeId, NodeId> focus_before;  ///< what had the focus when a dialog opened
  std::unordered_map<NodeId, bool> open_state;      ///< disclosure

  Flow& flow() { return flows.back(); }
  float width() const;
  /// Where the next element goes. `want.w` <= 0 asks for all the width. Then close_slot() with what it really
  /// took.
  Slot open_slot(Size want, Margin margin);
  void close_slot(const Slot& slot, Size used, Margin margin);
  /// Both at once, for an element whose size is known.
  Rect place(Size want, Margin margin);
  void begin_flow(Flow flow);
  Size end_flow();
  void next_line(Flow& row);
  float stretch_height();  ///< height that a cell of the current grid line had, 0 if unknown

  void push_clip(const Rect& r);
  void pop_clip();
  bool visible(const Rect& r) const { return r.overlaps(clips.back()); }
  ScrollState& scroll_state(NodeId id) { return scrolls[id]; }
  void begin_scroll(NodeId id, const Rect& rect);
  void end_scroll(NodeId id, float content, const Rect& rect);
  void reveal_rect(const Rect& r);
  void draw_scrollbar(NodeId id, ScrollState& state, const Rect& rect);

  // --- drawing ---
  ImDrawList* list = nullptr;
  Painter painter() { return {list, &fonts}; }
  void draw_focus_ring(const Rect& r, float radius);
  float animate(NodeId id, float target, float seconds = 0.12f);
  /// A filled panel with a border whose lower edge is set later by stretch_panel().
  void begin_panel(Level& level, const Rect& r, Color fill, Color border, float radius);
  void stretch_panel(const Level& level, float height);
  Color text_color(TextStyle style) const;
  float control_height() const;
  Color control_fill(NodeId id, const Use& use, Color idle);  ///< with its fading hover and pressed looks
  float touch_height(float height) const;  ///< at least kTouchHeight on narrow screens and under touch
  bool touch_sized() const;
  void draw_key_cap(const Rect& box, std::string_view label, Color ink);
  void hover_tip(NodeId id, std::string_view text, const Rect& r, bool hovered);
};

}  // namespace sp::ui
