#include "engine/rule_emitter.h"

#include <utility>

namespace wee {

Result<void> RuleEmitter::emit(Event event) {
    const std::lock_guard lock(mutex_);  // until it is handed on: `close` must not overtake it
    if (!is_open_) {
        return Error("the event is not emitted: the engine ends, and no rule would see it");
    }
    event.timestamp = clock_.wall_now();
    EventBatch batch;
    batch.push_back(std::move(event));
    sink_.emit(std::move(batch));
    return {};
}

void RuleEmitter::close() {
    const std::lock_guard lock(mutex_);
    is_open_ = false;
}

}  // namespace wee
