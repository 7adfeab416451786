// The program's surroundings without a window.
#pragma once

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/app/screen.h"
#include "web/exchange/service.h"
#include "web/platform/platform.h"

namespace sp::app {

/// A home that has nothing but stores of decks and answers, which reply when they are told to.
class FakePlatform final : public platform::Platform {
 public:
  void load_decks(std::function<void(platform::StoredDecks)> done) override {
    replies.push_back([this, done = std::move(done)] {
      platform::StoredDecks stored;
      for (const auto& [name, file] : store) stored.decks.push_back(file);
      done(std::move(stored));
    });
  }
  void keep_deck(const platform::File& deck, std::function<void(Status)> done) override {
    replies.push_back([this, deck, done = std::move(done)] {
      if (full) return done(Error{{}, "The storage is full."});
      store[deck.name] = deck;
      done({});
    });
  }
  void remove_deck(std::string_view name, std::function<void(Status)> done) override {
    store.erase(std::string(name));
    replies.push_back([done = std::move(done)] { done({}); });
  }
  void download(std::string_view name, std::string_view, std::string_view bytes,
                std::function<void(Result<std::string>)>) override {
    downloads[std::string(name)] = bytes;
  }
  void exchange(std::string_view request, std::function<void(Result<std::string>)> done) override {
    replies.push_back([this, request = std::string(request), done = std::move(done)] {
      if (offline) return done(Error{{}, "Not without a network."});
      done(exchange::serve(R"({"format": 2, "cards": [], "scenarios": []})", request));
    });
  }
  void run() {
    while (!replies.empty()) {
      for (const auto& reply : std::exchange(replies, {})) reply();
    }
  }

  void request_frame() override {}
  void publish_tree(const ui::Tree&) override {}
  void set_cursor(ui::Ui::Cursor) override {}
  bool own_keyboard() const override { return true; }
  std::string address() const override { return {}; }
  void set_address(std::string_view, bool) override {}
  void set_title(std::string_view) override {}
  void open_url(std::string_view) override {}
  platform::Appearance appearance() const override { return {}; }
  void theme_chosen(ui::ThemeKind) override {}
  std::string preference(std::string_view) const override { return {}; }
  void set_preference(std::string_view, std::string_view) override {}
  std::span<const std::byte> asset(std::string_view) const override { return {}; }
  void await_asset(std::string_view, std::function<void()> done) override {
    replies.push_back(std::move(done));
  }
  void set_clipboard(std::string_view) override {}
  bool can_print() const override { return false; }
  void print() override {}
  void open_file(std::string_view, std::function<void(Result<std::string>)> done) override { done(chosen); }
  void open_files(std::string_view, std::function<void(std::vector<platform::File>)>) override {}
  void load_answers(std::function<void(platform::StoredAnswers)> done) override {
    replies.push_back([this, done = std::move(done)] {
      platform::StoredAnswers stored{broken, {}};
      for (const auto& [id, line] : answers) stored.lines.push_back(line);
      done(std::move(stored));
    });
  }
  void append_answer(std::string_view id, std::string_view line, std::function<void(Status)> done) override {
    replies.push_back([this, id = std::string(id), line = std::string(line), done = std::move(done)] {
      if (full) return done(Error{{}, "The storage is full."});
      answers[id] = line;
      done({});
    });
  }
  void erase_answers(std::function<void(Status)> done) override {
    replies.push_back([this, done = std::move(done)] {
      answers.clear();
      done({});
    });
  }
  demos::Host& host() override { throw std::logic_error("no demo runs here"); }

  std::map<std::string, platform::File> store;
  std::map<std::string, std::string> answers;  ///< by id
  std::vector<std::string> broken;             ///< lines of the store that are no records
  std::string chosen;                          ///< the file that the reader chooses
  std::map<std::string, std::string> downloads;
  std::vector<std::function<void()>> replies;
  bool full = false, offline = false;
};

class FakeShell final : public Shell {
 public:
  platform::Platform& platform() override { return home; }
  const Route& route() const override { return here; }
  void go(std::string_view) override {}
  void replace_route(const Route&) override {}
  ThemeChoice theme_choice() const override { return {}; }
  void set_theme_choice(ThemeChoice) override {}
  float text_scale() const override { return 1; }
  void set_text_scale(float) override {}

  FakePlatform home;
  Route here;
};

}  // namespace sp::app
