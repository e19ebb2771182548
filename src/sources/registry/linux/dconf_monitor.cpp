#include "sources/registry/linux/dconf_monitor.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "sources/registry/linux/dconf_session.h"

namespace wee {
namespace {

constexpr std::chrono::seconds kBusMustAnswerWithin{5};
constexpr std::chrono::seconds kTriedAgainAfter{1};

Result<std::string> session_bus_address(const Environment& environment) {
    const auto address = environment.variable("DBUS_SESSION_BUS_ADDRESS");
    if (address && !address->empty()) {
        return *address;
    }
    const auto runtime = environment.variable("XDG_RUNTIME_DIR");
    std::error_code error;
    if (runtime && std::filesystem::exists(*runtime + "/bus", error)) {
        return "unix:path=" + *runtime + "/bus";
    }
    return Error(
        "the settings of the desktop are heard of over the session bus, and there is none "
        "(DBUS_SESSION_BUS_ADDRESS is not set); start the engine in the user's session, or with "
        "dbus-run-session");
}

std::vector<RegistryScope> scopes_of(const RegistryMonitorOptions& options) {
    std::vector<RegistryScope> scopes;
    for (const RegistryKey& key : options.keys) {
        std::string path = key.path;
        while (path.ends_with('/')) {
            path.pop_back();
        }
        scopes.push_back({std::move(path), key.watch_tree});
    }
    return scopes;
}

class DconfMonitor final : public Source {
public:
    DconfMonitor(RegistryMonitorOptions options, Log& log, const Clock& clock, const Environment& environment)
        : options_(std::move(options)),
          log_(log),
          clock_(clock),
          environment_(environment),
          table_(scopes_of(options_), '/') {}
    ~DconfMonitor() override { stop(); }
    DconfMonitor(const DconfMonitor&) = delete;
    DconfMonitor& operator=(const DconfMonitor&) = delete;

    [[nodiscard]] const std::string& name() const override { return options_.name; }
    [[nodiscard]] std::string backend() const override { return "dconf"; }
    Result<void> start(EventSink& sink) override;
    void request_stop() override { stop_.request_stop(); }
    void stop() override;

private:
    Result<void> start_thread(const DconfLibrary& library);
    Result<void> wait_until_ready();
    void run(const DconfLibrary& library, const std::stop_token& stop);
    void watch(DconfSession& session, const std::stop_token& stop);
    bool connect_again(DconfSession& session, const std::stop_token& stop);
    void report_ready(Result<void> outcome);
    void report_loss(const std::string& reason);
    void read_all(DconfSession& session, EventBatch& news);
    void read_written(DconfSession& session, const std::string& path);
    void emit(EventBatch news);

