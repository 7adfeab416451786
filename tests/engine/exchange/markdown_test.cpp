// Markdown to HTML, and HTML and plain text back to Markdown.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/exchange/html_markdown.h"
#include "engine/exchange/markdown_html.h"
#include "engine/exchange/markdown_text.h"
#include "tests/engine/bank/real_bank.h"

namespace sp::exchange {
namespace {

struct Pair {
  std::string from, to;
};

TEST(MarkdownToHtml, Blocks) {
  const std::vector<Pair> pairs{
      {"", ""},
      {"one\ntwo\n\nthree", "<p>one two</p><p>three</p>"},
      {"### Head\ntext", "<h3>Head</h3><p>text</p>"},
      {"#none", "<p>#none</p>"},
      {"Head\n====\nlow\n---", "<h1>Head</h1><h2>low</h2>"},
      {"a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"},
      {"- a\n- b", "<ul><li>a</li><li>b</li></ul>"},
      {"- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
      {"- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"},
      {"1. a\n2. b\n   more\nlazy", "<ol><li>a</li><li>b more lazy</li></ol>"},
      {"3. c", "<ol start=\"3\"><li>c</li></ol>"},
      {"- a\n\n  ```\n  x\n\n  y\n  ```", "<ul><li><p>a</p><pre><code>x\n\ny\n</code></pre></li></ul>"},
      {"text\n- item", "<p>text</p><ul><li>item</li></ul>"},
      {"in 2020\n2020. it is no list", "<p>in 2020 2020. it is no list</p>"},
      {"> a\n> b\nlazy\n\nc", "<blockquote><p>a b lazy</p></blockquote><p>c</p>"},
      {"```python\nif a < b:\n\treturn \"x\"\n```",
       "<pre><code class=\"language-python\">if a &lt; b:\n    return &quot;x&quot;\n</code></pre>"},
      {"````\n```\n````", "<pre><code>```\n</code></pre>"},
      {"```\nnever ends", "<pre><code>never ends\n</code></pre>"},
      {"| a | b |\n|---|:-:|\n| `x\\|y` | **c** |\n| d",
       "<table><tr><th>a</th><th>b</th></tr><tr><td><code>x|y</code></td><td><strong>c</strong></td></tr>"
       "<tr><td>d</td><td></td></tr></table>"},
      {"    four blanks", "<p>four blanks</p>"},
  };
  for (const auto& [from, to] : pairs) EXPECT_EQ(markdown_to_html(from), to) << from;
}

TEST(MarkdownToHtml, Inlines) {
  const std::vector<Pair> pairs{
      {"a *b* **c** ***d*** _e_ ~~f~~",
       "a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <em>e</em> <del>f</del>"},
      {"**bold *both* bold**", "<strong>bold <em>both</em> bold</strong>"},
      {"*a **b*** x", "<em>a <strong>b</strong></em> x"},
      {"snake_case_name 2 * 3 * 4 **", "snake_case_name 2 * 3 * 4 **"},
      {"*(a)*, \u201C*b*\u201D \u2014 *c*\u2026",
       "<em>(a)</em>, \u201C<em>b</em>\u201D \u2014 <em>c</em>\u2026"},
      {"`a < b` ``x ` y`` `` `z` ``", "<code>a &lt; b</code> <code>x ` y</code> <code>`z`</code>"},
      {"`open *a*", "`open <em>a</em>"},
      {"`**kwargs` and *`x`*", "<code>**kwargs</code> and <em><code>x</code></em>"},
      {"[text](https://a.b/c?d=1&e=2 \"title\") end", "<a href=\"https://a.b/c?d=1&amp;e=2\">text</a> end"},
      {"[`code` *it*](<https://a.b/(c)>)", "<a href=\"https://a.b/(c)\"><code>code</code> <em>it</em></a>"},
      {"[a](https://en.wikipedia.org/wiki/A_(b))", "<a href=\"https://en.wikipedia.org/wiki/A_(b)\">a</a>"},
      {"[run](javascript:alert) [here](#/card/C02)", "run here"},
      {"![alt](x.png) [![i](y)](https://a.b)", "alt <a href=\"https://a.b\">i</a>"},
      {"<https://a.b> <pid> a<b", "<a href=\"https://a.b\">https://a.b</a> &lt;pid&gt; a&lt;b"},
      {"\\*no\\* \\a \\\\ x[0](y", "*no* \\a \\ x[0](y"},
      {"&amp; &lt; &#39; & &x", "&amp; &lt; &#39; &amp; &amp;x"},
      {"hard  \nbreak\\\nand soft\nend", "hard<br>break<br>and soft end"},
  };
  for (const auto& [from, to] : pairs) EXPECT_EQ(markdown_to_html(from), "<p>" + to + "</p>") << from;
}

TEST(HtmlToMarkdown, ReadsWhatOtherProgramsWrite) {
  const std::vector<Pair> pairs{
      {"plain", "plain"},
      {"a<br>b", "a\\\nb"},
      {"a<br><br>b<br>", "a\n\nb"},
      {"<div>a</div><div>b</div>c", "a\n\nb\n\nc"},
      {"<p>a <b>bold </b>x<p>b", "a **bold** x\n\nb"},
      {"<span style=\"color: red\">a</span>&nbsp;<i>b</i>", "a *b*"},
      {"<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"},
      {"<ol start=3><li><p>a</p></li><li><p>b</p></li></ol>", "3. a\n\n4. b"},
      {"<pre><code class=\"language-python\">if a &lt; b:\n    x = 1\n</code></pre>",
       "```python\nif a < b:\n    x = 1\n```"},
      {"<pre>a<br>  b</pre>", "```\na\n  b\n```"},
      {"<pre>```</pre>", "````\n```\n````"},
      {"<code>a`b</code> and <code> </code>", "``a`b`` and"},
      {"<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>",
       "| a | b\\|c |\n|---|---|\n| 1 |  |"},
      {"<h2>Head</h2><blockquote>q<br>r</blockquote><hr>", "## Head\n\n> q\\\n> r\n\n---"},
      {"<a href=\"https://a.b/?x=1&amp;y=2\">t</a> <a href=\"javascript:x\">u</a>",
       "[t](https://a.b/?x=1&y=2) u"},
      {"<img src=\"p.png\"><img src='q.png' alt='Q'>", "[image: p.png][image: Q]"},
      {"<script>alert(1)</script><style>b{}</style><!-- c -->x", "x"},
      {"2 * 3 *args _x snake_case `tick` &lt;https://a&gt; &amp;amp; ~~",
       "2 * 3 \\*args \\_x snake_case \\`tick\\` \\<https://a> \\&amp; \\~\\~"},
      {"- a<br># b<br>1. c<br>&gt; d<br>---<br>| x", "\\- a\\\n\\# b\\\n1\\. c\\\n\\> d\\\n\\---\\\n| x"},
      {"a < b and c > d", "a < b and c > d"},
      {"<b>open", "**open**"},
      {"</p></b>x<", "x<"},
  };
  for (const auto& [from, to] : pairs) EXPECT_EQ(html_to_markdown(from), to) << from;
}

TEST(HtmlToMarkdown, WhatTheBankSaysSurvivesTheWayToHtmlAndBack) {
  const bank::Bank bank = bank::real_bank();
  std::size_t texts = 0;
  const auto check = [&](const std::string& markdown) {
    const std::string html = markdown_to_html(markdown);
    EXPECT_EQ(markdown_to_html(html_to_markdown(html)), html) << markdown;
    ++texts;
  };
  for (const bank::Card& card : bank.cards()) {
    for (const auto* text : {&card.prompt, &card.short_answer, &card.answer}) check(*text);
    for (const bank::Question& question : card.questions) {
      check(question.prompt);
      check(question.explanation);
      for (const bank::Option& option : question.options) check(option.text);
    }
  }
  EXPECT_GT(texts, 1000U);
}

/// Text with everything that means something to one of the two.
rc::Gen<std::string> tricky_text() {
  const auto piece =
      rc::gen::element<std::string>("*", "_", "**", "`", "``", "[", "]", "](", "<", ">", "&", "&amp;", "~~",
                                    "\\", "#", "- ", "1. ", "|", "=", "---", " ", "\n", "    ", "a", "word",
                                    "x_y", "é", "…", "(", ")", "!", "https://a.b", "\"", "'", "+ ", ":");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string text;
    for (const std::string& each : pieces) text += each;
    return text;
  });
}

std::string words_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') out += c;
  }
  return out;
}

