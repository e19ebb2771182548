#include "script/host/script_hosts.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/duration.h"
#include "script/host/frame.h"

namespace wee {
namespace {

constexpr std::size_t kMostSources = 256;
constexpr std::size_t kMostSourceBytes = 16 * 1024 * 1024;
constexpr std::chrono::seconds kBetweenLooks{30};

ScriptRun failed_run(ScriptEnd end, std::string message) {
    ScriptRun run{end, {}};
    run.outcome.message = std::move(message);
    return run;
}

std::string sentence_for_loss(const std::string& problem, const std::string& end) {
    return "the script's host process was lost (" + (problem.empty() ? end : problem) +
           "): the script crashed Lua, or used more memory or processor than there is; others go on";
}

}  // namespace

ScriptHosts::ScriptHosts(ScriptHostStarter& starter, Log& log, const Clock& clock, ScriptHostsOptions options)
    : starter_(starter), log_(log), clock_(clock), options_(options) {}

ScriptHosts::~ScriptHosts() = default;

ScriptRun ScriptHosts::run(const ScriptRequest& request, ScriptCalls& calls, ScriptTime& time,
                           const std::stop_token& stop) {
    for (;;) {
        Result<Worker> worker = take(request.source->digest, stop);
        if (stop.stop_requested()) {  // which may be why there is none
            return failed_run(ScriptEnd::Stopped, "was stopped before it began");
        }
        if (!worker) {
            return failed_run(ScriptEnd::NoHost, worker.error().message());
        }
        bool may_try_again = false;
        ScriptRun run = run_on(std::move(worker).value(), request, calls, time, stop, may_try_again);
        if (!may_try_again) {
            return run;
        }
    }
}

ScriptRun ScriptHosts::run_on(Worker worker, const ScriptRequest& request, ScriptCalls& calls,
                              ScriptTime& time, const std::stop_token& stop, bool& may_try_again) {
    const Result<std::string> frames = frames_for(worker, request);
    if (!frames) {
        return failed_run(ScriptEnd::NoHost, frames.error().message());
    }
    HostedExecution execution(worker.host->channel(), calls, 2 * request.limits.output + 4096);
    time.deadline = std::chrono::steady_clock::now() + time.limit;
    const HostedExecution::End end = execution.run(frames.value(), time.deadline, stop);
    if (end == HostedExecution::End::Finished) {
        ScriptRun run{ScriptEnd::Finished, execution.take_outcome()};
        if (!stop.stop_requested()) {  // which may have closed its channel
            give_back(std::move(worker));
        }
        return run;
    }
    const std::string how = worker.host->end();
    if (end == HostedExecution::End::TimedOut) {
        return failed_run(ScriptEnd::TimedOut, "took longer than " + format_duration(time.limit) +
                                                   " and was ended with its host process");
    }
    if (end == HostedExecution::End::Stopped) {
        return failed_run(ScriptEnd::Stopped, "was ended because its run was stopped");
    }
    // One that had died before it was given this script: the script has done nothing yet.
    may_try_again = worker.has_waited && !execution.was_heard();
    log_.debug("script_host_lost", "a host of scripts was lost: " + how, {{"end", how}});
    return failed_run(ScriptEnd::HostLost, sentence_for_loss(execution.problem(), how));
}

Result<std::string> ScriptHosts::frames_for(Worker& worker, const ScriptRequest& request) {
    std::string frames;
    const ScriptSource& source = *request.source;
    if (!worker.sources.contains(source.digest)) {
        if (worker.sources.size() >= kMostSources || worker.source_bytes > kMostSourceBytes) {
            append_frame(frames, encode(EngineMessage(ForgetMessage())).value());
            worker.sources.clear();
            worker.source_bytes = 0;
        }
        const Result<std::string> message = encode(EngineMessage(SourceMessage{request.source}));
        if (!message) {
            return Error("the script is too large");
        }
        append_frame(frames, message.value());
        worker.sources.insert(source.digest);
        worker.source_bytes += source.text.size();
    }
    const Result<std::string> message = encode(EngineMessage(
        ExecuteMessage{source.digest, request.function, request.event, request.limits, request.answer}));
    if (!message) {
        return Error("the event is too large for a script");
    }
    append_frame(frames, message.value());
    return frames;
}

Result<ScriptHosts::Worker> ScriptHosts::take(const std::string& digest, const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            // Rather one that knows the script, then the one whose memory is the warmest.
            auto found = std::find_if(idle_.rbegin(), idle_.rend(), [&digest](const Worker& worker) {
                return worker.sources.contains(digest);
            });
            const auto chosen = found == idle_.rend() ? std::prev(idle_.end()) : std::prev(found.base());
            Worker worker = std::move(*chosen);
            idle_.erase(chosen);
            worker.has_waited = true;
            return worker;
        }
    }
    return start(stop);
}

