// The launcher against the bare system calls, which are this machine's limit. Compare the two
// items_per_second.

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <benchmark/benchmark.h>

#include "os/linux/posix_spawn_launcher.h"

namespace wee {
namespace {

void bare_spawn(benchmark::State& state) {
    std::string name = "/bin/true";
    char* const arguments[] = {name.data(), nullptr};
    for ([[maybe_unused]] auto iteration : state) {
        pid_t pid = 0;
        if (::posix_spawn(&pid, name.c_str(), nullptr, nullptr, arguments, environ) != 0) {
            state.SkipWithError("posix_spawn failed");
            break;
        }
        ::waitpid(pid, nullptr, 0);
    }
    state.SetItemsProcessed(state.iterations());
}

void launcher(benchmark::State& state, const char* command) {
    const auto launcher = make_process_launcher();
    const std::stop_source stop;
    LaunchRequest request;
    request.command = command;
    for ([[maybe_unused]] auto iteration : state) {
        if (!launcher->run(request, stop.get_token())) {
            state.SkipWithError("the launcher failed");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(bare_spawn)->UseRealTime();
BENCHMARK_CAPTURE(launcher, path, "/bin/true")->UseRealTime();
BENCHMARK_CAPTURE(launcher, name, "true")->UseRealTime();

}  // namespace
}  // namespace wee
