#include "web/widgets/markdown.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <md4c.h>

#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

using Kind = Block::Kind;

struct Entity {
  std::string_view name;
  char32_t code;
};
constexpr std::array kEntities = {
    Entity{"amp", '&'},       Entity{"lt", '<'},     Entity{"gt", '>'},       Entity{"quot", '"'},
    Entity{"apos", '\''},     Entity{"nbsp", 0xA0},  Entity{"ndash", 0x2013}, Entity{"mdash", 0x2014},
    Entity{"hellip", 0x2026}, Entity{"times", 0xD7}, Entity{"rarr", 0x2192},  Entity{"larr", 0x2190},
    Entity{"le", 0x2264},     Entity{"ge", 0x2265},  Entity{"ne", 0x2260},    Entity{"middot", 0xB7},
    Entity{"bull", 0x2022},   Entity{"copy", 0xA9},  Entity{"micro", 0xB5},
};

/// "&amp;" or "&#x41;" as text; what is not known stays as it is written.
void append_entity(std::string& out, std::string_view entity) {
  const std::string_view body = entity.substr(1, entity.size() - 2);
  if (body.starts_with('#')) {
    const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
    const std::string digits(body.substr(hex ? 2 : 1));
    const unsigned long code = std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10);
    const bool scalar = code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    append_code_point(out, scalar ? static_cast<char32_t>(code) : kReplacement);
    return;
  }
  const auto known =
      std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == body; });
  if (known == kEntities.end()) {
    out += entity;
  } else {
    append_code_point(out, known->code);
  }
}

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string out;
  if (attribute.text == nullptr) return out;
  for (unsigned i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const unsigned from = attribute.substr_offsets[i], to = attribute.substr_offsets[i + 1];
    const std::string_view part(attribute.text + from, to - from);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
      append_entity(out, part);
    } else if (attribute.substr_types[i] != MD_TEXT_NULLCHAR) {
      out += part;
    }
  }
  return out;
}

bool may_open(std::string_view address) {
  return address.starts_with("#/") || address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with("mailto:");
}

Align to_align(MD_ALIGN align) {
  return align == MD_ALIGN_RIGHT ? Align::right : align == MD_ALIGN_CENTER ? Align::center : Align::left;
}

/// Builds the document from the parser's events. Open blocks are the last child of their parent, so pointers
/// to them stay good.
class Builder {
 public:
  Builder() {
    document_.kind = Kind::document;
    open_.push_back(&document_);
  }
  Block take() { return std::move(document_); }

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_DOC:
        return;
      case MD_BLOCK_QUOTE:
        open(Kind::quote);
        return;
      case MD_BLOCK_UL:
        open(Kind::list).tight = static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0;
        counters_.push_back(-1);
        return;
      case MD_BLOCK_OL: {
        const auto& list = *static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        open(Kind::list).tight = list.is_tight != 0;
        counters_.push_back(static_cast<long long>(list.start));
        return;
      }
      case MD_BLOCK_LI: {
        Block& item = open(Kind::item);
        if (counters_.back() >= 0) item.marker = std::to_string(counters_.back()++) + ".";
        return;
      }
      case MD_BLOCK_HR:
        open(Kind::rule);
        return;
      case MD_BLOCK_H:
        open(Kind::heading).level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        return;
      case MD_BLOCK_CODE:
        open(Kind::code).language = attribute_text(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang);
        return;
      case MD_BLOCK_HTML:
      case MD_BLOCK_P:
        open(Kind::paragraph);
        return;
      case MD_BLOCK_TABLE:
        open(Kind::table);
        return;
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
        return;
      case MD_BLOCK_TR:
        open_.back()->rows.emplace_back();
        return;
      case MD_BLOCK_TH:
        open_.back()->columns.push_back(to_align(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
        open_.back()->rows.back().emplace_back();
        return;
      case MD_BLOCK_TD:
        open_.back()->rows.back().emplace_back();
        return;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
      case MD_BLOCK_TR:
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        return;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        counters_.pop_back();
        break;
      case MD_BLOCK_CODE:
        if (open_.back()->code.ends_with('\n')) open_.back()->code.pop_back();
        break;
      default:
        break;
    }
    open_.pop_back();
  }

