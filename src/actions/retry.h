#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "actions/run_options.h"

namespace wee {

/// How long to wait when attempt `failed` (from 1) has failed. `chance` is a number from 0 to below 1, which
/// `jitter` goes by.
std::chrono::milliseconds wait_after(std::uint32_t failed, const RetryOptions& options, double chance);

/// Port: waits that long, or until the stop is requested. Any thread.
using Pause = std::function<void(std::chrono::milliseconds, const std::stop_token&)>;
/// Port: a number from 0 to below 1, each as likely as the other. Any thread.
using Chance = std::function<double()>;

/// The machine's own two.
void pause(std::chrono::milliseconds duration, const std::stop_token& stop);
double chance();

}  // namespace wee
