#include "script/runtime/script_json.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "script/runtime/value_limits.h"

namespace wee {
namespace {

std::string error_of(std::string_view text) {
    const Result<ScriptValue> value = script_value_from_json(text);
    return value ? "(no error)" : value.error().message();
}

std::string again(std::string_view text) {
    const Result<ScriptValue> value = script_value_from_json(text);
    return value ? to_json(value.value()).value() : value.error().message();
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(ScriptJson, KeepsWhatItReads) {
    for (const std::string_view text :
         {"null", "true", "0", "-7", "9223372036854775807", "1.5", "1.0", "1e300", "\"\"", "\"a\\n\\u0000b\"",
          "[]", "{}", "[1,[],{}]", R"({"b":1,"a":[null,false]})", "\"\u20ac\""}) {
        EXPECT_EQ(again(text), text == "1e300" ? "1e300" : std::string(text));
    }
}

TEST(ScriptJson, TakesTheLastOfEqualNames) {
    EXPECT_EQ(again(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(ScriptJson, TakesWholeNumbersBeyond64BitsAsFloating) {
    EXPECT_EQ(script_value_from_json("18446744073709551616").value(), ScriptValue{18446744073709551616.0});
    EXPECT_EQ(script_value_from_json("9223372036854775808").value(), ScriptValue{9223372036854775808.0});
}

TEST(ScriptJson, SaysWhereATextIsNoJson) {
    EXPECT_TRUE(error_of("").starts_with("line 1, column 1: "));
    EXPECT_TRUE(error_of("{\n  \"a\": 1,\n}").starts_with("line 3, column 1: "))
        << error_of("{\n\"a\":1,\n}");
    for (const std::string_view text : {"nul", "[1,]", "{'a':1}", "NaN", "Infinity", "1 2", "\"\\ud800\"",
                                        "\"\xff\"", "\"a", "01", "[1", "\"\t\""}) {
        EXPECT_TRUE(error_of(text).starts_with("line 1, column ")) << text;
    }
    EXPECT_EQ(error_of(std::string_view("1\0x", 3)), "line 1, column 2: a NUL byte");
    EXPECT_NE(error_of("1e999").find("too big"), std::string::npos) << error_of("1e999");
}

TEST(ScriptJson, RefusesWhatIsNestedTooDeep) {
    EXPECT_EQ(again(nested(kMostValueDepth)), nested(kMostValueDepth));
    EXPECT_EQ(error_of(nested(kMostValueDepth + 1)), "line 1, column 101: nested deeper than 100 levels");
    EXPECT_EQ(error_of(nested(10'000)), "line 1, column 101: nested deeper than 100 levels");
    EXPECT_EQ(error_of(std::string(1'000'000, '[')), "line 1, column 101: nested deeper than 100 levels");
}

TEST(ScriptJson, RefusesWhatIsTooLarge) {
    std::string many = "[0";
    for (std::size_t count = 0; count < kMostValues; ++count) {
        many += ",0";
    }
    EXPECT_NE(error_of(many + ']').find("more than 1000000 values"), std::string::npos);
    const ScriptValue long_text{std::string(kMostValueBytes / 2, 'x')};
    EXPECT_FALSE(to_json(ScriptValue{ScriptList{long_text, long_text, long_text}}));
}

TEST(ScriptJson, RefusesWhatJsonCannotSay) {
    EXPECT_EQ(to_json(ScriptValue{std::nan("")}).error().message(), "a number is nan, which JSON cannot say");
    EXPECT_FALSE(to_json(ScriptValue{-std::numeric_limits<double>::infinity()}));
    EXPECT_EQ(to_json(ScriptValue{ScriptList{ScriptValue{std::string("a\xff")}}}).error().message(),
              "the text \"a\\xff\" is no UTF-8, which JSON has to be");
}

}  // namespace
}  // namespace wee
