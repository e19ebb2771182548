#include "script/host/host_message.h"

#include <limits>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script/host/value_coder.h"

namespace wee {
namespace {

using testing::HasSubstr;

ScriptValue nested(int depth) {
    ScriptValue value;
    for (int i = 0; i < depth; ++i) {
        value = ScriptValue{ScriptList{value}};
    }
    return value;
}

ScriptList some_of_everything() {
    return {{},
            {true},
            {false},
            {std::int64_t{0}},
            {std::int64_t{-1}},
            {std::numeric_limits<std::int64_t>::min()},
            {std::numeric_limits<std::int64_t>::max()},
            {0.1},
            {-std::numeric_limits<double>::infinity()},
            {std::string("\0\xff text", 7)},
            {ScriptList{}},
            {ScriptTable{{"a", {ScriptList{{true}, {}}}}, {"", {1.0}}}}};
}

TEST(HostMessage, CarriesEveryValue) {
    const auto bytes = encode(HostMessage(CallMessage{"f", some_of_everything()}));
    ASSERT_TRUE(bytes);
    const auto message = decode_host_message(bytes.value());
    ASSERT_TRUE(message);
    EXPECT_EQ(std::get<CallMessage>(message.value()).function, "f");
    EXPECT_EQ(std::get<CallMessage>(message.value()).arguments, some_of_everything());
}

TEST(HostMessage, CarriesAnExecutionWhole) {
    Event event = make_event(EventKind::FileRenamed, "files", WallTime(std::chrono::microseconds(1234567)));
    event.metadata.set(FieldId::Path, "/a\xff");
    event.metadata.set("mine", "");
    const auto bytes = encode(EngineMessage(ExecuteMessage{"7", "main", event, {1, 2}, ScriptAnswer::Any}));
    const auto message = decode_engine_message(bytes.value());
    ASSERT_TRUE(message);
    const auto& execute = std::get<ExecuteMessage>(message.value());
    EXPECT_EQ(execute.event, event);
    EXPECT_EQ(execute.digest + execute.function, "7main");
    EXPECT_EQ(execute.limits.memory + execute.limits.output, 3U);
    EXPECT_EQ(execute.answer, ScriptAnswer::Any);
}

TEST(HostMessage, RefusesWhatIsTooDeepOnBothSides) {
    EXPECT_TRUE(encode(EngineMessage(AnswerMessage{nested(kDeepestCarried)})));
    const auto refused = encode(EngineMessage(AnswerMessage{nested(kDeepestCarried + 1)}));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("nested deeper"));
    std::string bomb(
        "\x01\x01"
        "f\x01",
        4);  // a call with one argument
    for (int i = 0; i < 1'000'000; ++i) {
        bomb += "\x05\x01";  // a list of one
    }
    EXPECT_FALSE(decode_host_message(bomb + '\0'));
}

TEST(HostMessage, RefusesMoreThanThereIs) {
    EXPECT_FALSE(decode_host_message(""));
    EXPECT_FALSE(decode_host_message("\x09"));
    EXPECT_FALSE(decode_host_message(std::string("\x02\x07", 2)));  // a log line of no such level
    const std::string whole = encode(HostMessage(CallMessage{"f", some_of_everything()})).value();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decode_host_message(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(decode_host_message(whole + "x"));
}

/// Whatever a host sends is read or refused.
TEST(HostMessage, SurvivesAnyBytes) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same bytes each time
    const std::string whole = encode(HostMessage(CallMessage{"f", some_of_everything()})).value();
    for (int i = 0; i < 50'000; ++i) {
        std::string bytes = whole;
        for (int change = 0; change < 4; ++change) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        const auto host = decode_host_message(bytes);
        const auto engine = decode_engine_message(bytes);
        EXPECT_TRUE(host.ok() || !host.error().message().empty());
        EXPECT_TRUE(engine.ok() || !engine.error().message().empty());
    }
}

}  // namespace
}  // namespace wee
