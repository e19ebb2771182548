#include "sources/files/polling_file_watcher.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sources/files/file_poller.h"
#include "sources/files/root_paths.h"

namespace wee {
namespace {

constexpr std::chrono::seconds kStartPatience{10};

class PollingFileWatcher final : public Source {
public:
    PollingFileWatcher(FileWatcherOptions options, std::shared_ptr<const DirectoryLister> lister, Log& log,
                       const Clock& clock, const Environment& environment)
        : options_(std::move(options)),
          lister_(std::move(lister)),
          log_(log),
          clock_(clock),
          environment_(environment) {}

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    [[nodiscard]] std::string backend() const override { return "poll"; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override;

private:
    Result<void> begin();

    const FileWatcherOptions options_;
    const std::shared_ptr<const DirectoryLister> lister_;
    Log& log_;
    const Clock& clock_;
    const Environment& environment_;
    std::stop_source stop_;
    std::optional<FilePoller> poller_;
};

Result<void> PollingFileWatcher::start(EventSink& sink) {
    const Result<std::vector<std::string>> roots = expand_root_paths(options_, environment_, log_);
    if (!roots) {
        return roots.error();
    }
    poller_.emplace(options_, lister_, sink, log_, clock_);
    for (const std::string& root : roots.value()) {
        poller_->add(root, PolledRootKind::Named, Arrival::KnownAtStart);
    }
    Result<void> begun = begin();
    if (!begun) {
        poller_.reset();
    }
    return begun;
}

Result<void> PollingFileWatcher::begin() {
    if (Result<void> started = poller_->start(); !started) {
        return started;
    }
    const Result<bool> looked = poller_->wait_for_first_look(stop_.get_token(), kStartPatience);
    if (!looked) {
        return looked.error();
    }
    if (!looked.value()) {
        log_.warn("file_system_hangs",
                  "source '" + options_.name +
                      "': its paths could not be read within 10 s; what they hold when they can be is taken "
                      "for known",
                  {{"source", options_.name}});
    }
    return {};
}

void PollingFileWatcher::stop() {
    stop_.request_stop();
    poller_.reset();
}

}  // namespace

std::unique_ptr<Source> make_polling_file_watcher(FileWatcherOptions options,
                                                  std::shared_ptr<const DirectoryLister> lister, Log& log,
                                                  const Clock& clock, const Environment& environment) {
    return std::make_unique<PollingFileWatcher>(std::move(options), std::move(lister), log, clock,
                                                environment);
}

}  // namespace wee
