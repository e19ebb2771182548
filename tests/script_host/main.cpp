#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <string>
#include <vector>

#include "script/host/frame.h"
#include "script/host/linux/script_host_process.h"

// The "scripts" of this host: what their text says is done by the function of that name.

namespace {

using wee::ScriptCalls;
using wee::ScriptOutcome;
using wee::ScriptRequest;
using wee::ScriptValue;

ScriptOutcome well(std::string message, ScriptValue value = {}) {
    return {true, std::move(message), {}, std::move(value)};
}

ScriptOutcome loop(const ScriptRequest& /*request*/, ScriptCalls& /*calls*/) {
    for (volatile unsigned turn = 0;;) {
        turn = turn + 1;
    }
}

ScriptOutcome crash(const ScriptRequest& /*request*/, ScriptCalls& /*calls*/) {
    std::signal(SIGSEGV, SIG_DFL);
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
    return {};
}

ScriptOutcome fill_memory(const ScriptRequest& /*request*/, ScriptCalls& /*calls*/) {
    std::vector<std::string> all;
    for (;;) {
        all.emplace_back(std::size_t{16} * 1024 * 1024, 'x');
    }
}

ScriptOutcome print_for_ever(const ScriptRequest& /*request*/, ScriptCalls& calls) {
    for (;;) {
        calls.log(wee::LogLevel::Info, std::string(1000, 'x'));
    }
}

ScriptOutcome echo(const ScriptRequest& request, ScriptCalls& calls) {
    calls.log(wee::LogLevel::Info, "hello");
    const wee::Result<ScriptValue> answer = calls.call("echo", {{request.function}, {request.event.source}});
    return answer ? well("echoed", answer.value()) : ScriptOutcome{false, answer.error().message(), {}, {}};
}

ScriptOutcome process_id(const ScriptRequest& /*request*/, ScriptCalls& /*calls*/) {
    return well("pid", {std::int64_t{::getpid()}});
}

/// What a script that has taken over its host would try first.
ScriptOutcome escape(const ScriptRequest& /*request*/, ScriptCalls& /*calls*/) {
    wee::ScriptTable got;
    got.emplace_back("open", ScriptValue{::access("/etc/passwd", R_OK) == 0});
    got.emplace_back("socket", ScriptValue{::socket(AF_INET, SOCK_STREAM, 0) >= 0});
    got.emplace_back("fork", ScriptValue{::fork() >= 0});
    got.emplace_back("kill", ScriptValue{::kill(::getppid(), 0) == 0});
    got.emplace_back("dup", ScriptValue{::dup(0) >= 0});
    return well("tried", {got});
}

/// Raw bytes instead of a message, as `kind` says.
ScriptOutcome lie(const std::string& kind) {
    std::string bytes(4, '\xff');  // a frame of 4 GiB
    if (kind == "lie_kind") {
        bytes.clear();
        wee::append_frame(bytes, "\x77");
    } else if (kind == "lie_short") {
        bytes.clear();
        wee::append_frame(bytes, std::string("\x01\xff\xff\xff\xff\x7f", 6));
    } else if (kind == "lie_ready") {
        bytes.clear();
        wee::append_frame(bytes, std::string("\0\0", 2));
    } else if (kind == "lie_slow") {
        bytes = std::string("\x10\0\0\0half", 8);
    }
    ::send(0, bytes.data(), bytes.size(), 0);
    for (;;) {
        ::sched_yield();
    }
}

ScriptOutcome execute(const ScriptRequest& request, ScriptCalls& calls) {
    using Function = ScriptOutcome (*)(const ScriptRequest&, ScriptCalls&);
    static const std::map<std::string, Function> functions{{"loop", loop},
                                                           {"crash", crash},
                                                           {"fill_memory", fill_memory},
                                                           {"print_for_ever", print_for_ever},
                                                           {"echo", echo},
                                                           {"process_id", process_id},
                                                           {"escape", escape}};
    const std::string& text = request.source->text;
    const auto found = functions.find(text);
    return found == functions.end() ? lie(text) : found->second(request, calls);
}

}  // namespace

int main() {
    return wee::run_script_host(execute);
}
