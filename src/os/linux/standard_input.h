#pragma once

#include <string_view>

#include "os/linux/file_descriptor.h"

namespace wee {

/// What a child reads: a file in memory, so that nobody has to stand by while it reads. One thread.
class StandardInput {
public:
    /// 0, or the errno. An empty text needs nothing.
    int open(std::string_view text);
    /// At the beginning of the text; -1 when there is none to read.
    [[nodiscard]] int descriptor() const { return file_.number(); }

private:
    FileDescriptor file_;
};

}  // namespace wee
