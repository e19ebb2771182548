#include "sources/desktop/linux/i3_stream.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(I3Stream, GivesMessagesHoweverTheyAreCut) {
    const std::string bytes = encode_i3_message(kI3WindowEvent, "{}") + encode_i3_message(kI3GetTree, "") +
                              encode_i3_message(kI3Subscribe, "[1]");
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        I3Stream stream;
        std::string payloads;
        for (std::size_t begin = 0; begin < bytes.size(); begin += size) {
            stream.append(std::string_view(bytes).substr(begin, size));
            while (const std::optional<I3Message> message = stream.next().value()) {
                payloads += std::to_string(message->type & 0xFFU) + message->payload + ";";
            }
        }
        EXPECT_EQ(payloads, "3{};4;2[1];");
    }
}

TEST(I3Stream, BytesThatAreNoMessageAreAnError) {
    I3Stream stream;
    stream.append("i3-IPC");
    EXPECT_FALSE(stream.next().ok());
    EXPECT_FALSE(stream.next().ok());
}

TEST(I3Stream, AHugeLengthIsAnErrorAndNotWaitedFor) {
    I3Stream stream;
    stream.append(std::string("i3-ipc\xFF\xFF\xFF\xFF\0\0\0\0", 14));
    const auto message = stream.next();
    ASSERT_FALSE(message.ok());
    EXPECT_NE(message.error().message().find("4294967295 bytes"), std::string::npos);
}

}  // namespace
}  // namespace wee
