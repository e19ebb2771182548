#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.h"

namespace wee {

/// Says when the reader of a kernel queue had better let records gather. Records that come one by one are read
/// at once; in a storm each wake-up costs more than the records it brings, and a pause of a millisecond makes
/// one of a hundred. The kernel's queue holds some 80 ms of the fastest storm.
class ReadPacing {
public:
    static constexpr std::chrono::milliseconds kPause{1};
    static constexpr std::size_t kBurst = 2048;   ///< Bytes that one read gives only in a storm.
    static constexpr int kReadsWithoutPause = 4;  ///< Within one kPause.

    /// After a read of `length` bytes: how long to leave the queue alone; zero most of the time.
    SteadyTime::duration pause_after(std::size_t length, SteadyTime now);

private:
    SteadyTime window_begin_ = SteadyTime::min();
    int reads_ = 0;
};

}  // namespace wee
