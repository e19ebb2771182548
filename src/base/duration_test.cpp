#include "base/duration.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

using std::chrono::milliseconds;

TEST(Duration, ReadsTheDocumentedForms) {
    EXPECT_EQ(parse_duration("500ms").value(), milliseconds(500));
    EXPECT_EQ(parse_duration("2s").value(), milliseconds(2'000));
    EXPECT_EQ(parse_duration("5m").value(), milliseconds(300'000));
    EXPECT_EQ(parse_duration("1h").value(), milliseconds(3'600'000));
    EXPECT_EQ(parse_duration("1.5s").value(), milliseconds(1'500));
    EXPECT_EQ(parse_duration("0s").value(), milliseconds(0));
    EXPECT_EQ(parse_duration("0.05m").value(), milliseconds(3'000));
    EXPECT_EQ(parse_duration("1.0ms").value(), milliseconds(1));
    EXPECT_EQ(parse_duration("0000000000000000000007s").value(), milliseconds(7'000));
    EXPECT_EQ(parse_duration("240000h").value(), milliseconds(864'000'000'000));
}

TEST(Duration, RefusesEverythingElseAndShowsTheForms) {
    for (const char* text :
         {"", "5", "s", "-1s", "+1s", " 1s", "1s ", "1 s", "1.s", ".5s", "1d", "5S", "1m30s", "1e3s"}) {
        const Result<milliseconds> result = parse_duration(text);
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_NE(result.error().message().find(R"("500ms", "2s", "5m", "1h" or "1.5s")"), std::string::npos);
    }
}

TEST(Duration, RefusesWhatItCannotHold) {
    for (const char* text :
         {"240001h", "240000.1h", "99999999999999999999h", "864000000001ms", "999999999999m"}) {
        const Result<milliseconds> result = parse_duration(text);
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_NE(result.error().message().find("10,000 days"), std::string::npos)
            << result.error().message();
    }
    for (const char* text : {"0.5ms", "1.0001s", "1.00000000000000000001h"}) {
        const Result<milliseconds> result = parse_duration(text);
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_NE(result.error().message().find("whole number of milliseconds"), std::string::npos);
    }
}

TEST(Duration, AnErrorIsOneShortLineWhateverWasWritten) {
    std::string hostile = "\x1b[31m\n\xff";
    hostile.append(100'000, 'x');
    const std::string message = parse_duration(hostile).error().message();
    EXPECT_LT(message.size(), 300U);
    EXPECT_EQ(message.find_first_of("\n\x1b\xff"), std::string::npos);
}

TEST(Duration, FormatsInTheLargestUnitThatIsWhole) {
    EXPECT_EQ(format_duration(milliseconds(0)), "0s");
    EXPECT_EQ(format_duration(milliseconds(1'500)), "1500ms");
    EXPECT_EQ(format_duration(milliseconds(2'000)), "2s");
    EXPECT_EQ(format_duration(milliseconds(90'000)), "90s");
    EXPECT_EQ(format_duration(milliseconds(300'000)), "5m");
    EXPECT_EQ(format_duration(milliseconds(7'200'000)), "2h");
}

TEST(Duration, ReadsBackWhatItFormats) {
    for (const int count : {0, 1, 999, 1'000, 1'001, 60'000, 61'000, 3'600'000, 3'600'001}) {
        EXPECT_EQ(parse_duration(format_duration(milliseconds(count))).value(), milliseconds(count));
    }
}

}  // namespace
}  // namespace wee
