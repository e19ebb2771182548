#include <cstdio>
#include <variant>

#include "app/backends.h"
#include "app/check_command.h"
#include "app/command_line.h"
#include "app/explain_command.h"
#include "app/replay_command.h"
#include "app/run_command.h"
#include "app/script_command.h"
#include "app/script_host_command.h"
#include "app/sources_command.h"
#include "app/test_command.h"

namespace {

wee::ExitCode perform(const wee::CommandLine& command_line) {
    switch (command_line.command) {
        case wee::Command::Check:
            return wee::check_config(command_line);
        case wee::Command::Explain:
            return wee::explain_events(command_line);
        case wee::Command::Replay:
            return wee::replay_events(command_line);
        case wee::Command::Test:
            return wee::test_rules(command_line);
        case wee::Command::Sources:
            return wee::list_sources(command_line);
        case wee::Command::RunScript:
            return wee::run_script(command_line);
        case wee::Command::ScriptHost:
            return wee::host_scripts();
        case wee::Command::Run:
            break;
    }
    return wee::run_engine(command_line);
}

wee::ExitCode say(const wee::Farewell& farewell) {
    std::fputs(farewell.text.c_str(), farewell.code == wee::ExitCode::Fine ? stdout : stderr);
    return farewell.code;
}

}  // namespace

int main(int count, char** arguments) {
    const auto parsed = wee::parse_command_line(wee::program_arguments(count, arguments));
    const auto* command_line = std::get_if<wee::CommandLine>(&parsed);
    return static_cast<int>(command_line != nullptr ? perform(*command_line)
                                                    : say(std::get<wee::Farewell>(parsed)));
}
