#pragma once

#include <cstdint>
#include <stop_token>

#include "actions/executor.h"

namespace wee {

/// Waits for an executor to get on with its runs.
class RunBacklog {
public:
    /// `executor` must outlive it.
    explicit RunBacklog(const Executor& executor) : executor_(executor) {}

    /// Returns when at most `most` runs wait or run, or `stop` is requested.
    void wait_until_at_most(std::uint64_t most, const std::stop_token& stop) const;

private:
    const Executor& executor_;
};

}  // namespace wee
