#include "os/windows/console_termination_signals.h"

#include <gtest/gtest.h>

namespace wee {
namespace {

TEST(ConsoleTerminationSignals, ListensAndEndsWithoutAWish) {
    auto signals = make_termination_signals();
    bool called = false;
    EXPECT_TRUE(signals->listen([&] { called = true; }, [] {}).ok());
    signals.reset();
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace wee
