#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/widgets/accessibility.h"
#include "web/widgets/fonts.h"
#include "web/widgets/geometry.h"
#include "web/widgets/icons.h"
#include "web/widgets/paint.h"
#include "web/widgets/theme.h"

namespace sp::ui {

class Ui;

/// Closes what opened it (a region, row, panel, ...) when it goes out of scope. Scopes nest like blocks: the
/// last opened closes first.
class [[nodiscard]] Scope {
 public:
  Scope() = default;
  Scope(Scope&& other) noexcept : ui_(std::exchange(other.ui_, nullptr)), depth_(other.depth_) {}
  Scope& operator=(Scope&&) = delete;
  ~Scope();
  /// False only for a dialog that is closed: draw nothing then.
  explicit operator bool() const { return ui_ != nullptr; }

 private:
  friend class Ui;
  Scope(Ui* ui, std::size_t depth) : ui_(ui), depth_(depth) {}
  Ui* ui_ = nullptr;
  std::size_t depth_ = 0;
};

/// Two panes. `{ auto a = split.first(); ... } { auto b = split.second(); ... }`, in that order, each once.
class [[nodiscard]] Split {
 public:
  Split(Split&&) noexcept = default;
  Scope first();
  Scope second();
  /// True if the panes stand one above the other.
  bool stacked() const { return stacked_; }

