// What every launcher promises, whatever it launches with. Linux' own promises are in linux/.

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "os/process_launcher.h"
#include "tests/contract/launcher_backends.h"
#include "tests/support/fake_launcher.h"

namespace wee {
namespace {

LauncherBackend fake_backend() {
    LauncherBackend backend;
    backend.name = "Fake";
    backend.make = [] { return std::make_unique<FakeLauncher>(); };
    backend.ends_at_once.command = "short";
    backend.make_endless = [](ProcessLauncher& launcher) {
        static_cast<FakeLauncher&>(launcher).block("endless");
    };
    backend.endless.command = "endless";
    return backend;
}

std::vector<LauncherBackend> all_backends() {
    std::vector<LauncherBackend> backends = launcher_backends();
    backends.push_back(fake_backend());
    return backends;
}

class ProcessLauncherContract : public testing::TestWithParam<LauncherBackend> {
protected:
    std::unique_ptr<ProcessLauncher> launcher_ = GetParam().make();
};

TEST_P(ProcessLauncherContract, ReportsAnExit) {
    const auto result = launcher_->run(GetParam().ends_at_once, {});
    ASSERT_TRUE(result.ok()) << result.error().message();
    EXPECT_EQ(result.value().end, LaunchEnd::Exited);
    EXPECT_EQ(result.value().exit_code, 0);
    EXPECT_EQ(result.value().standard_output.text, "");
    EXPECT_FALSE(result.value().standard_output.truncated());
}

TEST_P(ProcessLauncherContract, StopsSoonAfterTheRequest) {
    GetParam().make_endless(*launcher_);
    std::stop_source stop;
    std::chrono::steady_clock::time_point requested;
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});  // so that it runs; right without it, too
        requested = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const auto result = launcher_->run(GetParam().endless, stop.get_token());
    stopper.join();
    ASSERT_TRUE(result.ok()) << result.error().message();
    EXPECT_EQ(result.value().end, LaunchEnd::Stopped);
    EXPECT_LT(std::chrono::steady_clock::now() - requested, std::chrono::seconds{2});
}

TEST_P(ProcessLauncherContract, OneStopEndsManyRuns) {
    GetParam().make_endless(*launcher_);
    std::stop_source stop;
    std::atomic<int> stopped = 0;
    std::vector<std::thread> threads;
    for (int count = 0; count < 32; ++count) {
        threads.emplace_back([&] {
            const auto result = launcher_->run(GetParam().endless, stop.get_token());
            stopped += result.ok() && result.value().end == LaunchEnd::Stopped ? 1 : 0;
        });
    }
    stop.request_stop();
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(stopped, 32);
}

TEST_P(ProcessLauncherContract, RunsOnManyThreadsAtOnce) {
    std::atomic<int> exited = 0;
    std::vector<std::thread> threads;
    for (int count = 0; count < 32; ++count) {
        threads.emplace_back([&] {
            for (int run = 0; run < 4; ++run) {
                const auto result = launcher_->run(GetParam().ends_at_once, {});
                exited += result.ok() && result.value().end == LaunchEnd::Exited ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(exited, 32 * 4);
}

INSTANTIATE_TEST_SUITE_P(Backends, ProcessLauncherContract, testing::ValuesIn(all_backends()),
                         [](const auto& backend) { return backend.param.name; });

}  // namespace
}  // namespace wee
