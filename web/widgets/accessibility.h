#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/widgets/geometry.h"

namespace sp::ui {

/// Identity of a widget: a hash of the path of keys from the root to it. The same path gives the same id in
/// every frame and on every platform. 0 is the root's parent and names nothing.
using NodeId = std::uint32_t;

/// The id of the child named `key` of `parent`.
NodeId child_id(NodeId parent, std::string_view key);

/// What a node is; the names are those of ARIA, `_` for nothing: see role_name().
enum class Role : std::uint8_t {
  root,
  navigation,
  main,
  region,
  group,
  heading,
  paragraph,
  link,
  button,
  radio_group,
  radio,
  checkbox,
  toggle,
  slider,
  textbox,
  list,
  list_item,
  image,
  table,
  row,
  column_header,
  cell,
  progress,
  status,
  alert,
  code,
  dialog,
  listbox,  ///< choices of a text box (its `controls`), one of them `active` while the focus stays there
  option,   ///< of a listbox
  text,  ///< a run of plain text beside links: the parent (paragraph, list item, cell, heading) then has no
         ///< name of its own
};
inline constexpr int kRoleCount = static_cast<int>(Role::text) + 1;

/// "radio_group", "list_item", ...: the enumerator's own name.
std::string_view role_name(Role role);

/// One thing on the screen as a screen reader should see it. Recorded anew in every drawn frame.
struct Node {
  NodeId id = 0;
  NodeId parent = 0;  ///< 0 for the root alone
  Role role = Role::group;
  std::string name;  ///< accessible name; for paragraph, heading, code, cell: the text itself, without markup
  std::string value;  ///< text of a textbox; "8 threads" of a slider (aria-valuetext); "42 %" of a progress
  std::string description;  ///< more than the name says (aria-description); empty for none
  std::string hint;         ///< textbox: shown while it is empty
  std::string href;         ///< links: "#/lab/gil-cpu-bound" or "https://..."
  std::string shortcut;     ///< key that does the same, in the form of `Action::text` for keys ("Enter",
                            ///< "Ctrl+K"); for display
  int level = 0;            ///< headings 1-6; list items: nesting from 1
  bool focusable = false;
  bool disabled = false;
  bool has_checked = false;  ///< radio, checkbox, toggle: `checked` means something
  bool checked = false;
  bool has_expanded = false;  ///< buttons that open something: `expanded` means something
  bool expanded = false;
  bool current = false;     ///< the navigation link of the page shown
  bool selected = false;    ///< option: the active one
  bool modal = false;       ///< dialog: everything outside it is inert
  bool multiline = false;   ///< textbox
  std::uint32_t limit = 0;  ///< textbox: at most so many bytes
  bool takes_keys = false;  ///< wants arrow keys and letters itself as key actions (timeline, slider, code):
                            ///< do not use them to move focus
  NodeId controls = 0;      ///< textbox with has_expanded (a combobox): its listbox while that is shown
  NodeId active = 0;        ///< such a textbox: the option that Enter takes
  double min = 0, max = 0, now = 0, step = 0;  ///< slider, progress (0..1; now = -1: not known)
  int caret = -1;  ///< textbox being edited: caret as a byte offset into `value`; -1 elsewhere
  Rect rect;       ///< CSS pixels from the top left of the canvas; may lie outside of it when scrolled away

  friend bool operator==(const Node&, const Node&) = default;
};

/// The nodes of one frame, in reading order (a parent before its children, depth first).
/// One thread. Every parent named by a node comes before it; ids are unique (asserted in debug builds when a
/// node is added).
class Tree {
 public:
  void clear();

  /// Appends a node. Its id must be new and its parent known (or 0 for the first). The reference is valid
  /// until the next add.
  Node& add(Node node);

  const std::vector<Node>& nodes() const { return nodes_; }
  const Node* find(NodeId id) const;
  Node* find(NodeId id);

  /// First node of that role and name, in reading order; for tests and for `main`.
  const Node* find(Role role, std::string_view name) const;

  /// The focused node, 0 for none. Set by Ui at the end of a frame.
  NodeId focused = 0;

  /// Ids in the order of Tab: focusable and enabled; only those inside the modal dialog while there is one;
  /// of a radio group only the checked radio (or the first).
  std::vector<NodeId> focus_order() const;

  /// True if `id` is `ancestor` or lies under it.
  bool is_within(NodeId id, NodeId ancestor) const;

  /// 64 bits over everything in the tree, rectangles rounded to whole pixels included: two frames with one
  /// hash need no new publication.
  std::uint64_t hash() const;

  /// The tree for the page's mirror, without spaces:
  /// {"focused":ID,"nodes":[{"id":ID,"parent":ID,"role":"button","name":"Check",...,"rect":[x,y,w,h]},...]}
  /// in reading order. Keys as in Node; a key whose value is the default of Node is left out, except that
  /// `checked`, `expanded` and, for options, `selected` are always written for nodes that have them. min,
  /// max, now, step are written for slider and progress. rect is in whole CSS pixels.
  std::string to_json() const;

 private:
  std::vector<Node> nodes_;
  std::unordered_map<NodeId, std::uint32_t> index_;
};

/// Something the user did to a node from outside the canvas (the page's mirror, a test, or the keyboard
/// walk).
struct Action {
  enum class Kind : std::uint8_t {
    activate,   ///< as a click: button, link, radio, checkbox, toggle
    set_value,  ///< slider: `number`; textbox: `text`, with `number` = caret as a byte offset (or -1);
                ///< choice: activate the radio instead
    focus,      ///< keyboard focus came to the node (shows its ring, scrolls it into view)
    blur,       ///< keyboard focus left the node
    increment,  ///< slider: one step up; canvas: zoom in
    decrement,
    key,  ///< a key pressed while the node had focus (id 0: while nothing had): `text` = KeyboardEvent.key
          ///< with modifiers in front in this order: "Ctrl+Alt+Shift+ArrowLeft", "a", "?", "Enter", "Space",
          ///< "Escape" (⌘ counts as Ctrl)
    scroll_into_view,
  };
  NodeId id = 0;
  Kind kind = Kind::activate;
  double number = -1;
  std::string text{};
};

/// The name of an action as the page writes it ("activate", "set_value", ...), and back; false if there is no
/// such action.
std::string_view action_name(Action::Kind kind);
bool parse_action_name(std::string_view name, Action::Kind& kind);

}  // namespace sp::ui
