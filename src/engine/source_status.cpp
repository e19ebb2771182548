#include "engine/source_status.h"

namespace wee {

std::string_view to_string(SourceState state) {
    return state == SourceState::Running ? "running" : "waiting";
}

}  // namespace wee
