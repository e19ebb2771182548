#pragma once

#include <string>

#include "tests/support/linux/child_program.h"

namespace wee {

/// An X server of the test's own, without a screen that anybody sees (Xvfb), at a free display.
class XServer {
public:
    /// Starts it and waits until it answers; `start` does so again, at the same display.
    XServer();
    void start();
    void kill() { server_.kill(); }

    /// ":5"; empty: there is no Xvfb, or it did not start.
    [[nodiscard]] const std::string& display() const { return display_; }
    [[nodiscard]] const ChildProgram& process() const { return server_; }

private:
    std::string display_;
    ChildProgram server_;
};

}  // namespace wee
