#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// Line 4 is the source's first line below name and type.
std::string with_monitor(const std::string& lines) {
    return "[[sources]]\nname = \"here\"\ntype = \"process_monitor\"\n" + lines +
           "\n[[rules]]\nname = \"log\"\ntrigger = { type = \"process\" }\n"
           "action = { type = \"log\", message = \"m\" }\n";
}

ProcessMonitorOptions options_of(const std::string& lines) {
    const LoadedConfig loaded = load(with_monitor(lines));
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    return loaded.config ? std::get<ProcessMonitorOptions>(loaded.config->sources.at(0).options)
                         : ProcessMonitorOptions{};
}

TEST(ProcessMonitorSection, DocumentedDefaultsHold) {
    const ProcessMonitorOptions options = options_of("");
    EXPECT_EQ(options.name, "here");
    EXPECT_TRUE(options.filter.passes_everything());
    EXPECT_EQ(options.backend, ProcessBackend::Auto);
    EXPECT_EQ(options.poll_interval, std::chrono::seconds{1});
    EXPECT_EQ(options.own_processes, OwnProcesses::Ignored);
}

TEST(ProcessMonitorSection, ArrivesWhole) {
    const ProcessMonitorOptions options = options_of(
        "process_names = [\"firefox\", \"python3*\"]\nprocess_name = \"make\"\nbackend = \"netlink\"\n"
        "poll_interval = \"250ms\"\nignore_own_children = false");
    EXPECT_TRUE(options.filter.passes("firefox"));
    EXPECT_TRUE(options.filter.passes("python3.11"));
    EXPECT_TRUE(options.filter.passes("make"));
    EXPECT_FALSE(options.filter.passes("cmake"));
    EXPECT_EQ(options.backend, ProcessBackend::Netlink);
    EXPECT_EQ(options.poll_interval, std::chrono::milliseconds{250});
    EXPECT_EQ(options.own_processes, OwnProcesses::Reported);
    EXPECT_EQ(options_of("backend = \"ebpf\"").backend, ProcessBackend::Ebpf);
    EXPECT_EQ(options_of("backend = \"poll\"").backend, ProcessBackend::Poll);
}

TEST(ProcessMonitorSection, EveryMistakeIsReportedInOneGo) {
    const LoadedConfig loaded =
        load(with_monitor("process_names = [5, \"\", \"[a\"]\nprocess_name = \"[b\"\nbackend = \"kprobe\"\n"
                          "poll_interval = 5\nignore_own_children = 1\nx = 1"));
    EXPECT_EQ(loaded.diagnostics.size(), 8U) << findings_of(loaded);
    EXPECT_FALSE(loaded.config);
}

class ProcessMonitorFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(ProcessMonitorFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    ProcessMonitor, ProcessMonitorFinding,
    testing::Values(FindingCase{"NameIsNumber", with_monitor("process_names = [\"a\", 5]"),
                                "4:23: error: ", "a whole number"},
                    FindingCase{"NameIsEmpty", with_monitor("process_names = [\"\"]"),
                                "4:18: error: ", "leave `process_names` out to watch all processes"},
                    FindingCase{"BadGlob", with_monitor("process_name = \"[a\""),
                                "4:16: error: ", "`process_name` \"[a\": "},
                    FindingCase{"NameIsPath", with_monitor("process_names = [\"/usr/bin/make\"]"),
                                "4:18: warning: ", "names are file names without a directory"},
                    FindingCase{"BackendSlip", with_monitor("backend = \"ebfp\""), "4:11: error: ", "`ebpf`"},
                    FindingCase{"IntervalWithoutUnit", with_monitor("poll_interval = 5"),
                                "4:17: error: ", "needs a unit"},
                    FindingCase{"IntervalTooShort", with_monitor("poll_interval = \"1ms\""),
                                "4:1: error: ", "must be from 10ms to 1h"},
                    FindingCase{"IntervalTooLong", with_monitor("poll_interval = \"2h\""),
                                "4:1: error: ", "must be from 10ms to 1h"}),
    case_name);

}  // namespace
}  // namespace wee
