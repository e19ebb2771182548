#include "os/linux/posix_spawn_launcher.h"

#include <algorithm>
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include "os/linux/child_environment.h"
#include "os/linux/child_process.h"
#include "os/linux/child_watch.h"
#include "os/linux/command_lookup.h"
#include "os/linux/launch_failure.h"
#include "os/linux/leftover_output.h"
#include "os/linux/output_pipe.h"
#include "os/linux/process_snapshot.h"
#include "os/linux/process_tree.h"
#include "os/linux/run_marker.h"
#include "os/linux/standard_descriptors.h"
#include "os/linux/standard_input.h"
#include "os/linux/stop_wakeup.h"

namespace wee {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Together they stay below the port's 500 ms.
constexpr milliseconds kGrace{200};               // from SIGTERM to SIGKILL
constexpr milliseconds kKillTime{220};            // for the whole tree to be gone after that
constexpr milliseconds kLookInterval{20};         // between looks for others when the child itself has obeyed
constexpr std::chrono::hours kLongest{24 * 365};  // keeps sums of times in range

/// One run from start to end, on the calling thread.
class ChildRun {
public:
    ChildRun(const LaunchRequest& request, std::string marker, ProcessSnapshots& snapshots,
             LeftoverOutput& leftover_output)
        : request_(request),
          marker_(std::move(marker)),
          snapshots_(snapshots),
          leftover_output_(leftover_output),
          output_(request.output_limit),
          error_(request.output_limit) {}

    Result<LaunchOutcome> run(const std::stop_token& stop);

private:
    Result<void> prepare(const std::stop_token& stop);
    Result<void> start();
    WatchEnd watch_to_end();
    void end_tree(ChildWatch& watch);
    LaunchOutcome outcome(WatchEnd end);
    void finish_output(OutputPipe& pipe, WatchEnd end);

    const LaunchRequest& request_;
    const std::string marker_;
    ProcessSnapshots& snapshots_;
    LeftoverOutput& leftover_output_;
    StandardInput input_;
    OutputPipe output_;
    OutputPipe error_;
    StopWakeup stop_wakeup_;
    ChildProcess child_;
    steady_clock::time_point started_;
};

Result<LaunchOutcome> ChildRun::run(const std::stop_token& stop) {
    if (const Result<void> prepared = prepare(stop); !prepared) {
        return prepared.error();
    }
    if (const Result<void> started = start(); !started) {
        return started.error();
    }
    return outcome(watch_to_end());
}

Result<void> ChildRun::prepare(const std::stop_token& stop) {
    for (const int error :
         {input_.open(request_.standard_input), output_.open(), error_.open(), stop_wakeup_.open(stop)}) {
        if (error != 0) {
            return explain_shortage(error, request_);
        }
    }
    return {};
}

Result<void> ChildRun::start() {
    const ChildEnvironment environment(request_.environment, request_.removed_variables, marker_);
    const std::string_view search_path = environment.variable("PATH");
    const Result<std::string> program = find_command(request_.command, search_path);
    if (!program) {
        return program.error();
    }
    started_ = steady_clock::now();
    const int error = child_.start({.program = program.value(),
                                    .request = request_,
                                    .environment = environment.block(),
                                    .standard_input = input_.descriptor(),
                                    .standard_output = output_.write_end(),
                                    .standard_error = error_.write_end()});
    if (error != 0) {
        return explain_launch_failure(error, request_, program.value(), search_path);
    }
    output_.close_write_end();
    error_.close_write_end();
    return {};
}

WatchEnd ChildRun::watch_to_end() {
    ChildWatch watch(child_.exit_descriptor(), stop_wakeup_.descriptor(), output_, error_);
    const WatchEnd end = watch.wait(started_ + std::min<milliseconds>(request_.timeout, kLongest));
    if (end != WatchEnd::ChildExited) {
        end_tree(watch);
    }
    return end;
}

/// Asks, waits a little for the child and all others, then kills what is left.
void ChildRun::end_tree(ChildWatch& watch) {
    const auto grace_end = steady_clock::now() + kGrace;
    ProcessTree tree(child_.pid(), marker_, snapshots_);
    tree.request_end();
    watch.ignore_stop();
    if (watch.wait(grace_end) == WatchEnd::ChildExited) {
        watch.ignore_exit();
        while (!tree.looks_gone() && steady_clock::now() < grace_end) {
            watch.wait(std::min(grace_end, steady_clock::now() + kLookInterval));
        }
    }
    tree.kill_all(steady_clock::now() + kKillTime);
}

LaunchOutcome ChildRun::outcome(WatchEnd end) {
    finish_output(output_, end);
    finish_output(error_, end);
    LaunchOutcome outcome = child_.reap();
    outcome.duration = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - started_);
    if (end != WatchEnd::ChildExited) {
        outcome.end = end == WatchEnd::TimeUp ? LaunchEnd::TimedOut : LaunchEnd::Stopped;
    }
    outcome.standard_output = output_.take_output();
    outcome.standard_error = error_.take_output();
    return outcome;
}

