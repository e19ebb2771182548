#pragma once

#include <string>

#include "sources/replay/replay_speed.h"

namespace wee {

/// What a replay source is to bring again, as the configuration says it.
struct ReplaySourceOptions {
    std::string name;
    std::string path;  ///< A regular file with a JSON event a line. Variables are put in already.
    ReplaySpeed speed{};
};

}  // namespace wee
