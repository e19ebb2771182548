#pragma once

#include <functional>
#include <memory>

#include "base/result.h"

namespace wee {

/// Tells of the wishes that come from outside: that the program ends (Ctrl-C, SIGTERM, the console's or
/// terminal's close), or that it reads its configuration again (SIGHUP where there is such a thing). The first
/// wish to end calls `on_stop`, each wish to reload `on_reload` (several at once may be one call), both on a
/// thread of the object's own; a second Ctrl-C ends the process at once with exit code 130. Ends listening
/// when destroyed. One per process. Port.
class TerminationSignals {
public:
    virtual ~TerminationSignals() = default;
    virtual Result<void> listen(std::function<void()> on_stop, std::function<void()> on_reload) = 0;
};

}  // namespace wee
