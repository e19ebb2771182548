#include "sources/processes/linux/pidfd_set.h"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <utility>

namespace wee {

PidfdSet::PidfdSet() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    constexpr rlim_t kMost = 65536;
    rlimit open_files{};
    if (::getrlimit(RLIMIT_NOFILE, &open_files) == 0) {
        limit_ = static_cast<std::size_t>(std::min(open_files.rlim_cur, kMost) / 2);
    }
}

PidfdSet::Outcome PidfdSet::add(const ProcessIdentity& identity) {
    if (processes_.size() >= limit_) {
        return Outcome::Unable;
    }
    FileDescriptor descriptor(static_cast<int>(::syscall(SYS_pidfd_open, identity.pid, 0)));
    if (!descriptor.is_open()) {
        return errno == ESRCH ? Outcome::Gone : Outcome::Unable;
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = identity.pid;
    if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor.number(), &event) != 0) {
        return Outcome::Unable;
    }
    processes_.insert_or_assign(identity.pid, Watched{identity, std::move(descriptor)});
    return Outcome::Added;
}

void PidfdSet::remove(ProcessNumber pid) {
    processes_.erase(pid);
}

std::vector<ProcessIdentity> PidfdSet::take_ended() {
    std::vector<ProcessIdentity> ended;
    std::array<epoll_event, 256> events{};
    int count = 0;
    do {
        count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), 0);
        for (const epoll_event& event :
             std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
            if (const auto node = processes_.extract(event.data.u32)) {
                ended.push_back(node.mapped().identity);
            }
        }
    } while (count == static_cast<int>(events.size()));
    return ended;
}

}  // namespace wee
