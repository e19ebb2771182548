#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "script/host/hosted_execution.h"
#include "script/host/script_host.h"
#include "script/script_calls.h"
#include "script/script_execution.h"
#include "script/script_time.h"
#include "telemetry/log.h"

namespace wee {

/// How an execution came to its end; without Finished the script's host was ended with it.
enum class ScriptEnd {
    Finished,  ///< Well or not: the outcome tells.
    TimedOut,
    Stopped,
    HostLost,  ///< It crashed, ran out of memory, or misbehaved.
    NoHost,    ///< None could be started.
};

struct ScriptRun {
    ScriptEnd end = ScriptEnd::Finished;
    ScriptOutcome outcome{};  ///< With a sentence in `message` whatever the end.
};

struct ScriptHostsOptions {
    std::chrono::milliseconds idle_time{std::chrono::minutes(1)};  ///< Then a host without work ends.
    std::size_t most_idle = 8;
    std::chrono::milliseconds start_time{std::chrono::seconds(10)};  ///< For a host to say that it is ready.
};

/// The host processes: started when needed, kept for the next execution, replaced when they die. One executes
/// one script at a time; there are as many as callers. Any thread.
class ScriptHosts {
public:
    /// All must outlive this.
    ScriptHosts(ScriptHostStarter& starter, Log& log, const Clock& clock, ScriptHostsOptions options = {});
    /// Ends all hosts. REQUIRES: nobody executes.
    ~ScriptHosts();
    ScriptHosts(const ScriptHosts&) = delete;
    ScriptHosts& operator=(const ScriptHosts&) = delete;

    /// Executes on a host, within `time`, which begins when that has the script. Returns within 500 ms of the
    /// time-out or the stop, whatever the script does. `calls` is called on this thread.
    ScriptRun run(const ScriptRequest& request, ScriptCalls& calls, ScriptTime& time,
                  const std::stop_token& stop);

    /// Whether scripts are to be expected: then a host is started in the background when there is none, and
    /// one stays, so that the first event need not wait for it.
    void expect_scripts(bool expected);

    /// Ends the hosts whose idle time is over. Happens by itself; for tests.
    void end_idle_hosts();
    [[nodiscard]] std::size_t idle_hosts() const;

private:
    struct Worker {
        std::unique_ptr<ScriptHost> host;
        std::set<std::string> sources;  // digests of those it has
        std::size_t source_bytes = 0;
        bool has_waited = false;  // idle, so it may have died meanwhile
        SteadyTime idle_since{};
    };

    Result<Worker> take(const std::string& digest, const std::stop_token& stop);
    Result<Worker> start(const std::stop_token& stop);
    Result<void> wait_until_ready(Worker& worker, const std::stop_token& stop);
    void give_back(Worker worker);
    void report_lacks(const std::vector<std::string>& lacks);
    static Result<std::string> frames_for(Worker& worker, const ScriptRequest& request);
    ScriptRun run_on(Worker worker, const ScriptRequest& request, ScriptCalls& calls, ScriptTime& time,
                     const std::stop_token& stop, bool& may_try_again);
    void keep(const std::stop_token& stop);
    void start_one_ahead(const std::stop_token& stop);

    ScriptHostStarter& starter_;
    Log& log_;
    const Clock& clock_;
    const ScriptHostsOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<Worker> idle_;  // the latest used one at the end
    bool expected_ = false;
    bool wants_one_ahead_ = false;
    bool reported_lacks_ = false;
    std::jthread keeper_;  // last: it uses all others
};

}  // namespace wee
