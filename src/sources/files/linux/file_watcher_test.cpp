#include "sources/files/linux/file_watcher.h"

#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_environment.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

TEST(FileWatcherAvailability, NamesBothBackends) {
    const std::vector<BackendAvailability> backends = file_watcher_availability();
    ASSERT_EQ(backends.size(), 2U);
    EXPECT_EQ(backends[0].backend, "inotify");
    EXPECT_FALSE(backends[0].missing.has_value()) << *backends[0].missing;
    EXPECT_EQ(backends[1].backend, "poll");
    EXPECT_FALSE(backends[1].missing.has_value());
}

TEST(FileWatcherAvailability, SaysWhatIsMissing) {
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    const rlimit none{0, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    const std::vector<BackendAvailability> backends = file_watcher_availability();
    setrlimit(RLIMIT_NOFILE, &before);
    ASSERT_TRUE(backends.at(0).missing.has_value());
    EXPECT_THAT(*backends.at(0).missing, testing::HasSubstr("ulimit -n"));
}

TEST(MakeFileWatcher, TakesTheBackendThatTheOptionsName) {
    RecordingLog log;
    const SystemClock clock;
    const FakeEnvironment environment;
    FileWatcherOptions options;
    EXPECT_EQ(make_file_watcher(options, log, clock, environment)->backend(), "inotify");
    options.backend = WatchBackend::Poll;
    EXPECT_EQ(make_file_watcher(options, log, clock, environment)->backend(), "poll");
}

}  // namespace
}  // namespace wee