 private:
  friend class Ui;
  Split(Ui* ui, Scope scope, float ratio, bool stacked)
      : ui_(ui), scope_(std::move(scope)), ratio_(ratio), stacked_(stacked) {}
  Ui* ui_;
  Scope scope_;
  float ratio_;
  bool stacked_;
};

enum class ButtonStyle : std::uint8_t { primary, secondary, quiet, danger };
struct ButtonOptions {
  bool disabled = false;
  std::string_view description = {};  ///< read out, and shown as a tooltip
  std::string_view shortcut =
      {};  ///< shown as a key cap and announced: "Enter"; handling it is for Ui::shortcut()
  bool full_width = false;
  Icon icon = Icon::none;
  bool icon_only = false;  ///< the label becomes the accessible name and the tooltip
  bool has_expanded = false, expanded = false;
};

enum class OptionState : std::uint8_t {
  plain,
  chosen,   ///< selected, not yet checked
  right,    ///< checked: chosen and correct
  wrong,    ///< checked: chosen and not correct
  missed,   ///< checked: correct and not chosen
  settled,  ///< checked: not chosen and not correct
};
struct OptionLook {
  std::string_view label;  ///< "A"
  std::string_view text;   ///< Markdown
  OptionState state = OptionState::plain;
  bool multiple = false;  ///< checkbox instead of radio
  std::string_view explanation =
      {};                 ///< Markdown, shown below the text once checked (right, wrong, missed, settled)
  bool disabled = false;  ///< implied once checked
};

/// A line of code_choice() that is marked once the choice was checked.
struct LineMark {
  int line = 0;  ///< from 1
  OptionState state = OptionState::settled;
};

/// An item of sortable(). `key` names it wherever it stands.
struct SortItem {
  std::string_view key;
  std::string_view text;  ///< Markdown
  OptionState state = OptionState::plain;
  std::string_view explanation = {};  ///< Markdown, shown once checked
};

/// The item at `from` is to stand at `to`, and those between give way.
struct Move {
  std::size_t from = 0, to = 0;
};

struct CodeOptions {
  std::string_view language = "python";  ///< "python" is coloured, everything else is plain
  bool line_numbers = false;
  std::span<const int> highlight_lines = {};  ///< from 1
  bool copy_button = true;
  std::string_view name = "Code";  ///< accessible name: "Python snippet"
  float max_height = 0;            ///< scrolls beyond it; 0 = as high as the text
};

struct SliderOptions {
  std::string_view unit = {};
  std::string_view help = {};
  bool disabled = false;
  bool logarithmic = false;  ///< needs min > 0
};

/// Makes a text box a combobox: it keeps the focus while arrow keys, as shortcut(), move the active option of
/// a listbox.
struct Combobox {
  bool expanded = false;  ///< the listbox is shown
  NodeId list = 0;        ///< then its id
  NodeId active = 0;      ///< then the id of the active option; 0 for none
};

struct TextInputOptions {
  std::string_view placeholder = {};
  std::string_view help = {};
  std::string_view error = {};  ///< shown below, announced with the field
  bool multiline = false;
  bool mono = false;        ///< for code, and what programs print
  bool hide_label = false;  ///< the label stays the accessible name
  bool disabled = false;
  std::size_t max_bytes = 4096;
  const Combobox* combobox = nullptr;
};

struct TableColumn {
  std::string title;
  Align align = Align::left;
  float weight = 1;  ///< share of the width beyond what the texts need
};
struct TableSpec {
  std::string_view name;  ///< accessible name
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;
  int highlighted_row = -1;
};

/// A line of a list that leads somewhere, or of a listbox.
struct RowLook {
  std::string_view title;
  std::string_view detail = {};  ///< Markdown, at most two lines, quieter, below the title
  std::string_view tag = {};     ///< "Senior"; at the right, or below when narrow
  std::string_view figure = {};  ///< "2 of 4 right": what the bar shows, in words
  double fraction = -1;          ///< of the bar at the right; negative: no room for one
  Icon icon = Icon::none;
  std::string_view shortcut = {};  ///< shown as a key cap at the right
};

/// A value that a list can be limited to, and how many there are of it.
struct FacetOption {
  std::string label;
  std::size_t count = 0;
};

struct NavItem {
  std::string_view key, label, href;
  Icon icon = Icon::none;
  bool current = false;
};

struct PageHeader {
  std::string_view title;
  std::string_view subtitle = {};
  std::string_view back_href = {};  ///< a back link before the title
  std::string_view back_label = {};
};

/// A key pressed while a canvas had focus. `name` as in Action::text without modifiers: "ArrowLeft", "+",
/// "Enter".
struct KeyPress {
  std::string name;
  bool ctrl = false, shift = false, alt = false;
};

struct CanvasOptions {
  bool focusable = true;
  bool takes_wheel =
      false;  ///< true: the wheel over it comes here and does not scroll the page; else only with Ctrl held
  bool takes_drag = true;  ///< a horizontal touch drag comes here; a vertical one scrolls the page unless
                           ///< takes_vertical_drag
  bool takes_vertical_drag = false;
  std::string_view description = {};
  std::string_view value = {};
};

/// An area for own drawing, with this frame's input. Valid until the end of the frame. Points are absolute
/// CSS pixels.
struct CanvasArea {
  NodeId id = 0;
  Rect rect{};  ///< the whole area
  Rect clip{};  ///< the part that can be seen; draw nothing if it is empty (`visible` false) but still record
                ///< nodes
  bool visible = false;
  Painter paint;         ///< already clipped to the area; paint.list() is ImGui's draw list
  bool hovered = false;  ///< the pointer is over it and nothing covers it
  Point mouse{};         ///< meaningful while hovered or held
  bool pressed = false;  ///< the pointer went down on it in this frame
  bool held = false;     ///< it went down here and still is
  bool released = false;
  bool clicked = false;  ///< down and up again without a drag; or activated by keyboard (then mouse = centre)
  bool double_clicked = false;
  Point press_at{};  ///< where the pointer went down
  Point drag{};      ///< movement since the last frame while held and past the drag threshold
  Point wheel{};     ///< CSS pixels wanted, positive y = content moves up (see takes_wheel)
  float zoom = 1;    ///< wanted by Ctrl+wheel, pinch, or increment/decrement: > 1 closer
  Point zoom_at{};   ///< the point that should stay where it is
  bool ctrl = false, shift = false, alt = false;
  bool focused = false;          ///< has keyboard focus; the ring is drawn by Ui
  std::vector<KeyPress> keys{};  ///< pressed while focused
};

/// For nodes recorded inside a canvas, without own drawing.
struct NodeSpec {
  std::string_view name;
  std::string_view value = {};
  std::string_view description = {};
  Rect rect = {};
  bool focusable = false;
  int level = 0;
};
struct NodeInput {
  NodeId id = 0;
  bool activated = false;
  bool focused = false;
};

/// The widgets of the screens: draws them, takes their input and records the accessible tree.
///
/// Main thread only. Owns the ImGui context: construct the Ui before initialising ImGui's platform and
/// renderer back ends, destroy it after shutting them down. A frame: back ends' NewFrame (they fill ImGuiIO),
/// post() of what came from the page, begin_frame(), widgets, end_frame(); then ImGui::GetDrawData() is ready
/// and tree() is complete. All lengths are CSS pixels (io.DisplaySize in CSS pixels,
/// io.DisplayFramebufferScale the device-pixel ratio).
///
/// Widgets stand in call order: that is the reading order. A `key` names a widget among its siblings, in any
/// form that stays the same from frame to frame; two widgets with one path of keys are asserted against in
/// debug builds. Texts without a key are numbered within their scope. A widget returns true in the frame in
/// which it was used (clicked, changed, activated by an action or by the keyboard).
class Ui {
 public:
  Ui();
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // --- set-up (any time between frames) ---
  void load_fonts(const FontFiles& files);
  void set_theme(ThemeKind kind);
  void set_reduced_motion(bool reduced);
  /// The reader's own size of text: 1 = 100 %, clamped to 0.8 .. 2.
  void set_text_scale(float scale);
  /// True (desktop): Tab, arrows, Enter and Space walk the tree here and text boxes are typed into here.
  /// False (browser): the page's mirror does that and posts actions; keys on the canvas itself still reach
  /// shortcut() and focused canvases.
  void set_own_keyboard(bool own);
  /// The canvas was clicked or focused by pointer: text boxes tell the page which node wants the soft
  /// keyboard.
  NodeId wants_text_input() const;
  void set_clipboard(std::function<void(std::string_view)> copy);

