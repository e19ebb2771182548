#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "actions/action.h"
#include "base/clock.h"
#include "base/event_id.h"

namespace wee {

/// What came of one attempt of one action. No secret is in it, and its texts are bounded.
struct ActionRecord {
    static constexpr std::size_t kLongestMessage = 2000;  ///< Bytes.
    static constexpr std::size_t kLongestOutput = 4000;

    std::string rule;
    EventId event_id;
    std::size_t step = 0;  ///< The action's place in its rule, from 0.
    std::string action;    ///< The name of its type.
    std::string name;      ///< What the rule calls it; may be empty.
    std::uint32_t attempt = 1;
    WallTime start{};
    std::chrono::microseconds duration{0};
    ActionOutcome outcome = ActionOutcome::Succeeded;
    std::string message;  ///< How it ended, in one sentence.
    std::string output;   ///< The beginning of what it wrote.
};

/// Port: is told of every attempt as soon as it has ended. Called by the workers, several at once: it must not
/// wait, and throws nothing. In a dry run there is nothing to tell.
class RunRecorder {
public:
    virtual ~RunRecorder() = default;
    virtual void record(ActionRecord record) = 0;
};

}  // namespace wee
