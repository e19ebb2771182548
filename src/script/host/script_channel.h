#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace wee {

/// One end of the line between the engine and a host of scripts. One thread at a time, but for `close`.
class ScriptChannel {
public:
    virtual ~ScriptChannel() = default;

    enum class End { Done, TimeUp, Closed, TooLong };

    /// Sends bytes that are whole frames (frame.h), all of them by the deadline.
    virtual End send(std::string_view frames, SteadyTime deadline) = 0;
    /// Waits for the next frame and puts its message into `message`. TooLong: a longer one than kLongestFrame
    /// was announced; the channel is of no more use.
    virtual End receive(std::string& message, SteadyTime deadline) = 0;
    /// From now on everything is Closed, also what waits. Any thread.
    virtual void close() = 0;
};

}  // namespace wee
