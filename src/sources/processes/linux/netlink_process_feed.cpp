#include "sources/processes/linux/netlink_process_feed.h"

#include <arpa/inet.h>
#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "os/linux/file_descriptor.h"
#include "sources/processes/linux/exit_status.h"
#include "sources/processes/linux/pidfd_set.h"
#include "sources/processes/linux/proc_files.h"

namespace wee {
namespace {

constexpr int kReceiveBuffer = 16 * 1024 * 1024;
constexpr int kAnswerMilliseconds = 1000;
constexpr int kMostMessages = 8192;
// <linux/cn_proc.h> has them within struct proc_event or outside, as old as it is.
constexpr std::uint32_t kAnswer = 0;
constexpr std::uint32_t kForkEvent = 0x0000'0001;
constexpr std::uint32_t kExecEvent = 0x0000'0002;
constexpr std::uint32_t kExitEvent = 0x8000'0000;
constexpr std::size_t kEventOffset = NLMSG_HDRLEN + sizeof(cn_msg);

Error failed(const std::string& what, int error) {
    return Error(what + ": " + std::generic_category().message(error));
}

class NetlinkProcessFeed final : public ProcessFeed {
public:
    NetlinkProcessFeed(FileDescriptor socket, const Clock& clock, UserNames& users)
        : socket_(std::move(socket)), clock_(clock), users_(users) {}

    [[nodiscard]] int descriptor() const override { return socket_.number(); }
    [[nodiscard]] std::optional<SteadyTime> next_deadline() const override;
    void follow(const ProcessTracker& /*tracker*/, const ProcessListing& /*listing*/) override {}
    std::optional<FeedLoss> read(ProcessTracker& tracker) override;

private:
    struct Ending {
        ProcessIdentity identity;
        ProcessEnd end;
    };

    void take(const proc_event& event, const BootTime& time, ProcessTracker& tracker);
    void take_exec(ProcessNumber pid, const ProcessMoment& at, ProcessTracker& tracker);
    void take_exit(const proc_event& event, const ProcessMoment& at, ProcessTracker& tracker);
    void finish_outlived(const ProcessMoment& at, ProcessTracker& tracker);

    FileDescriptor socket_;
    const Clock& clock_;
    UserNames& users_;
    /// Processes whose first thread has ended before the others.
    PidfdSet outlived_;
    std::vector<Ending> endings_;
};

/// Of one datagram, or nothing.
std::optional<proc_event> event_in(std::span<const std::byte> datagram) {
    proc_event event{};
    if (datagram.size() < kEventOffset + offsetof(proc_event, event_data)) {
        return std::nullopt;
    }
    const std::span<const std::byte> bytes = datagram.subspan(kEventOffset);
    std::memcpy(&event, bytes.data(), std::min(bytes.size(), sizeof(event)));
    return event;
}

/// The time since boot of what the kernel dates without the time suspended.
std::chrono::nanoseconds since_boot(std::uint64_t monotonic) {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    const std::chrono::nanoseconds now =
        std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    return boot_now() - now + std::chrono::nanoseconds(monotonic);
}

/// Few processes are waited for here, and seldom: looking now and then keeps the socket the only descriptor.
std::optional<SteadyTime> NetlinkProcessFeed::next_deadline() const {
    constexpr std::chrono::milliseconds kPause{20};
    return endings_.empty() ? std::nullopt : std::optional(clock_.steady_now() + kPause);
}

std::optional<FeedLoss> NetlinkProcessFeed::read(ProcessTracker& tracker) {
    const BootTime time(clock_);
    std::optional<FeedLoss> loss;
    std::array<std::byte, 1024> buffer;  // NOLINT(*-member-init): recv() fills it
    for (int messages = 0; messages < kMostMessages; ++messages) {
        const ssize_t size = ::recv(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size < 0 && errno == ENOBUFS) {
            loss = FeedLoss{"netlink socket overflow", std::nullopt};
        } else if (size < 0 && errno != EINTR) {
            break;
        } else if (const auto event = event_in(
                       std::span(buffer).first(static_cast<std::size_t>(std::max<ssize_t>(size, 0))))) {
            take(*event, time, tracker);
        }
    }
    finish_outlived(time.now(), tracker);
    return loss;
}

void NetlinkProcessFeed::take(const proc_event& event, const BootTime& time, ProcessTracker& tracker) {
    const ProcessMoment at = time.moment_of(since_boot(event.timestamp_ns));
    switch (static_cast<std::uint32_t>(event.what)) {
        case kForkEvent:
            if (event.event_data.fork.child_pid == event.event_data.fork.child_tgid) {
                tracker.forked({static_cast<ProcessNumber>(event.event_data.fork.child_pid), 0},
                               static_cast<ProcessNumber>(event.event_data.fork.parent_tgid), at);
            }
            break;
        case kExecEvent:
            take_exec(static_cast<ProcessNumber>(event.event_data.exec.process_tgid), at, tracker);
            break;
        case kExitEvent:
            if (event.event_data.exit.process_pid == event.event_data.exit.process_tgid) {
                take_exit(event, at, tracker);
            }
            break;
        default:
            break;
    }
}

void NetlinkProcessFeed::take_exec(ProcessNumber pid, const ProcessMoment& at, ProcessTracker& tracker) {
    if (tracker.is_own(pid)) {
        return;
    }
    const std::chrono::nanoseconds looked_at = boot_now();
    const std::optional<ProcStat> stat = read_proc_stat(pid);
    if (!stat) {
        tracker.executed({{pid, 0}, std::nullopt, {}, at, at, looked_at}, [] { return ProcessDetails{}; });
        return;
    }
    if (is_whole_name(stat->name)) {  // what the filter leaves out costs one file only
        tracker.executed({stat->identity, stat->parent, stat->name, at, at, looked_at},
                         [&] { return read_process_details(*stat, users_); });
        return;
    }
    ProcessDetails details = read_process_details(*stat, users_);
    tracker.executed({stat->identity, stat->parent, details.name, at, at, looked_at},
                     [&] { return details; });
}

void NetlinkProcessFeed::take_exit(const proc_event& event, const ProcessMoment& at,
                                   ProcessTracker& tracker) {
    const ProcessIdentity identity{static_cast<ProcessNumber>(event.event_data.exit.process_pid), 0};
    ProcessEnd end = process_end(static_cast<int>(event.event_data.exit.exit_code));
    const std::optional<ProcStat> stat =
        tracker.follows(identity) ? read_proc_stat(identity.pid) : std::nullopt;
    if (stat && stat->threads > 1 && outlived_.add(identity) == PidfdSet::Outcome::Added) {
        endings_.push_back({identity, std::move(end)});
        return;
    }
    tracker.exited(identity, end, at);
}

void NetlinkProcessFeed::finish_outlived(const ProcessMoment& at, ProcessTracker& tracker) {
    if (endings_.empty()) {
        return;
    }
    for (const ProcessIdentity& ended : outlived_.take_ended()) {
        const auto found = std::ranges::find(endings_, ended, &Ending::identity);
        if (found != endings_.end()) {
            tracker.exited(ended, found->end, at);
            endings_.erase(found);
        }
    }
}

/// Lets only forks, execs, exits and answers through, so that nothing else takes room in the socket's buffer.
bool attach_filter(int socket) {
    constexpr auto kWhat = static_cast<std::uint32_t>(kEventOffset);
    std::array<sock_filter, 7> program{{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kWhat),
                                        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, htonl(kForkEvent), 4, 0),
                                        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, htonl(kExecEvent), 3, 0),
                                        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, htonl(kExitEvent), 2, 0),
                                        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, htonl(kAnswer), 1, 0),
                                        BPF_STMT(BPF_RET | BPF_K, 0),
                                        BPF_STMT(BPF_RET | BPF_K, 0xffff'ffff)}};
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) == 0;
}