/// What a reader sees of HTML, without blanks.
std::string seen(std::string html) {
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at))
    html.erase(at, html.find('>', at) - at + 1);
  const std::vector<Pair> entities{
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"\u00A0", " "}, {"&amp;", "&"}};
  for (const auto& [from, to] : entities) {
    for (std::size_t at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size()))
      html.replace(at, from.size(), to);
  }
  return words_of(html);
}

RC_GTEST_PROP(TextToMarkdown, ShowsJustTheText, ()) {
  const std::string text = *tricky_text();
  const std::string html = markdown_to_html(text_to_markdown(text));
  RC_ASSERT(html.find("<em>") == std::string::npos && html.find("<code>") == std::string::npos);
  RC_ASSERT(html.find("<li>") == std::string::npos && html.find("<a ") == std::string::npos);
  RC_ASSERT(seen(html) == words_of(text));
}

RC_GTEST_PROP(HtmlToMarkdown, CodeSurvives, ()) {
  const std::string code = *tricky_text() + "x";
  const std::string html = markdown_to_html(fenced(code, "python"));
  RC_ASSERT(html == "<pre><code class=\"language-python\">" + escape_html(code) + "\n</code></pre>");
  RC_ASSERT(html_to_markdown("<p>a</p>" + html) == "a\n\n" + fenced(code, "python"));
}

