#include "tests/support/trigger_text.h"

namespace wee {
namespace {

// What the fixtures beside each reader leave out: sizes and depths that no person writes.

TEST(BadInput, OneRuleMoreThanTheMostIsRefusedAtItsPlace) {
    std::string text = kSoundSource;
    for (std::size_t number = 0; number <= kMaximumRules; ++number) {
        text += "[[rules]]\n";
    }
    const LoadedConfig loaded = load(text);
    EXPECT_FALSE(loaded.config);
    ASSERT_EQ(loaded.diagnostics.size(), 1U) << findings_of(loaded);
    EXPECT_EQ(loaded.diagnostics.front().line, 5 + kMaximumRules);
    EXPECT_NE(loaded.diagnostics.front().message.find("more than the 100000"), std::string::npos);
}

std::string nested_inline(std::size_t depth) {
    std::string text;
    for (std::size_t level = 0; level < depth; ++level) {
        text += "{ not = ";
    }
    text += "{ pattern = \"a\" }";
    for (std::size_t level = 0; level < depth; ++level) {
        text += " }";
    }
    return text;
}

TEST(BadInput, NestingOf10000IsRefusedAtItsPlace) {
    const LoadedConfig loaded = load(with_trigger(nested_inline(10'000)));
    EXPECT_FALSE(loaded.config);
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(loaded.diagnostics.front().line, 7U);
    EXPECT_NE(loaded.diagnostics.front().message.find("nested too deeply"), std::string::npos);
}

TEST(BadInput, NestingOf10000InAHeaderIsRefusedAtItsPlace) {
    std::string header = "[rules.trigger";
    for (int level = 0; level < 10'000; ++level) {
        header += ".not";
    }
    const LoadedConfig loaded =
        load(kSoundSource + "[[rules]]\nname = \"r\"\n" + header + "]\npattern = \"a\"\n");
    EXPECT_FALSE(loaded.config);
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(loaded.diagnostics.front().line, 7U);
}

TEST(BadInput, ListOf10000IsRead) {
    std::string list = "[\"a\"";
    for (int number = 0; number < 10'000; ++number) {
        list += ",\"" + std::to_string(number) + '"';
    }
    list += ']';
    EXPECT_TRUE(
        load(with_trigger("{ type = \"file\", where = { size = { in = " + list + ", greater = 5 } } }"))
            .config);
    EXPECT_TRUE(load(with_trigger("{ type = \"file\", where = { size = { in = " + list +
                                  ", equals = " + list + " } } }"))
                    .config);
}

TEST(BadInput, MistakesInEveryRuleAreCountedAndNotAllKept) {
    std::string text = kSoundSource;
    for (int number = 0; number < 5'000; ++number) {
        text += "[[rules]]\nnome = \"a\"\n[[tests]]\nname = \"" + std::to_string(number) +
                "\"\nevent = { kind = \"TimerTick\" }\nrules = [\"nobody\"]\n";
    }
    const LoadedConfig loaded = load(text);
    EXPECT_FALSE(loaded.config);
    EXPECT_LE(loaded.diagnostics.size(), 1'001U);
}

}  // namespace
}  // namespace wee
