#include "native/site_server.h"

#include <filesystem>
#include <optional>
#include <thread>

#include <gtest/gtest.h>
#include <httplib.h>

#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

/// A small site in a folder of its own, with a file beside it that must not be reachable, served for the
/// test's life.
class SiteServerTest : public ::testing::Test {
 protected:
  SiteServerTest() {
    folder_.write("secret.txt", "secret");
    folder_.write("site/index.html", "<!doctype html><title>page</title>");
    folder_.write("site/page/loader.mjs", "export {}");
    folder_.write("site/page/loader.mjs.br", "compressed");
    server_.emplace(root_);
    const auto port = server_->bind(0);
    EXPECT_TRUE(port.ok());
    port_ = port.value();
    thread_ = std::thread([this] { server_->serve(stop_.get_token()); });
  }

  ~SiteServerTest() override {
    stop_.request_stop();
    thread_.join();
  }

  httplib::Result get(const std::string& path,
                      const httplib::Headers& headers = {{"Accept-Encoding", "identity"}}) const {
    httplib::Client client("127.0.0.1", port_);
    return client.Get(path, headers);
  }

  const TemporaryFolder folder_;
  const std::filesystem::path root_ = folder_.path("site");
  std::optional<SiteServer> server_;
  StopSource stop_;
  std::thread thread_;
  int port_ = 0;
};

TEST_F(SiteServerTest, GivesThePageWithTheHeadersThatThreadsNeed) {
  const auto response = get("/");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "<!doctype html><title>page</title>");
  EXPECT_EQ(response->get_header_value("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(response->get_header_value("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(response->get_header_value("Cross-Origin-Embedder-Policy"), "require-corp");
  EXPECT_EQ(response->get_header_value("Referrer-Policy"), "no-referrer");
  EXPECT_NE(response->get_header_value("Content-Security-Policy").find("default-src 'none'"),
            std::string::npos);
}

TEST_F(SiteServerTest, WhatIsOnlyLoadedNeedsNoPolicyOfItsOwn) {
  const auto module = get("/page/loader.mjs");
  EXPECT_EQ(module->get_header_value("Content-Security-Policy"), "");
  EXPECT_EQ(module->get_header_value("Cross-Origin-Opener-Policy"), "");
  EXPECT_EQ(module->get_header_value("Cross-Origin-Embedder-Policy"), "require-corp");
}

TEST_F(SiteServerTest, SendsTheCompressedFileToWhoeverTakesIt) {
  const auto plain = get("/page/loader.mjs");
  EXPECT_EQ(plain->body, "export {}");
  EXPECT_EQ(plain->get_header_value("Content-Type"), "text/javascript; charset=utf-8");
  const auto raw = get("/page/loader.mjs.br");
  EXPECT_EQ(raw->body, "compressed");
}

TEST_F(SiteServerTest, SaysNotModified) {
  const auto first = get("/");
  const auto again =
      get("/", {{"If-None-Match", first->get_header_value("ETag")}, {"Accept-Encoding", "identity"}});
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(again->body, "");
}

TEST_F(SiteServerTest, ServesNothingOutsideItsFolder) {
  for (const char* path : {"/secret.txt", "/../secret.txt", "/page/../../secret.txt", "/%2e%2e/secret.txt",
                           "/..%2fsecret.txt", "//etc/passwd", "/page"}) {
    const auto response = get(path);
    ASSERT_TRUE(response) << path;
    EXPECT_GE(response->status, 400) << path;
    EXPECT_EQ(response->body.find("secret\n"), std::string::npos) << path;
    EXPECT_NE(response->body, "secret") << path;
  }
}

TEST_F(SiteServerTest, SaysThatThePortIsTaken) {
  SiteServer second(root_);
  const auto port = second.bind(port_);
  ASSERT_FALSE(port.ok());
  EXPECT_NE(port.error().what.find("--port"), std::string::npos);
}

TEST(SiteServer, SaysThatThereIsNoPage) {
  const TemporaryFolder folder;
  SiteServer server(folder.path("nothing-here"));
  const auto port = server.bind(0);
  ASSERT_FALSE(port.ok());
  EXPECT_NE(port.error().what.find("./dev build web"), std::string::npos);
}

}  // namespace
}  // namespace sp::native
