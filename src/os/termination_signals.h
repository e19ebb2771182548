#pragma once

#include <functional>
#include <memory>

#include "base/result.h"

namespace wee {

/// Tells of the user's or system's wish that the program ends: Ctrl-C, SIGTERM, the console's close. The
/// first wish calls `on_stop` on a thread of its own; a second Ctrl-C ends the process at once with exit code
/// 130. Ends listening when destroyed. One per process. Port.
class TerminationSignals {
public:
    virtual ~TerminationSignals() = default;
    virtual Result<void> listen(std::function<void()> on_stop) = 0;
};

}  // namespace wee