bool send_wish(int socket) {
    const proc_cn_mcast_op operation = PROC_CN_MCAST_LISTEN;
    std::array<std::byte, kEventOffset + sizeof(operation)> wish{};
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(wish.size());
    header.nlmsg_type = NLMSG_DONE;
    cn_msg message{};
    message.id = {CN_IDX_PROC, CN_VAL_PROC};
    message.len = sizeof(operation);
    std::memcpy(wish.data(), &header, sizeof(header));
    std::memcpy(wish.data() + NLMSG_HDRLEN, &message, sizeof(message));
    std::memcpy(wish.data() + kEventOffset, &operation, sizeof(operation));
    return ::send(socket, wish.data(), wish.size(), 0) == static_cast<ssize_t>(wish.size());
}

/// 0 when the kernel agrees, else an errno. Events that come before are of no interest yet.
int await_answer(int socket) {
    std::array<std::byte, 1024> buffer;  // NOLINT(*-member-init): recv() fills it
    for (int messages = 0; messages < kMostMessages; ++messages) {
        pollfd wait{socket, POLLIN, 0};
        if (::poll(&wait, 1, kAnswerMilliseconds) <= 0) {
            return ETIMEDOUT;
        }
        const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size < 0 && errno != ENOBUFS && errno != EINTR) {
            return errno;
        }
        const auto event =
            event_in(std::span(buffer).first(static_cast<std::size_t>(std::max<ssize_t>(size, 0))));
        if (event && static_cast<std::uint32_t>(event->what) == kAnswer) {
            return static_cast<int>(event->event_data.ack.err);
        }
    }
    return ETIMEDOUT;
}

}  // namespace

Result<std::unique_ptr<ProcessFeed>> open_netlink_feed(const Clock& clock, UserNames& users) {
    FileDescriptor socket(::socket(PF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_CONNECTOR));
    if (!socket.is_open()) {
        return failed("the kernel has no process connector (CONFIG_CONNECTOR)", errno);
    }
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = CN_IDX_PROC;
    if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        return failed("the process connector cannot be bound", errno);
    }
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUFFORCE, &kReceiveBuffer, sizeof(kReceiveBuffer));
    if (!attach_filter(socket.number()) || !send_wish(socket.number())) {
        return failed("the process connector cannot be asked", errno);
    }
    if (const int error = await_answer(socket.number()); error != 0) {
        return failed("the process connector refuses", error);
    }
    return std::unique_ptr<ProcessFeed>(
        std::make_unique<NetlinkProcessFeed>(std::move(socket), clock, users));
}

}  // namespace wee