  // --- a frame ---
  void post(Action action);
  /// Pixels of scrolling wanted by the page at the pointer's place, exactly as a browser's wheel event gives
  /// them (then leave ImGui's own wheel alone).
  void post_wheel(float dx, float dy, bool ctrl);
  /// Two fingers: factor since the last call, around a point.
  void post_pinch(float factor, Point at);
  /// `now_s`: any steady clock, in seconds.
  void begin_frame(double now_s);
  void end_frame();
  const Tree& tree() const;
  /// After end_frame: seconds until the next frame is needed; 0 = at once, negative = none until something
  /// happens.
  double next_frame_in() const;
  /// After end_frame: addresses of links that were activated, in order ("#/lab", "https://..."); each is
  /// given once.
  std::vector<std::string> take_opened();
  /// After end_frame: the pointer's wanted look.
  enum class Cursor : std::uint8_t { arrow, hand, text, resize_h, grab };
  Cursor cursor() const;

  void request_frame();
  void request_frame_in(double seconds);
  double now() const;
  bool reduced_motion() const;
  const Theme& theme() const;
  float text_scale() const;
  Painter painter() const;

  // --- where we are ---
  Size size() const;    ///< the whole canvas
  bool narrow() const;  ///< the whole canvas is narrower than kNarrowWidth
  bool touch() const;   ///< the last pointer was a finger
  float width() const;  ///< available here
  /// Left to the lower edge of what is visible in the enclosing scroll area or page (fixed layouts fill it).
  float height_left() const;
  float gutter() const;

  // --- structure ---
  Scope region(Role role, std::string_view key, std::string_view name);
  /// Keys only: `for (...) { auto item = ui.push_id(card.id); ... }`.
  Scope push_id(std::string_view key);
  Scope push_id(std::size_t index);
  /// Everything inside is drawn disabled and does not react.
  Scope disabled(bool disabled = true);

  // --- page ---
  /// The first thing of a frame: rail on the left (bar at the bottom when narrow); what follows stands in the
  /// rest.
  void navigation(std::string_view key, std::string_view brand, std::span<const NavItem> items);
  /// Role::main over the rest of the canvas, scrolling as a whole. The scroll position is kept per key.
  Scope page(std::string_view key, std::string_view name);
  /// The same without scrolling: the content fills height_left() (with own scroll() areas inside).
  Scope page_fixed(std::string_view key, std::string_view name);
  /// Title and subtitle; inside the scope, commands (buttons) stand at the right, or below when narrow.
  Scope page_header(std::string_view key, const PageHeader& header);
  /// A dialog over everything: focus is trapped, Escape or a click outside sets `open` to false. `if (auto d
  /// = ui.dialog(...)) { ... }`.
  /// `top`: where it begins, as a part of the height, for one whose content changes while it is open;
  /// negative: in the middle.
  Scope dialog(std::string_view key, std::string_view title, bool& open, float width = 520, float top = -1);

  // --- layout ---
  Scope column(float max_width = kReadingWidth);   ///< centred
  Scope row(std::string_view key, float gap = 8);  ///< left to right, wraps; items are centred on the line
  void spring();                                   ///< in a row: what follows stands at the right end
  Split split(std::string_view key, float ratio = 0.5f, float stack_below = 880, float gap = 24);
  Scope grid(std::string_view key, float min_cell_width,
             float gap = 16);              ///< equal columns; children are cells or card panels
  Scope cell(std::string_view key);        ///< of a grid
  Scope card_panel(std::string_view key);  ///< a surface with padding
  Scope inset(float left, float right = 0);
  Scope scroll(std::string_view key, float height, std::string_view name = {});  ///< 0 = height_left()
  void space(float pixels);
  void separator();
  /// Brings what comes next into view (once per change of `token` under this key), e.g. the verdict after
  /// checking.
  void scroll_here(std::string_view key, std::size_t token);
  void scroll_to_top();  ///< of the enclosing scroll area

