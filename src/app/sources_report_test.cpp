#include "app/sources_report.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

const SourceKind kProcesses{"process_monitor", {{"ebpf", "no right to load it"}, {"netlink"}, {"poll"}}};

TEST(SourcesReport, SaysWhatWouldBeTakenAndWhatIsMissing) {
    EXPECT_EQ(sources_to_people({{"timer", {{""}}},
                                 kProcesses,
                                 {"window_watcher", {{"x11", "no DISPLAY"}}},
                                 {"registry_monitor", {}}}),
              "timer             yes\n"
              "process_monitor   yes, by netlink\n"
              "    ebpf: no right to load it\n"
              "window_watcher    cannot run here\n"
              "    x11: no DISPLAY\n"
              "registry_monitor  not on this system\n");
}

TEST(SourcesReport, SaysTheSameToPrograms) {
    EXPECT_EQ(source_to_programs(kProcesses),
              R"({"type":"process_monitor","available":true,"backend":"netlink","backends":[)"
              R"({"backend":"ebpf","available":false,"missing":"no right to load it"},)"
              R"({"backend":"netlink","available":true,"missing":null},)"
              R"({"backend":"poll","available":true,"missing":null}]})");
    EXPECT_EQ(source_to_programs({"registry_monitor", {}}),
              R"({"type":"registry_monitor","available":false,"backend":null,"backends":[]})");
}

}  // namespace
}  // namespace wee
