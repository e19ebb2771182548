#include "os/linux/child_watch.h"

#include <algorithm>
#include <limits>

namespace wee {
namespace {

using std::chrono::steady_clock;

int milliseconds_until(ChildWatch::TimePoint deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

ChildWatch::ChildWatch(int exit_descriptor, int stop_descriptor, OutputPipe& standard_output,
                       OutputPipe& standard_error)
    : output_(standard_output), error_(standard_error) {
    events_[kExit] = {exit_descriptor, POLLIN, 0};
    events_[kStop] = {stop_descriptor, POLLIN, 0};
    events_[kOutput] = {output_.read_end(), POLLIN, 0};
    events_[kError] = {error_.read_end(), POLLIN, 0};
}

WatchEnd ChildWatch::wait(TimePoint deadline) {
    while (true) {
        const int timeout = milliseconds_until(deadline);
        if (::poll(events_.data(), events_.size(), timeout) > 0) {
            read_outputs();
            if (events_[kExit].revents != 0) {
                return WatchEnd::ChildExited;
            }
            if (events_[kStop].revents != 0) {
                return WatchEnd::StopRequested;
            }
        }
        if (timeout == 0) {  // looked once more after the deadline; a flood keeps poll from ever returning 0
            return WatchEnd::TimeUp;
        }
    }
}

void ChildWatch::read_outputs() {
    if (events_[kOutput].revents != 0) {
        output_.read_some();
        events_[kOutput].fd = output_.read_end();
    }
    if (events_[kError].revents != 0) {
        error_.read_some();
        events_[kError].fd = error_.read_end();
    }
}

}  // namespace wee