void ChildRun::finish_output(OutputPipe& pipe, WatchEnd end) {
    const bool has_writers = pipe.read_rest();
    if (has_writers && end == WatchEnd::ChildExited) {
        leftover_output_.take_over(pipe.release_read_end());
    }
}

bool holds_nul(std::string_view text) {
    return text.find('\0') != std::string_view::npos;
}

/// What C strings cannot carry would otherwise arrive cut short, in silence.
Result<void> check(const LaunchRequest& request) {
    const auto& arguments = request.arguments;
    if (holds_nul(request.command) || holds_nul(request.working_directory) ||
        std::any_of(arguments.begin(), arguments.end(), holds_nul)) {
        return Error("the command, its arguments and its working_dir cannot hold a NUL character: remove it");
    }
    for (const auto& [name, value] : request.environment) {
        if (name.empty() || name.find('=') != std::string::npos || holds_nul(name) || holds_nul(value)) {
            return Error(
                "an environment variable needs a name without '=', and neither it nor its value can hold "
                "a NUL character: correct the environment of this command");
        }
    }
    return {};
}

class PosixSpawnLauncher final : public ProcessLauncher {
public:
    explicit PosixSpawnLauncher(std::string_view own_marker) : markers_(own_marker) {}

    Result<LaunchOutcome> run(const LaunchRequest& request, const std::stop_token& stop) override {
        assert(request.timeout > milliseconds::zero());
        if (const Result<void> checked = check(request); !checked) {
            return checked.error();
        }
        if (stop.stop_requested()) {
            LaunchOutcome stopped;
            stopped.end = LaunchEnd::Stopped;
            return stopped;
        }
        return ChildRun(request, markers_.next(), snapshots_, leftover_output_).run(stop);
    }

    [[nodiscard]] bool can_find(const std::string& command) const override {
        const char* search_path = std::getenv("PATH");
        const Result<std::string> path = find_command(command, search_path != nullptr ? search_path : "");
        return path.ok() && ::access(path.value().c_str(), X_OK) == 0;
    }

private:
    RunMarkers markers_;
    ProcessSnapshots snapshots_;
    LeftoverOutput leftover_output_;
};

/// Whoever started the engine may have left SIGCHLD ignored: then children vanish, and their exit codes with
/// them.
void stop_ignoring_exits() {
    struct sigaction action {};
    if (::sigaction(SIGCHLD, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) {
        std::signal(SIGCHLD, SIG_DFL);
    }
}

}  // namespace

std::unique_ptr<ProcessLauncher> make_process_launcher() {
    occupy_standard_descriptors();
    stop_ignoring_exits();
    const char* own_marker = std::getenv(kRunMarkerName.data());
    return std::make_unique<PosixSpawnLauncher>(own_marker != nullptr ? own_marker : "");
}

}  // namespace wee