Result<ScriptHosts::Worker> ScriptHosts::start(const std::stop_token& stop) {
    Result<std::unique_ptr<ScriptHost>> host = starter_.start();
    if (!host) {
        return host.error();
    }
    Worker worker;
    worker.host = std::move(host).value();
    if (const Result<void> ready = wait_until_ready(worker, stop); !ready) {
        return ready.error();
    }
    return worker;
}

Result<void> ScriptHosts::wait_until_ready(Worker& worker, const std::stop_token& stop) {
    const std::stop_callback wake(stop, [&worker] { worker.host->channel().close(); });
    std::string bytes;
    const SteadyTime deadline = std::chrono::steady_clock::now() + options_.start_time;
    const ScriptChannel::End end = worker.host->channel().receive(bytes, deadline);
    if (end == ScriptChannel::End::Done) {
        const Result<HostMessage> message = decode_host_message(bytes);
        if (const auto* ready = message ? std::get_if<ReadyMessage>(&message.value()) : nullptr) {
            report_lacks(ready->lacks);
            return {};
        }
    }
    const std::string how = worker.host->end();
    return Error("the host process for scripts could not get ready: " +
                 (end == ScriptChannel::End::TimeUp
                      ? "it took longer than " + format_duration(options_.start_time)
                      : how));
}

void ScriptHosts::report_lacks(const std::vector<std::string>& lacks) {
    const std::lock_guard lock(mutex_);
    if (std::exchange(reported_lacks_, true)) {
        return;
    }
    for (const std::string& lack : lacks) {
        log_.warn("script_host_unconfined", "scripts run less confined than they could: " + lack,
                  {{"lack", lack}});
    }
}

void ScriptHosts::give_back(Worker worker) {
    worker.idle_since = clock_.steady_now();
    Worker surplus;
    const std::lock_guard lock(mutex_);
    if (idle_.size() >= options_.most_idle) {
        surplus = std::move(idle_.front());  // ended when the lock is open again
        idle_.erase(idle_.begin());
    }
    idle_.push_back(std::move(worker));
    if (!keeper_.joinable()) {
        try {
            keeper_ = std::jthread([this](const std::stop_token& stop) { keep(stop); });
        } catch (const std::system_error&) {
            idle_.clear();  // nobody would end them in time
        }
    }
}

void ScriptHosts::expect_scripts(bool expected) {
    const std::lock_guard lock(mutex_);
    expected_ = expected;
    wants_one_ahead_ = expected && idle_.empty();
    if (wants_one_ahead_ && !keeper_.joinable()) {
        try {
            keeper_ = std::jthread([this](const std::stop_token& stop) { keep(stop); });
        } catch (const std::system_error&) {
            wants_one_ahead_ = false;  // the first event will wait for its host
        }
    }
    changed_.notify_all();
}

void ScriptHosts::keep(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        bool wants_one = false;
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, kBetweenLooks, [this] { return wants_one_ahead_; });
            wants_one = std::exchange(wants_one_ahead_, false) && !stop.stop_requested();
        }
        if (wants_one) {
            start_one_ahead(stop);
        }
        end_idle_hosts();
    }
}

void ScriptHosts::start_one_ahead(const std::stop_token& stop) {
    Result<Worker> worker = start(stop);
    if (stop.stop_requested()) {
        return;
    }
    if (!worker) {
        log_.error("script_host_failed", worker.error().message());
        return;
    }
    worker.value().idle_since = clock_.steady_now();
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(worker).value());
}

void ScriptHosts::end_idle_hosts() {
    std::vector<Worker> ended;  // without the lock: ending takes its time
    const std::lock_guard lock(mutex_);
    const SteadyTime now = clock_.steady_now();
    while (idle_.size() > (expected_ ? 1U : 0U) && now - idle_.front().idle_since >= options_.idle_time) {
        ended.push_back(std::move(idle_.front()));
        idle_.erase(idle_.begin());
    }
}

std::size_t ScriptHosts::idle_hosts() const {
    const std::lock_guard lock(mutex_);
    return idle_.size();
}

}  // namespace wee
