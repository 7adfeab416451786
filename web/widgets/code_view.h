#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/widgets/python_tokens.h"
#include "web/widgets/ui.h"

namespace sp::ui {

/// Source split into lines and coloured. Tabs are expanded, line ends are '\n' alone.
struct CodeText {
  std::string text;
  struct Line {
    std::uint32_t from = 0, length = 0;
    std::uint32_t first_token = 0, token_count = 0;
  };
  std::vector<Line> lines;
  std::vector<Token> tokens;  ///< cut at line ends
  std::size_t longest = 0;    ///< characters of the longest line
  int last_frame = 0;
};

/// Source beyond this is cut off.
inline constexpr std::size_t kCodeBytes = 256 * 1024;

/// "python" (or "py", "python3", "pycon") is coloured, everything else is plain.
CodeText prepare_code(std::string_view source, std::string_view language);

/// Prepared code by its source; what no frame used for a while goes.
class CodeCache {
 public:
  const CodeText& get(std::string_view source, std::string_view language, int frame);
  void trim(int frame);

 private:
  std::unordered_map<std::uint64_t, CodeText> entries_;
};

/// Draws one line with the left end of its baseline at `at`, as far as the innermost clip reaches.
void draw_code_line(Ui::Impl& impl, const CodeText& code, const CodeText::Line& line, Point at);

/// Height of a code view for that many lines.
float code_height(const Fonts& fonts, std::size_t lines);

/// Draws a code view at a place already taken from the layout and records its nodes under the current parent.
void draw_code(Ui::Impl& impl, NodeId id, const Rect& rect, const CodeText& code, const CodeOptions& options);

}  // namespace sp::ui
