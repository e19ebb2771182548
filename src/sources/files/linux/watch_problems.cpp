#include "sources/files/linux/watch_problems.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace wee {
namespace {

std::string current_watch_limit() {
    std::ifstream file("/proc/sys/fs/inotify/max_user_watches");
    std::string limit;
    return std::getline(file, limit) ? limit : "unknown";
}

}  // namespace

bool WatchProblems::is_missing(int error) {
    return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

std::string WatchProblems::explain(int error) {
    if (error != ENOSPC) {
        return std::generic_category().message(error);
    }
    return "no inotify watches are left; the limit fs.inotify.max_user_watches is " + current_watch_limit() +
           ": raise it with 'sysctl fs.inotify.max_user_watches=1048576' and start again";
}

void WatchProblems::add(const std::string& path, int error) {
    if (is_missing(error)) {
        return;
    }
    if (error == ENOSPC) {
        if (over_limit_++ == 0) {
            first_over_limit_ = path;
        }
        return;
    }
    if (unreadable_.insert(path).second) {
        const std::string reason = std::generic_category().message(error);
        log_.warn("directory_not_watched", "cannot watch '" + path + "': " + reason + "; the rest is watched",
                  {{"source", source_}, {"path", path}, {"reason", reason}});
    }
}

void WatchProblems::report() {
    if (over_limit_ == reported_over_limit_ || over_limit_ < 2 * reported_over_limit_) {
        return;
    }
    reported_over_limit_ = over_limit_;
    const bool is_polled = left_out_ == LeftOut::Polled;
    const std::string limit = current_watch_limit();
    log_.write(is_polled ? LogLevel::Warning : LogLevel::Error, "watch_limit_reached",
               "no inotify watches are left: " + std::to_string(over_limit_) +
                   (is_polled ? " directories are polled with all that is in them, '"
                              : " directories are not watched, '") +
                   first_over_limit_ + "' was the first; the limit fs.inotify.max_user_watches is " + limit +
                   ": raise it with 'sysctl fs.inotify.max_user_watches=1048576' and start again",
               {{"source", source_},
                {is_polled ? "directories_polled" : "directories_not_watched",
                 static_cast<std::uint64_t>(over_limit_)},
                {"max_user_watches", limit},
                {"path", first_over_limit_}});
}

}  // namespace wee
