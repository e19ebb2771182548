#include "sources/processes/linux/ebpf_process_feed.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <bpf/libbpf.h>

#include "sources/processes/linux/ebpf_program.h"
#include "sources/processes/linux/proc_files.h"
#include "sources/processes/linux/process_record_reader.h"

namespace wee {
namespace {

/// One read: a stop need not wait for a storm to end.
constexpr int kMostRecords = 8192;

class EbpfProcessFeed final : public ProcessFeed {
public:
    EbpfProcessFeed(EbpfProgram program, const Clock& clock, UserNames& users)
        : program_(std::move(program)),
          clock_(clock),
          users_(users),
          ring_(ring_buffer__new(program_.ring(), &EbpfProcessFeed::take, this, nullptr)) {}

    [[nodiscard]] bool is_open() const { return ring_ != nullptr; }
    [[nodiscard]] int descriptor() const override { return ring_buffer__epoll_fd(ring_.get()); }
    void follow(const ProcessTracker& tracker, const ProcessListing& listing) override;
    std::optional<FeedLoss> read(ProcessTracker& tracker) override;

private:
    struct Close {
        void operator()(ring_buffer* ring) const { ring_buffer__free(ring); }
    };

    static int take(void* feed, void* data, std::size_t size);

    EbpfProgram program_;
    const Clock& clock_;
    UserNames& users_;
    std::unique_ptr<ring_buffer, Close> ring_;  // after program_: it maps its memory
    std::uint64_t lost_ = 0;                    // as far as it was reported

    // During a read:
    ProcessTracker* tracker_ = nullptr;
    const BootTime* time_ = nullptr;
    int records_ = 0;
};

void EbpfProcessFeed::follow(const ProcessTracker& tracker, const ProcessListing& listing) {
    for (const ListedProcess& process : listing.processes) {
        if (tracker.is_own(process.identity.pid)) {
            program_.ignore(process.identity.pid);
        } else if (tracker.follows(process.identity)) {
            program_.want(process.identity.pid);
        }
    }
}

std::optional<FeedLoss> EbpfProcessFeed::read(ProcessTracker& tracker) {
    const BootTime time(clock_);
    tracker_ = &tracker;
    time_ = &time;
    records_ = 0;
    ring_buffer__consume(ring_.get());
    const std::uint64_t lost = program_.lost();
    if (lost == lost_) {
        return std::nullopt;
    }
    return FeedLoss{"kernel ring buffer overflow", lost - std::exchange(lost_, lost)};
}

int EbpfProcessFeed::take(void* feed, void* data, std::size_t size) {
    auto& self = *static_cast<EbpfProcessFeed*>(feed);
    read_process_record({static_cast<const std::byte*>(data), size}, *self.time_, self.users_,
                        *self.tracker_);
    return ++self.records_ < kMostRecords ? 0 : -EAGAIN;
}

}  // namespace

std::optional<std::string> ebpf_missing_from_build() {
    return std::nullopt;
}

Result<std::unique_ptr<ProcessFeed>> open_ebpf_feed(const ProcessMonitorOptions& options, ProcessNumber own,
                                                    const Clock& clock, UserNames& users) {
    EbpfProgram::Settings settings;
    settings.wanted_names = options.filter.exact_names().value_or(std::vector<std::string>());
    settings.ignored = options.own_processes == OwnProcesses::Ignored ? own : 0;
    Result<EbpfProgram> program = EbpfProgram::load(settings);
    if (!program) {
        return program.error();
    }
    auto feed = std::make_unique<EbpfProcessFeed>(std::move(program).value(), clock, users);
    if (!feed->is_open()) {
        return Error("the eBPF ring buffer cannot be mapped: " + std::generic_category().message(errno));
    }
    return std::unique_ptr<ProcessFeed>(std::move(feed));
}

}  // namespace wee
