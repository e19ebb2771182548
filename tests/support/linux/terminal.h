#pragma once

#include <string>
#include <vector>

#include "os/linux/file_descriptor.h"
#include "tests/support/linux/child_program.h"
#include "tests/support/temporary_directory.h"

namespace wee {

/// A terminal emulator that shows what the test writes to it, and so takes the titles that it is told.
class Terminal {
public:
    /// `command`: how it is started, but for the program within.
    Terminal(std::vector<std::string> command, const ChildProgram::Variables& variables);

    void set_title(const std::string& title);
    [[nodiscard]] const ChildProgram& process() const { return process_; }

private:
    TemporaryDirectory directory_;
    FileDescriptor input_;
    ChildProgram process_;
};

}  // namespace wee
