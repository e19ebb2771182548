#include "sources/files/linux/read_pacing.h"

namespace wee {

SteadyTime::duration ReadPacing::pause_after(std::size_t length, SteadyTime now) {
    if (length >= kBurst) {
        return kPause;
    }
    if (reads_ == 0 || now - window_begin_ >= kPause) {
        window_begin_ = now;
        reads_ = 0;
    }
    if (++reads_ < kReadsWithoutPause) {
        return SteadyTime::duration::zero();
    }
    reads_ = 0;
    return kPause;
}

}  // namespace wee