  // --- text ---
  void heading(int level, std::string_view text);
  void text(std::string_view text, TextStyle style = TextStyle::body);
  void text(std::string_view text, TextStyle style, Tone tone);
  void markdown(std::string_view key, std::string_view source);
  void markdown(std::string_view key, std::string_view source, TextStyle style);  ///< body or muted
  void code(std::string_view key, std::string_view source, const CodeOptions& options = {});
  void badge(std::string_view text, Tone tone = Tone::neutral, Icon icon = Icon::none);
  void metric(std::string_view label, std::string_view value, std::string_view unit = {},
              Tone tone = Tone::neutral);
  void table(std::string_view key, const TableSpec& spec);
  void progress(std::string_view key, std::string_view label, double fraction,
                std::string_view text);  ///< negative fraction = unknown
  /// A live region: a change of text is announced politely. Shown as muted text unless `visible` is false.
  void status(std::string_view key, std::string_view text, bool visible = true);
  /// Announced at once, shown as a framed message.
  void alert(std::string_view key, std::string_view text, Tone tone = Tone::bad);
  void icon(Icon icon, Tone tone = Tone::neutral, float size = 20);  ///< decoration: not in the tree
  void key_cap(std::string_view text);

  // --- controls ---
  bool button(std::string_view key, std::string_view label, ButtonStyle style = ButtonStyle::secondary,
              const ButtonOptions& options = {});
  /// In-app ("#/...") or external https. Activation is also reported by take_opened().
  bool link(std::string_view key, std::string_view label, std::string_view href);
  /// A whole card that leads somewhere: title, text (Markdown), a line of badges.
  bool link_card(std::string_view key, std::string_view title, std::string_view text, std::string_view href,
                 std::span<const std::string_view> badges = {}, Icon icon = Icon::none);
  /// A panel whose rows touch each other.
  Scope rows(std::string_view key);
  /// A line of such a panel that leads somewhere.
  bool link_row(std::string_view key, const RowLook& look, std::string_view href);
  /// What a combobox offers: rows, of which the active one is chosen by Enter in the box, or any by a click.
  Scope listbox(std::string_view key, std::string_view name);
  bool option_row(std::string_view key, const RowLook& look, bool active);
  /// A radio group one below the other, with a count at the right of each option.
  bool facet(std::string_view key, std::string_view label, int& index, std::span<const FacetOption> options,
             bool hide_label = false);
  bool option_card(std::string_view key, const OptionLook& look);
  /// Code of which the reader chooses one line: a radio group of its lines, without the blank ones. `line`
  /// counts from 1; 0 = none is chosen. With `marks` the choice is settled and cannot be changed.
  bool code_choice(std::string_view key, std::string_view name, std::string_view source, int& line,
                   std::span<const LineMark> marks = {});
  /// A list that the reader puts into order: by a button up and down at each item, or by dragging its handle.
  /// Returns what is wanted; the caller moves. `settled`: the states of the items are shown, and nothing
  /// moves.
  std::optional<Move> sortable(std::string_view key, std::string_view name, std::span<const SortItem> items,
                               bool settled = false);
  bool slider(std::string_view key, std::string_view label, double& value, double min, double max,
              double step, const SliderOptions& options = {});
  bool choice(std::string_view key, std::string_view label, int& index, std::span<const std::string> options,
              std::string_view help = {});
  bool toggle(std::string_view key, std::string_view label, bool& value, std::string_view help = {});
  bool checkbox(std::string_view key, std::string_view label, bool& value, std::string_view help = {});
  bool text_input(std::string_view key, std::string_view label, std::string& value,
                  const TextInputOptions& options = {});
  /// A heading-like button that shows or hides what follows; returns whether it is open. The state is kept
  /// per key.
  bool disclosure(std::string_view key, std::string_view label, bool initially_open = false);
  /// Opens or closes the disclosure that has `key` here.
  void set_disclosed(std::string_view key, bool open);

  // --- keys ---
  /// True in the frame in which the key was pressed and nothing nearer wanted it (a text box, the focused
  /// control, an open dialog outside of which we are). Form as in Action::text: "Enter", "Space", "1", "a",
  /// "?", "Ctrl+K"; letters without Shift match either case.
  bool shortcut(std::string_view chord);
  /// Moves the keyboard focus (drawn only if the keyboard was used last).
  void focus(NodeId id);
  NodeId focused() const;
  /// The id that `key` has or will have here.
  NodeId id(std::string_view key) const;
  /// The id of what has `key` within `parent`.
  static NodeId id_within(NodeId parent, std::string_view key) { return child_id(parent, key); }

  // --- own drawing ---
  /// Takes the available width when size.w <= 0.
  CanvasArea canvas(std::string_view key, Role role, std::string_view name, Size size,
                    const CanvasOptions& options = {});
  /// A node under the current scope (inside `region`) or under a canvas when `parent` is given.
  NodeInput node(Role role, std::string_view key, const NodeSpec& spec, NodeId parent = 0);
  /// A small panel with text beside the pointer or `at`, drawn over everything; lines split at '\n'.
  void tooltip(std::string_view text, Point at);

  /// Everything behind the widgets; for the parts of web/widgets.
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  friend class Scope;
  friend class Split;
  void close(std::size_t depth);
  Scope open_pane(float ratio, bool stacked, bool second);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sp::ui
