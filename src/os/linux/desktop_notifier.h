#pragma once

#include <memory>

#include "os/environment.h"
#include "os/notifier.h"

namespace wee {

/// By org.freedesktop.Notifications on the session bus. The environment must outlive it.
std::unique_ptr<Notifier> make_notifier(const Environment& environment);

}  // namespace wee