  void span(MD_SPANTYPE type, void* detail, int step) {
    switch (type) {
      case MD_SPAN_EM:
      case MD_SPAN_IMG:
        italic_ += step;
        return;
      case MD_SPAN_STRONG:
        bold_ += step;
        return;
      case MD_SPAN_CODE:
        code_ += step;
        return;
      case MD_SPAN_DEL:
        strike_ += step;
        return;
      case MD_SPAN_A:
        if (step < 0) {
          link_ = -1;
        } else if (std::string href = attribute_text(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
                   may_open(href)) {
          Block& block = text_block();
          link_ = static_cast<int>(block.links.size());
          block.links.push_back(std::move(href));
        }
        return;
      default:
        return;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (open_.back()->kind == Kind::code) {
      open_.back()->code += text;
      return;
    }
    switch (type) {
      case MD_TEXT_BR:
        runs().push_back(Inline{.text = {}, .line_break = true});
        return;
      case MD_TEXT_SOFTBR:
        append(" ");
        return;
      case MD_TEXT_NULLCHAR:
        append("\xEF\xBF\xBD");
        return;
      case MD_TEXT_ENTITY: {
        std::string decoded;
        append_entity(decoded, text);
        append(decoded);
        return;
      }
      default:
        append(text);
        return;
    }
  }

 private:
  Block& open(Kind kind) {
    Block* parent = open_.back();
    const bool nests = kind == Kind::list || kind == Kind::item || kind == Kind::quote;
    if (nests && open_.size() > kMarkdownDepth) {
      parent->children.emplace_back();  // a paragraph for what follows
      open_.push_back(parent);
      return too_deep_;
    }
    Block& block = parent->children.emplace_back();
    block.kind = kind;
    open_.push_back(&block);
    return block;
  }

  /// The block that takes text now: an item of a tight list gets a paragraph of its own.
  Block& text_block() {
    Block& block = *open_.back();
    if (block.kind != Kind::item && block.kind != Kind::quote && block.kind != Kind::document) return block;
    if (block.children.empty() || block.children.back().kind != Kind::paragraph)
      block.children.emplace_back();
    return block.children.back();
  }

  std::vector<Inline>& runs() {
    Block& block = text_block();
    if (block.kind != Kind::table) return block.text;
    return block.rows.back().back();
  }

  void append(std::string_view text) {
    std::vector<Inline>& list = runs();
    const Inline look{.text = {},
                      .bold = bold_ > 0,
                      .italic = italic_ > 0,
                      .code = code_ > 0,
                      .strike = strike_ > 0,
                      .link = link_};
    const auto same = [&](const Inline& i) {
      return !i.line_break && i.bold == look.bold && i.italic == look.italic && i.code == look.code &&
             i.strike == look.strike && i.link == look.link;
    };
    if (list.empty() || !same(list.back())) list.push_back(look);
    list.back().text += text;
  }

  Block document_;
  Block too_deep_;  // takes the attributes of blocks that are not kept
  std::vector<Block*> open_;
  std::vector<long long> counters_;  // of the open lists: next number, -1 for bullets
  int bold_ = 0, italic_ = 0, code_ = 0, strike_ = 0, link_ = -1;
};

Builder& builder(void* user) {
  return *static_cast<Builder*>(user);
}

}  // namespace

Block parse_markdown(std::string_view source) {
  const bool cut = source.size() > kMarkdownBytes;
  source = source.substr(0, kMarkdownBytes);
  const MD_PARSER parser{
      .abi_version = 0,
      .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
      .enter_block = [](MD_BLOCKTYPE type, void* detail,
                        void* user) { return builder(user).enter(type, detail), 0; },
      .leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave(type), 0; },
      .enter_span = [](MD_SPANTYPE type, void* detail,
                       void* user) { return builder(user).span(type, detail, 1), 0; },
      .leave_span = [](MD_SPANTYPE type, void* detail,
                       void* user) { return builder(user).span(type, detail, -1), 0; },
      .text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size,
                 void* user) { return builder(user).text(type, {text, size}), 0; },
      .debug_log = nullptr,
      .syntax = nullptr,
  };
  Builder build;
  md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &build);
  Block document = build.take();
  if (cut) {
    Block& end = document.children.emplace_back();
    end.text.push_back(Inline{.text = "The rest of this text is too long to be shown.", .italic = true});
  }
  return document;
}

std::string plain_text(const std::vector<Inline>& text) {
  std::string out;
  for (const Inline& run : text) {
    if (run.line_break) {
      out += ' ';
    } else {
      out += run.text;
    }
  }
  return out;
}

}  // namespace sp::ui
