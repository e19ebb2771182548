#include "sources/desktop/linux/i3_messages.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

constexpr std::string_view kTree = R"({"id": 1, "name": "root", "nodes": [
  {"id": 2, "type": "workspace", "name": "1", "nodes": [
    {"id": 5, "name": "one", "pid": 44, "app_id": "foot", "focused": false},
    {"id": 6, "name": "two", "pid": 45, "app_id": null, "window": 77, "focused": true,
     "window_properties": {"class": "XTerm", "instance": "xterm"}}],
   "floating_nodes": [{"id": 7, "name": null, "pid": 46, "app_id": "mpv"}]}]})";

TEST(I3Messages, ATreeOfSway) {
    const DesktopState state = read_i3_tree(kTree, I3Dialect::Sway).value();
    ASSERT_EQ(state.windows.size(), 3U);
    EXPECT_EQ(state.focused, 6U);
    for (const Window& window : state.windows) {
        const bool is_first = window.id == 5;
        const bool is_second = window.id == 6;
        EXPECT_EQ(window.title, is_first ? "one" : is_second ? "two" : "");
        EXPECT_EQ(window.window_class, is_first ? "foot" : is_second ? "XTerm" : "mpv");
        EXPECT_EQ(window.pid, is_first ? 44U : is_second ? 45U : 46U);
    }
}

TEST(I3Messages, ATreeOfI3NamesTheWindowsOfX11) {
    const DesktopState state =
        read_i3_tree(
            R"({"id": 94000, "nodes": [{"id": 94001, "window": 8388621, "name": "a", "focused": true,
            "window_properties": {"class": "XTerm"}}]})",
            I3Dialect::I3)
            .value();
    ASSERT_EQ(state.windows.size(), 1U);
    EXPECT_EQ(state.windows[0].id, 8388621U);
    EXPECT_EQ(state.windows[0].window_class, "XTerm");
    EXPECT_EQ(state.windows[0].pid, 0U);
    EXPECT_EQ(state.focused, 8388621U);
}

TEST(I3Messages, AWindowEvent) {
    const I3WindowEvent event =
        read_i3_window_event(
            R"({"change": "title", "container": {"id": 5, "name": "new", "pid": 44, "app_id": "foot"}})",
            I3Dialect::Sway)
            .value();
    EXPECT_EQ(event.change, I3Change::Title);
    EXPECT_EQ(event.window.id, 5U);
    EXPECT_EQ(event.window.title, "new");
}

TEST(I3Messages, TitlesThatAreNoUtf8AreReplaced) {
    const I3WindowEvent event =
        read_i3_window_event(
            "{\"change\": \"title\", \"container\": {\"id\": 5, \"name\": \"M\xFCller\", \"pid\": 44}}",
            I3Dialect::Sway)
            .value();
    EXPECT_EQ(event.window.title, "M\uFFFDller");
}

TEST(I3Messages, WhatIsMalformedIsAnErrorOrNoWindow) {
    for (const std::string_view json :
         {"", "[", "[]", "5", "{\"change\":\"new\"}", "{\"container\":5}", "{\"a\":\"\xFF"}) {
        EXPECT_FALSE(read_i3_window_event(json, I3Dialect::Sway).ok()) << json;
    }
    for (const std::string_view json : {"", "{", "[]", "null"}) {
        EXPECT_FALSE(read_i3_tree(json, I3Dialect::Sway).ok()) << json;
        EXPECT_FALSE(check_i3_success(json).ok()) << json;
        EXPECT_FALSE(read_i3_change(json).ok()) << json;
    }
    EXPECT_FALSE(check_i3_success("{\"success\": false}").ok());
    const std::string_view odd =
        R"({"nodes": [5, {"id": -1, "pid": 5}, {"id": "x", "app_id": "a"}], "floating_nodes": 3})";
    EXPECT_TRUE(read_i3_tree(odd, I3Dialect::Sway).value().windows.empty());
}

TEST(I3Messages, ADeepTreeDoesNoHarm) {
    std::string json;
    for (int depth = 0; depth < 50'000; ++depth) {
        json += "{\"nodes\":[";
    }
    json += R"({"id":5,"pid":6})";
    for (int depth = 0; depth < 50'000; ++depth) {
        json += "]}";
    }
    EXPECT_EQ(read_i3_tree(json, I3Dialect::Sway).value().windows.size(), 1U);
}

}  // namespace
}  // namespace wee
