#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "os/linux/posix_spawn_launcher.h"

namespace wee {

/// The real launcher and short ways to use it.
class LaunchedShell : public testing::Test {
protected:
    static LaunchRequest program(std::string command, std::vector<std::string> arguments = {}) {
        LaunchRequest request;
        request.command = std::move(command);
        request.arguments = std::move(arguments);
        return request;
    }

    static LaunchRequest shell(std::string script,
                               std::chrono::milliseconds timeout = std::chrono::seconds{30}) {
        LaunchRequest request = program("/bin/sh", {"-c", std::move(script)});
        request.timeout = timeout;
        return request;
    }

    LaunchOutcome run(const LaunchRequest& request, const std::stop_token& stop = {}) {
        auto result = launcher_->run(request, stop);
        EXPECT_TRUE(result.ok()) << result.error().message();
        return result.ok() ? std::move(result).value() : LaunchOutcome{};
    }

    std::string output_of(const LaunchRequest& request) { return run(request).standard_output.text; }

    /// The sentence of a start that must fail.
    std::string failure_of(const LaunchRequest& request) {
        const auto result = launcher_->run(request, {});
        EXPECT_FALSE(result.ok());
        return result.ok() ? std::string() : result.error().message();
    }

    std::unique_ptr<ProcessLauncher> launcher_ = make_process_launcher();
};

}  // namespace wee
