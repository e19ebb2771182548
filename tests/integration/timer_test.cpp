#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/engine_config.h"
#include "tests/integration/engine_process.h"

namespace wee {
namespace {

TEST(Timer, ATickRunsTheRulesOfItsSource) {
    const EngineConfig config;
    const std::string file = config.path("timers.toml");
    std::ofstream(file)
        << "[[sources]]\nname = \"fast\"\ntype = \"timer\"\ninterval = \"200ms\"\n"
           "[[sources]]\nname = \"nightly\"\ntype = \"timer\"\ncron = \"0 3 29 2 *\"\n"
           "[[rules]]\nname = \"fast\"\ntrigger = { type = \"timer\", source = \"fast\" }\n"
           "action = { type = \"log\", message = \"tick {{METADATA_TICK_COUNT}} of "
           "{{METADATA_INTERVAL_SECONDS}} s\" }\n"
           "[[rules]]\nname = \"other\"\ntrigger = { type = \"timer\", source = \"nightly\" }\n"
           "action = { type = \"log\", message = \"never\" }\n";
    EngineProcess engine({"run", "-c", file, "--log-format", "json"});
    EXPECT_EQ(engine.wait_for_event("ready").value("sources", 0), 2);
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "tick 1 of 0.2 s");
    EXPECT_EQ(engine.wait_for_event("log").value("message", ""), "tick 2 of 0.2 s");
    EXPECT_EQ(engine.terminate(), 0);
    for (const std::string& line : engine.lines()) {
        EXPECT_THAT(line, testing::Not(testing::HasSubstr("never")));
    }
}

}  // namespace
}  // namespace wee
