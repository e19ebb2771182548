#pragma once

#include <memory>
#include <string_view>

namespace wee {

/// Where the bytes of the log go. One thread at a time.
class LogOutput {
public:
    virtual ~LogOutput() = default;

    /// Writes all of it, waiting for as long as nobody takes it. False when it cannot be written (the reader
    /// went away, the disk is full); the next call tries anew.
    virtual bool write(std::string_view bytes) = 0;
};

/// Standard output. A reader that went away is a failure like others where SIGPIPE is ignored, which
/// os/termination_signals.h sees to.
std::unique_ptr<LogOutput> make_standard_output();

}  // namespace wee
