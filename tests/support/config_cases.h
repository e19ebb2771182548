#pragma once

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "config/config_loader.h"
#include "tests/support/fake_environment.h"

namespace wee {

/// A configuration without fault around the lines that a test is about.
inline const std::string kSoundSource =
    "[[sources]]\nname = \"here\"\ntype = \"file_watcher\"\npaths = [\".\"]\n";
inline const std::string kSoundRule =
    "[[rules]]\nname = \"log\"\ntrigger = { type = \"file\" }\naction = { type = \"log\", message = \"m\" "
    "}\n";

inline LoadedConfig load(const std::string& text) {
    FakeEnvironment environment;
    environment.set("DATA", "/data");
    return load_config_text(text, "wee.toml", environment);
}

/// All findings as people see them, a line each.
inline std::string findings_of(const LoadedConfig& loaded) {
    std::string lines;
    for (const Diagnostic& finding : loaded.diagnostics) {
        lines += format_diagnostic(finding) + '\n';
    }
    return lines;
}

/// One text and the one finding that it must give: how its line begins, and what it says.
struct FindingCase {
    std::string name;
    std::string text;
    std::string begin;   ///< "wee.toml:1:2: error: "
    std::string phrase;  ///< Part of the message.
};

inline void expect_finding(const FindingCase& one) {
    const LoadedConfig loaded = load(one.text);
    ASSERT_EQ(loaded.diagnostics.size(), 1U) << findings_of(loaded);
    const std::string line = format_diagnostic(loaded.diagnostics.front());
    EXPECT_TRUE(line.starts_with("wee.toml:" + one.begin)) << line;
    EXPECT_NE(line.find(one.phrase), std::string::npos) << line;
    EXPECT_EQ(loaded.config.has_value(), loaded.diagnostics.front().severity == Severity::Warning);
}

inline std::string case_name(const testing::TestParamInfo<FindingCase>& info) {
    return info.param.name;
}

}  // namespace wee
