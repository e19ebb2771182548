#pragma once

#include "base/case_sensitivity.h"

namespace wee {

/// Whether this system's files tell upper case from lower case, where a configuration does not say.
CaseSensitivity file_case();

}  // namespace wee
