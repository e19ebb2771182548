#include "sources/unsupported_source.h"

#include <gtest/gtest.h>

#include "tests/support/recording_sink.h"

namespace wee {
namespace {

TEST(UnsupportedSource, SaysWhyItCannotStart) {
    RecordingSink sink;
    const auto source = make_unsupported_source("desktop", "this build has no window_watcher");
    EXPECT_EQ(source->name(), "desktop");
    const Result<void> started = source->start(sink);
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().message(), "this build has no window_watcher");
    source->stop();
}

}  // namespace
}  // namespace wee