    const RegistryMonitorOptions options_;
    Log& log_;
    const Clock& clock_;
    const Environment& environment_;
    RegistryTable table_;  ///< Of the thread.
    std::string address_;
    EventSink* sink_ = nullptr;
    DconfSession* session_ = nullptr;  ///< Of the thread.
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Result<void>> ready_;  ///< By `mutex_`.
    std::stop_source stop_;
    std::thread thread_;
};

Result<void> DconfMonitor::start(EventSink& sink) {
    const std::string prefix = "source '" + options_.name + "': ";
    const Result<std::string> address = session_bus_address(environment_);
    if (!address) {
        return Error(prefix + address.error().message());
    }
    const Result<const DconfLibrary*> library = DconfLibrary::open();
    if (!library) {
        return Error(prefix + library.error().message());
    }
    address_ = address.value();
    sink_ = &sink;
    Result<void> started = start_thread(*library.value());
    if (started) {
        started = wait_until_ready();
    }
    if (!started) {
        stop();
        return Error(prefix + started.error().message());
    }
    return {};
}

Result<void> DconfMonitor::start_thread(const DconfLibrary& library) {
    try {
        thread_ = std::thread([this, &library] { run(library, stop_.get_token()); });
    } catch (const std::system_error& failure) {
        return Error("cannot start a thread: " + failure.code().message() +
                     "; raise the limit with 'ulimit -u' or TasksMax= of the service's unit");
    }
    return {};
}

Result<void> DconfMonitor::wait_until_ready() {
    std::unique_lock lock(mutex_);
    const bool is_ready = changed_.wait_for(lock, stop_.get_token(), kBusMustAnswerWithin,
                                            [this] { return ready_.has_value(); });
    if (!is_ready) {
        return Error(stop_.stop_requested()
                         ? "stopped while it was being started"
                         : "the session bus at " + address_ +
                               " does not answer; look whether that is a bus, and whether it hangs");
    }
    return *ready_;
}

void DconfMonitor::stop() {
    stop_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void DconfMonitor::run(const DconfLibrary& library, const std::stop_token& stop) {
    DconfSession session(library, [this](const std::string& path) { read_written(*session_, path); });
    session_ = &session;
    const std::stop_callback cancel(stop, [&session] { session.cancel(); });
    Result<void> connected = session.connect(address_);
    if (connected) {
        EventBatch known;
        read_all(session, known);
    }
    const bool is_watching = connected.ok();
    report_ready(std::move(connected));
    if (is_watching) {
        watch(session, stop);
    }
}

void DconfMonitor::watch(DconfSession& session, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        session.wait();
        if (!session.is_connected() && !stop.stop_requested()) {
            report_loss("the session bus has gone");
            if (connect_again(session, stop)) {
                EventBatch news;
                read_all(session, news);
                emit(std::move(news));
            }
        }
    }
}

bool DconfMonitor::connect_again(DconfSession& session, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (session.connect(address_)) {
            log_.info("registry_monitor_back", "source \"" + options_.name + "\": the session bus is back",
                      {{"source", options_.name}});
            return true;
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, kTriedAgainAfter, [] { return false; });
    }
    return false;
}

void DconfMonitor::report_ready(Result<void> outcome) {
    {
        const std::lock_guard lock(mutex_);
        ready_ = std::move(outcome);
    }
    changed_.notify_all();
}

void DconfMonitor::report_loss(const std::string& reason) {
    log_.warn("registry_monitor_lost",
              "source \"" + options_.name + "\": " + reason +
                  "; changes are missed until it is back, and looked for then",
              {{"source", options_.name}});
    EventBatch batch;
    batch.push_back(make_event(EventKind::EventsLost, {}, {}));
    batch.back().metadata.set(FieldId::Reason, reason);
    emit(std::move(batch));
}

void DconfMonitor::read_all(DconfSession& session, EventBatch& news) {
    for (const RegistryScope& scope : table_.scopes()) {
        table_.update_all(scope.path + '/', session.read_all(scope.path + '/', table_), news);
        if (!scope.path.empty()) {
            table_.update(scope.path, session.read(scope.path), news);
        }
    }
}

void DconfMonitor::read_written(DconfSession& session, const std::string& path) {
    EventBatch news;
    if (!path.ends_with('/')) {
        if (table_.covers(path)) {
            table_.update(path, session.read(path), news);
        }
    } else {
        table_.update_all(path, session.read_all(path, table_), news);
    }
    emit(std::move(news));
}

void DconfMonitor::emit(EventBatch news) {
    if (news.empty()) {
        return;
    }
    const WallTime now = clock_.wall_now();
    for (Event& event : news) {
        event.source = options_.name;
        event.timestamp = now;
    }
    sink_->emit(std::move(news));
}

}  // namespace

std::unique_ptr<Source> make_dconf_monitor(RegistryMonitorOptions options, Log& log, const Clock& clock,
                                           const Environment& environment) {
    return std::make_unique<DconfMonitor>(std::move(options), log, clock, environment);
}

std::vector<BackendAvailability> registry_monitor_availability(const Environment& environment) {
    BackendAvailability dconf{"dconf", std::nullopt};
    const Result<const DconfLibrary*> library = DconfLibrary::open();
    const Result<std::string> address = session_bus_address(environment);
    if (!library) {
        dconf.missing = library.error().message();
    } else if (!address) {
        dconf.missing = address.error().message();
    }
    return {dconf};
}

}  // namespace wee