RC_GTEST_PROP(HtmlToMarkdown, TakesAnyBytes, ()) {
  const auto piece =
      rc::gen::element<std::string>("<", ">", "</", "p", "li", "ul", "<b>", "</b>", "<pre>", "</pre>", "<td>",
                                    "<tr>", "<table>", "=", "\"", "'", "&", "&#x110000;", "&lt;", " ", "\n",
                                    "<!--", "-->", "<a href=", "<br>", "\xFF", "<script>", "<img src=x>");
  std::string html;
  for (const std::string& each : *rc::gen::container<std::vector<std::string>>(piece)) html += each;
  (void)markdown_to_html(html_to_markdown(html));
  (void)html_to_markdown(*rc::gen::string<std::string>());
}

TEST(Markdown, LongTextsTakeNoLongTime) {
  const auto repeated = [](std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  for (const char* piece :
       {"<b>", "<p>", "<ul><li>", "<a href=\"", "<!--", "&", "a<br>", "</x>", "<table><tr><td>"})
    (void)html_to_markdown(repeated(piece, 50'000));
  for (const char* piece :
       {"[", "*a ", "a** ", "`", "``a`", "[a](", "> ", "- ", "![", "<", "_", "***a*", "&a", "|", "~~a"})
    (void)markdown_to_html(repeated(piece, 10'000));
}

TEST(LooksLikeHtml, TellsTagsFromComparisons) {
  for (const char* html : {"<p>a", "a<br/>", "x &amp; y", "</b>", "<span class=x>"})
    EXPECT_TRUE(looks_like_html(html)) << html;
  for (const char* text : {"a < b", "a<b", "x & y", "1 <2> 3", "<", "<>", "List[int]"})
    EXPECT_FALSE(looks_like_html(text)) << text;
}

}  // namespace
}  // namespace sp::exchange
