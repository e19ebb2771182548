#pragma once

#include <cstddef>

#include "os/linux/file_descriptor.h"
#include "os/process_launcher.h"

namespace wee {

/// The pipe that takes one output stream of a child to the engine: keeps the beginning, counts and drops the
/// rest. Never blocks. One thread.
class OutputPipe {
public:
    explicit OutputPipe(std::size_t limit) : limit_(limit) {}

    /// Both ends close on exec. 0, or the errno.
    int open();
    [[nodiscard]] int write_end() const { return write_end_.number(); }
    /// To be called when the child has its copy: otherwise the end is never seen.
    void close_write_end() { write_end_.reset(); }

    /// -1 once the end was seen.
    [[nodiscard]] int read_end() const { return read_end_.number(); }
    /// Reads once. REQUIRES: poll reported the read end.
    void read_some();
    /// Reads what is in the pipe at this moment and no more, so that a flood cannot hold up the caller.
    /// True when some process may still write.
    bool read_rest();
    /// The read end, for another reader; this object is at its end then.
    FileDescriptor release_read_end() { return std::move(read_end_); }
    CapturedOutput take_output() { return std::move(output_); }

private:
    std::size_t read_at_most(std::size_t wanted);
    void keep(const char* bytes, std::size_t count);

    std::size_t limit_;
    FileDescriptor read_end_;
    FileDescriptor write_end_;
    CapturedOutput output_;
};

}  // namespace wee
